"""Claims that name two events side by side: "A and B were a week apart", "A and B on the same day"."""

from __future__ import annotations

from timeline.claims.cues import cues
from timeline.claims.describe import describe
from timeline.claims.ellipsis import done_by
from timeline.claims.lengths import lengths
from timeline.claims.model import Claim, ClaimKind, Content, Described, Distance, Reference, SameTime
from timeline.claims.utterance import Range, Utterance
from timeline.temporal.granularity import Granularity


def between(utterance: Utterance, where: Range) -> Claim | None:
    """ "More than a year passed between A and B", "A and B were a week apart", "a week separated A and B"."""
    first, last = where
    tokens = utterance.tokens
    found = lengths(utterance, where)
    apart = next((t.i for t in tokens[first:last] if t.lower == "apart"), None)
    cue = next((t.i for t in tokens[first:last] if t.lower == "between" or t.lemma == "separate"), None)
    if not found or (apart is None and cue is None):
        return None
    pair = (first, found[0].where[0]) if cue is None else (cue + 1, last)
    drop = {t.i for t in tokens[first:last] if t.lemma in cues().between_verbs} | set(range(*found[0].where))
    events = _pair(utterance, pair, drop)
    if events is None:
        return None
    return Claim(
        utterance.text, ClaimKind.DISTANCE, events, (Distance(0, 1, found[0].window),), cues=(found[0].window.text,)
    )


def _pair(utterance: Utterance, where: Range, drop: set[int]) -> tuple[Described, Described] | None:
    """A and B of "A and B": at the "and" that leaves an event on either side and hangs highest."""
    ands = [t for t in utterance.tokens[where[0] : where[1]] if t.lower == "and"]
    for token in sorted(ands, key=utterance.depth):
        before = (where[0], token.i)
        a, b = describe(utterance, before, drop), describe(utterance, (token.i + 1, where[1]), drop)
        if a is not None and b is not None:
            return _shared_deed(utterance, a, b, before), b
    return None


def _shared_deed(utterance: Utterance, a: Described, b: Described, where: Range) -> Described:
    """ "City and Rovers won on the same day": what Rovers did, City did."""
    named = tuple(t for t in utterance.tokens[where[0] : where[1]] if t.pos in ("NOUN", "PROPN", "VERB"))
    verb = next((word for word in b.heads if word.weight == 1.0), None)
    acting = verb is not None and any(t.span == verb.span and t.pos == "VERB" for t in utterance.tokens)
    return done_by(utterance, b, named, where) if acting and all(t.pos == "PROPN" for t in named) else a


def same(utterance: Utterance, where: Range) -> Claim | None:
    """ "A and B on the same day", "A the same week as B", "the Kremlin denied it the same day"."""
    first, last = where
    for i in range(first, last - 1):
        after = utterance.tokens[i + 1].lower
        if utterance.tokens[i].lower == "same" and (after in cues().units or after in cues().same_moments):
            return _same(utterance, where, i, cues().units.get(after))
    return None


def _same(utterance: Utterance, where: Range, i: int, unit: object) -> Claim | None:
    first, last = where
    grain = unit if isinstance(unit, Granularity) else None
    words = (utterance.words((i, i + 2)).lower(),)
    drop = {i - 1, i, i + 1}
    after = i + 2
    if after < last and utterance.tokens[after].lower in ("as", "that", "when", "of"):
        a, b = describe(utterance, (first, i - 1), drop), describe(utterance, (after + 1, last), drop)
        events: tuple[Reference, ...] | None = (a, b) if a is not None and b is not None else None
    else:
        events = _pair(utterance, where, drop) or _content(utterance, where, drop)
    if events is None:
        return None
    return Claim(utterance.text, ClaimKind.SAME_TIME, events, (SameTime(0, 1, grain),), cues=words)


def _content(utterance: Utterance, where: Range, drop: set[int]) -> tuple[Reference, ...] | None:
    """ "X denied it": the denial, and what it denies."""
    a = describe(utterance, where, drop)
    return None if a is None else (a, Content(0))
