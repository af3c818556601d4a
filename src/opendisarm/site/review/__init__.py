"""Review: what was submitted, verified by its organisation, approved or returned by the authority."""
