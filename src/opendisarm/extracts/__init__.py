"""Status extracts: a signed page about one piece of land that anybody can check without a network."""
