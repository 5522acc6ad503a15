"""What changed between two frameworks: two editions, two workbooks, or a framework and a variant of it."""
