"""Claims about the order of events, checked against a timeline."""

from timeline.claims.check import DEFAULT_THRESHOLD, Checker, check
from timeline.claims.reader import read_claim
from timeline.claims.structured import StructuredClaim
from timeline.claims.verdict import Ruling, Verdict

__all__ = ["DEFAULT_THRESHOLD", "Checker", "Ruling", "StructuredClaim", "Verdict", "check", "read_claim"]
