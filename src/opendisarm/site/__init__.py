"""The site: pages for people and an interface for machines; the second thin door to the use cases in `desk`."""
