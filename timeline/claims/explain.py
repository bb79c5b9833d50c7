"""The evidence of a verdict in order, and the one paragraph that a reader can check."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.chronology import Timeline
from timeline.claims.findings import written
from timeline.claims.judge import Judgment
from timeline.claims.model import Claim
from timeline.claims.sources import Stance, holders, listed, told
from timeline.claims.verdict import Match, Ruling, Step, StepKind
from timeline.events.model import Event

_OPENING = {
    Ruling.SUPPORTED: "Supported.",
    Ruling.REFUTED: "Refuted.",
    Ruling.DISPUTED: "Disputed.",
    Ruling.UNDETERMINED: "Undetermined: the article does not settle it.",
    Ruling.NOT_MENTIONED: "Not mentioned.",
}


def explain(
    timeline: Timeline,
    claim: Claim,
    matches: Sequence[Match],
    judgment: Judgment,
    accounts: Sequence[Event],
    withheld: bool,
    confidence: float,
) -> tuple[tuple[Step, ...], str]:
    """Steps: which events were meant, who says so, the words on order and time; then the paragraph."""
    told_instead = [_account(timeline, event) for event in accounts]
    steps = (*(_meant(m) for m in matches if m.event is not None), *judgment.steps, *told_instead)
    opening = _OPENING[judgment.ruling]
    if withheld:
        leaning = {Ruling.SUPPORTED: "supports", Ruling.REFUTED: "refutes"}.get(judgment.ruling, "disputes")
        opening = (
            f"Undetermined: the article rather {leaning} it, but too weakly to say so (confidence {confidence:.2f})."
        )
    parts = [opening, judgment.note, *(_reading(m) for m in matches)]
    parts += _unrepeated([s.text for s in judgment.steps if s.kind in (StepKind.RELATION, StepKind.TIME)])[:6]
    parts += [s.text for s in told_instead]
    return steps, " ".join(part for part in parts if part)


def _meant(match: Match) -> Step:
    assert match.event is not None
    text = f"“{match.words}” is taken for “{match.event.description}” ({match.why})."
    spans = tuple(m.trigger for m in match.event.mentions)
    return Step(StepKind.MATCH, text, "rule: words and participants; model: meaning", spans, match.score)


def _reading(match: Match) -> str:
    """Which event was taken, and what else would have fitted."""
    if match.event is None:
        return ""
    also = ""
    if match.alternatives:
        also = f"; it could also be “{'” or “'.join(a.description for a in match.alternatives)}”"
    return f"By “{match.words}” is understood “{match.event.description}” ({match.why}){also}."


def _account(timeline: Timeline, event: Event) -> Step:
    """What a source says happened instead, and when."""
    tellers = holders(event, Stance.ASSERTS)
    names = listed([told(a.source) for a in tellers])
    verb = "speak" if len({told(a.source) for a in tellers}) > 1 else "speaks"
    text = f"{names} {verb} of {timeline.solution.narrator.name(event.id)}, put {written(timeline.when(event.id))}"
    text += "".join(f" (“{words}”)" for words in _dates(timeline, event)[:1]) + "."
    spans = tuple(m.sentence for m in event.mentions)
    return Step(StepKind.ACCOUNT, text[0].upper() + text[1:], "rule: attribution", spans, 1.0, tellers[0].source)


def _dates(timeline: Timeline, event: Event) -> list[str]:
    """The words that date an event."""
    times = {t.id: t.text for t in timeline.expressions}
    start, end = timeline.solution.datings(event.id)
    tied = [node for c in (*start, *end) if event.id in (c.source, c.target) for node in (c.source, c.target)]
    return [times[node] for node in dict.fromkeys(tied) if node in times]


def _unrepeated(texts: Sequence[str]) -> list[str]:
    """The sentences, less what an earlier one has said: a date gives the words behind it, and so does an order."""
    kept: list[str] = []
    for text in texts:
        if not any(text.removesuffix(".").lower() in earlier.lower() for earlier in kept):
            kept.append(_sentence(text))
    return kept


def _sentence(text: str) -> str:
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "”")) else f"{text}."
