"""Ways out of a timeline: one module a format."""
