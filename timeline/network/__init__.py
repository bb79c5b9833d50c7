"""The constraint network: one consistent account of what the constraints say, and why."""

from timeline.network.answers import Answer, Conflict
from timeline.network.solution import Solution, solve

__all__ = ["Answer", "Conflict", "Solution", "solve"]
