"""For all tests."""

from __future__ import annotations

from hypothesis import settings

# An example's time is the machine's business: the first one loads rules and models. What must be fast has its own test.
settings.register_profile("timeline", deadline=None)
settings.load_profile("timeline")
