"""Sieves: what the text says about order, as constraints, each with its cause."""

from timeline.relations.propose import propose

__all__ = ["propose"]
