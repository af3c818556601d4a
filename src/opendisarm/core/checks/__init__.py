"""What a good record is: one function a check, listed in `CHECKS`."""
