"""What checking a claim gives: a verdict, how sure, and the chain of evidence for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from timeline.article import Span
from timeline.claims.model import Claim
from timeline.events.model import Event


class Ruling(StrEnum):
    """DISPUTED: sources in the article disagree on the order, or on whether it happened at all."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    DISPUTED = "disputed"
    UNDETERMINED = "undetermined"
    NOT_MENTIONED = "not_mentioned"

    @property
    def opposite(self) -> Ruling:
        return {Ruling.SUPPORTED: Ruling.REFUTED, Ruling.REFUTED: Ruling.SUPPORTED}.get(self, self)


class StepKind(StrEnum):
    MATCH = "match"  # the claim's words mean this event
    RELATION = "relation"  # what the article says of order
    TIME = "time"  # when the article puts an event
    SOURCE = "source"  # who asserts or denies an event
    ACCOUNT = "account"  # what those who deny it say instead


@dataclass(frozen=True, slots=True)
class Step:
    """One link of the evidence: a sentence, the words of the article that carry it, and the rule or model behind it."""

    kind: StepKind
    text: str
    rule: str
    spans: tuple[Span, ...] = ()
    confidence: float = 1.0
    source: tuple[str, ...] = ("author",)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another event that the same words fit."""

    event: str
    description: str
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """An event that the claim speaks of: the words of the claim, the event taken and why, and what else would fit."""

    words: str
    event: Event | None
    score: float
    why: str
    alternatives: tuple[Alternative, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRuling:
    """What one source's account makes of the claim."""

    source: tuple[str, ...]
    ruling: Ruling
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer to one claim. `confidence` is that of the ruling, from 0 to 1; `text` is the claim as it was given."""

    text: str
    ruling: Ruling
    confidence: float
    claim: Claim
    events: tuple[Match, ...]
    evidence: tuple[Step, ...]
    by_source: tuple[SourceRuling, ...]
    explanation: str
    article: str

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as docs/claims.md describes them."""
        return {
            "claim": self.text,
            "kind": self.claim.kind.value,
            "verdict": self.ruling.value,
            "confidence": round(self.confidence, 3),
            "events": [_match(m, self.article) for m in self.events],
            "evidence": [_step(s, self.article) for s in self.evidence],
            "by_source": [{"source": list(s.source), "verdict": s.ruling.value, "why": s.why} for s in self.by_source],
            "explanation": self.explanation,
        }


def _match(match: Match, text: str) -> dict[str, Any]:
    event = match.event
    return {
        "words": match.words,
        "event": None if event is None else event.id,
        "description": None if event is None else event.description,
        "trigger": None if event is None else _quoted(event.trigger, text),
        "score": round(match.score, 3),
        "why": match.why,
        "alternatives": [
            {"event": a.event, "description": a.description, "score": round(a.score, 3)} for a in match.alternatives
        ],
    }


def _step(step: Step, text: str) -> dict[str, Any]:
    return {
        "kind": step.kind.value,
        "text": step.text,
        "rule": step.rule,
        "spans": [_quoted(span, text) for span in step.spans],
        "confidence": round(step.confidence, 3),
        "source": list(step.source),
    }


def _quoted(span: Span, text: str) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": span.of(text)}
