"""Events: who did what, according to whom, and did it happen."""
