"""From a refused constraint and its proof to a `Conflict` that a reader can check."""

from __future__ import annotations

from timeline.network.answers import Conflict
from timeline.network.explain import Narrator
from timeline.network.knots import Knots, Trail
from timeline.relations.model import Constraint

AGAINST = " That contradicts what is more certain. "  # between what is set aside and the chain that refutes it


def conflict_of(refused: Constraint, proof: Trail, knots: Knots, narrator: Narrator) -> Conflict:
    """The conflict, its chain cut down to constraints that are all needed."""
    trail = _needed(refused, proof, knots)
    chain = narrator.constraints(trail)
    said = narrator.claim(refused.source, refused.relation, refused.target)
    against = narrator.because(chain)
    words = narrator.step(refused)
    explanation = f"Set aside: {said[0].lower() + said[1:] if said[0].isalpha() else said}. {words}"
    return Conflict(refused, chain, f"{explanation}{AGAINST}{against}".strip())


def _needed(refused: Constraint, proof: Trail, knots: Knots) -> Trail:
    """The proof cut down: constraints are dropped one by one, least certain first, while the rest still refutes."""
    kept = sorted({label for label in proof if isinstance(label, Constraint)}, key=_weakness)
    for constraint in tuple(kept):
        fewer = [c for c in kept if c is not constraint]
        if knots.refutation(fewer, refused) is not None:
            kept = fewer
    trail = knots.refutation(kept, refused)
    return proof if trail is None else trail


def _weakness(constraint: Constraint) -> tuple[float, str, str, str]:
    return constraint.confidence, constraint.source, constraint.target, constraint.cause.explanation
