"""Backup files: an archive with a digest of every part, sealed by a passphrase; and copies of databases in use."""
