"""What is handed in: built from figures, then rendered."""
