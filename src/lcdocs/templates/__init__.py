"""Templates that people make: which is used, whether it can be, what it makes of an example."""
