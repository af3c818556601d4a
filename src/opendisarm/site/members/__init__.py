"""Members of a workspace: who they are, how they come in, and how far they reach."""
