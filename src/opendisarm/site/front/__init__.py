"""The public front page, the language, and what is shown when something fails."""
