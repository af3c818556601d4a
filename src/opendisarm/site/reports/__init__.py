"""Treaty reports: on the page with every figure explained, as a file, for the public, and what was published."""
