"""What the network says back: an answer about two nodes, or a conflict."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.relations.model import Constraint, Relation


@dataclass(frozen=True, slots=True)
class Conflict:
    """A constraint that stronger ones refute, set aside. `chain` is a smallest set of them that does: with the refused
    constraint it cannot hold, and without any one member it can."""

    refused: Constraint
    chain: tuple[Constraint, ...]
    explanation: str


@dataclass(frozen=True, slots=True)
class Answer:
    """How one event lies towards another.

    `kind` is before, after, overlap, includes, is_included, equal or unknown; `confidence` that of the weakest
    constraint in the strongest derivation (0 where the kind is unknown); `chain` are the constraints of the derivation,
    `explanation` puts it in sentences with the quoted words. `source` is the source chain that the answer rests on:
    ("author",), or whose claim it is where an event's reality is disputed.
    """

    kind: Relation
    confidence: float
    explanation: str
    chain: tuple[Constraint, ...] = ()
    source: tuple[str, ...] = ("author",)
