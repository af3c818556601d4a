"""Status extracts at the desk: which land is meant, what is known of it, what was signed, and its check."""
