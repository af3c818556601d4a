"""The states of the world: who they are, where they are, and what they look like on a map."""
