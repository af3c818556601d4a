"""Pictures of the status of an instrument among the states of the world; they draw what they are given."""
