"""Tokens: how a program signs in for a member; made by them, shown once, never more than they may do themselves."""
