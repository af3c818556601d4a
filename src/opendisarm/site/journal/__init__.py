"""The journal itself: whether it is whole, and where it ends."""
