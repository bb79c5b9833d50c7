"""Sieves: what the text says about order, as constraints, each with its cause."""
