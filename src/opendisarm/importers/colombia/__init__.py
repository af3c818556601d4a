"""The national tables of Colombia, as published."""
