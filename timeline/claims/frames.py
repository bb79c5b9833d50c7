"""The ways a claim is put. Each takes a range of tokens and gives the claim, or None where its cue is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.claims.cues import Connective, cues
from timeline.claims.describe import describe
from timeline.claims.ellipsis import same_deed
from timeline.claims.lengths import Length, lengths
from timeline.claims.model import (
    Claim,
    ClaimKind,
    DateRelation,
    Dating,
    Described,
    Distance,
    Extreme,
    Order,
    OrderRelation,
    Proposition,
)
from timeline.claims.utterance import Range, Utterance
from timeline.expressions import TimeExpression
from timeline.temporal.when import Bound, Provenance, When


def connective(utterance: Utterance, where: Range) -> Claim | None:
    """ "A before B", "A a week after B", "After B, A", "A before Friday"."""
    found = [(cue, cues().connectives[utterance.lower(cue)]) for cue in utterance.find(cues().connectives, where)]
    found = [(cue, kind) for cue, kind in found if kind.order is not None and not _inside_date(utterance, cue, where)]
    for cue, kind in sorted(found, key=lambda pair: _rank(utterance, *pair)):
        claim = _joined(utterance, where, cue, kind)
        if claim is not None:
            return claim
    return _within(utterance, where)


def _rank(utterance: Utterance, cue: Range, kind: Connective) -> tuple[bool, int, int]:
    """Clear words first, then those that hang highest in the sentence."""
    token = utterance.tokens[cue[0]]
    return kind.order is OrderRelation.DURING or kind.name == "since", utterance.depth(token), cue[0]


def _inside_date(utterance: Utterance, cue: Range, where: Range) -> bool:
    return any(r[0] <= cue[0] and cue[1] <= r[1] for r, _ in utterance.dates(where))


def _joined(utterance: Utterance, where: Range, cue: Range, kind: Connective) -> Claim | None:
    inner, outer = _sides(utterance, where, cue)
    length = _length_before(utterance, cue[0], where)
    drop = set(range(*cue)) | (set(range(*length.where)) if length else set())
    a = describe(utterance, outer, drop)
    date = _date_at(utterance, inner)
    words = (utterance.words(cue).lower(),)
    if a is None:
        return None
    if date is not None:
        return _dated(utterance, a, kind, date, words)
    b = same_deed(utterance, a, inner) or describe(utterance, inner, drop)
    if b is None or kind.order is None:
        return None
    b = _shared_agent(utterance, a, b, inner)
    if length is not None and kind.order in (OrderRelation.BEFORE, OrderRelation.AFTER):
        distance = Distance(0, 1, length.window, kind.order)
        return Claim(utterance.text, ClaimKind.DISTANCE, (a, b), (distance,), cues=(length.window.text, *words))
    return Claim(utterance.text, ClaimKind.ORDER, (a, b), (Order(0, 1, kind.order),), cues=words)


def _sides(utterance: Utterance, where: Range, cue: Range) -> tuple[Range, Range]:
    """The tokens after the cue, and the others: "A before B" and "Before B, A"."""
    first, last = where
    before = [t for t in utterance.tokens[first : cue[0]] if t.pos not in ("PUNCT", "AUX", "CCONJ")]
    length = _length_before(utterance, cue[0], where)
    if before and not (length is not None and length.where[0] == first):
        return (cue[1], last), (first, cue[0])
    comma = utterance.find_token(",", (cue[1], last))
    return ((cue[1], comma), (comma + 1, last)) if comma is not None else ((cue[1], last), (first, cue[0]))


def _length_before(utterance: Utterance, i: int, where: Range) -> Length | None:
    return next((length for length in lengths(utterance, where) if length.where[1] == i), None)


def _shared_agent(utterance: Utterance, a: Described, b: Described, inner: Range) -> Described:
    """Who acts in A acts in B where B is "tweeting it" or "he tweeted it"."""
    if b.agents or not a.agents:
        return b
    first = utterance.tokens[inner[0]]
    shared = first.tag in ("VBG", "VBN") or (first.pos == "PRON" and first.dep in ("nsubj", "nsubjpass"))
    return replace(b, agents=a.agents) if shared else b


def _date_at(utterance: Utterance, where: Range) -> tuple[Range, TimeExpression] | None:
    """A date that is all that these tokens say ("before Friday"), not one that dates an event among them."""
    for span, time in utterance.dates(where):
        rest = [t for t in utterance.tokens[where[0] : where[1]] if not span[0] <= t.i < span[1]]
        if not any(t.pos in ("NOUN", "PROPN", "VERB", "NUM") for t in rest):
            return span, time
    return None


def _within(utterance: Utterance, where: Range) -> Claim | None:
    """ "A within a week of B"."""
    for length in lengths(utterance, where):
        after = length.where[1]
        if after >= where[1] or utterance.tokens[after].lower not in ("of", "from"):
            continue
        drop = set(range(*length.where))
        a, b = describe(utterance, (where[0], length.where[0])), describe(utterance, (after + 1, where[1]), drop)
        if a is not None and b is not None:
            distance = Distance(0, 1, length.window)
            return Claim(utterance.text, ClaimKind.DISTANCE, (a, b), (distance,), cues=(length.window.text,))
    return None


def verb(utterance: Utterance, where: Range) -> Claim | None:
    """ "A preceded B", "B was followed by A" as the passive of it."""
    for token in utterance.tokens[where[0] : where[1]]:
        relation = cues().verbs.get(token.lemma) if token.pos == "VERB" else None
        if relation is None:
            continue
        passive = bool(utterance.parse.children(token, "nsubjpass", "auxpass"))
        a, b = describe(utterance, (where[0], token.i)), describe(utterance, (token.i + 1, where[1]))
        if a is not None and b is not None:
            order = Order(0, 1, relation.converse if passive else relation)
            return Claim(utterance.text, ClaimKind.ORDER, (a, b), (order,), cues=(token.lower,))
    return None


def extreme(utterance: Utterance, where: Range) -> Claim | None:
    """ "A came first", "Of A and B, A came last", "A was the first thing to happen"."""
    table = cues()
    for cue in utterance.find(table.extremes, where):
        near = utterance.tokens[max(where[0], cue[0] - 3) : min(where[1], cue[1] + 1)]
        if not any(t.lemma in table.superlative_verbs or t.lemma in table.superlative_nouns for t in near):
            continue
        among, rest = _among(utterance, where)
        drop = set(range(*cue)) | {t.i for t in near if t.lemma in table.superlative_verbs | table.superlative_nouns}
        event = describe(utterance, rest, drop)
        if event is not None:
            kind = table.extremes[utterance.lower(cue)]
            others = tuple(range(1, len(among) + 1))
            said = Extreme(0, kind.last, others)
            return Claim(utterance.text, ClaimKind.EXTREME, (event, *among), (said,), cues=(utterance.words(cue),))
    return None


def _among(utterance: Utterance, where: Range) -> tuple[tuple[Described, ...], Range]:
    """ "Of A, B and C, ...": what is compared, and the tokens of the rest."""
    first, last = where
    if utterance.tokens[first].lower not in ("of", "between", "among"):
        return (), where
    commas = [t.i for t in utterance.tokens[first:last] if t.text == ","]
    if not commas:
        return (), where
    cuts = [first, *(t.i for t in utterance.tokens[first : commas[-1]] if t.text in (",", "and")), commas[-1]]
    parts = [describe(utterance, (a + 1, b)) for a, b in pairwise(cuts) if a + 1 < b]
    return tuple(part for part in parts if part is not None), (commas[-1] + 1, last)


def sequence(utterance: Utterance, where: Range) -> Claim | None:
    """ "A, then B, and finally C", "A, and two days later B"."""
    cuts = [cue for cue in utterance.find(cues().sequence, where) if _separates(utterance, cue, where)]
    if not cuts:
        return None
    events: list[Described] = []
    said: list[Proposition] = []
    starts = [where[0], *(cut[1] for cut in cuts)]
    ends = [*(cut[0] for cut in cuts), where[1]]
    for number, part in enumerate(zip(starts, ends, strict=True)):
        length = _length_before(utterance, part[1], where) if number < len(cuts) else None
        opener = utterance.phrase_at(part[0], cues().openers, part[1])
        drop = set(range(*(length.where if length else (0, 0)))) | set(range(*(opener or (0, 0))))
        event = describe(utterance, part, drop)
        if event is None:
            return None
        if events and events[-1].agents and not event.agents and utterance.tokens[part[0]].pos in ("VERB", "PRON"):
            event = replace(event, agents=events[-1].agents)
        events.append(event)
        if length is not None:
            said.append(Distance(number, number + 1, length.window, OrderRelation.BEFORE))
        elif number < len(cuts):
            said.append(Order(number, number + 1, OrderRelation.BEFORE))
    _within_members(utterance, list(zip(starts, ends, strict=True)), events, said)
    words = tuple(utterance.words(cut).lower() for cut in cuts)
    return Claim(utterance.text, ClaimKind.SEQUENCE, tuple(events), tuple(said), cues=words)


def _within_members(
    utterance: Utterance, parts: Sequence[Range], events: list[Described], said: list[Proposition]
) -> None:
    """Adds what a member says by itself: "A before B, and after that C" says two things, and C comes after A."""
    for number, part in enumerate(parts):
        inner = connective(utterance, part)
        if inner is None or len(inner.events) != 2:
            continue
        first, second = inner.events
        own = inner.propositions[0]
        if isinstance(first, Described) and isinstance(second, Described) and isinstance(own, Order | Distance):
            events[number] = first
            events.append(second)
            said.append(replace(own, source=number, target=len(events) - 1))


def _separates(utterance: Utterance, cue: Range, where: Range) -> bool:
    """The cue stands between two members: after a comma, an "and" or a length, and not in a date or a connective."""
    if cue[0] == where[0] or cue[1] >= where[1] or _inside_date(utterance, cue, where):
        return False
    if utterance.phrase_at(cue[0], cues().connectives, where[1]) is not None or utterance.tokens[cue[1]].lower in (
        "than",
        "this",
    ):
        return False
    before = utterance.tokens[cue[0] - 1]
    joined = utterance.tokens[cue[0]].lower in ("and", "but", "which", "was", "were", "followed")
    return joined or before.pos in ("PUNCT", "CCONJ") or _length_before(utterance, cue[0], where) is not None


def dating(utterance: Utterance, where: Range) -> Claim | None:
    """ "A in October", "A by Friday", "A last week", "A in March and B in May"."""
    several = _datings(utterance, where)
    if several is not None:
        return several
    dated = sorted(utterance.dates(where), key=lambda pair: (utterance.depth(utterance.tokens[pair[0][0]]), pair[0][0]))
    for span, time in dated:
        before = utterance.phrase_before(span[0], cues().connectives, where[0])
        kind = cues().connectives[utterance.lower(before)] if before else Connective("", None, DateRelation.WITHIN)
        drop = set(range(*span)) | (set(range(*before)) if before else set())
        event = describe(utterance, where, drop)
        if event is not None:
            words = (utterance.words(before).lower(),) if before else ()
            return _dated(utterance, event, kind, (span, time), words)
    return None


def _datings(utterance: Utterance, where: Range) -> Claim | None:
    """Each part of "A in March and B in May" by itself."""
    spans = sorted(span for span, _ in utterance.dates(where))
    between = [(a[1], b[0]) for a, b in pairwise(spans)]
    cuts = [next((t.i for t in utterance.tokens[a:b] if t.pos == "CCONJ"), None) for a, b in between]
    ands = [cut for cut in cuts if cut is not None]
    if not ands or len(ands) < len(cuts):
        return None
    parts = list(zip([where[0], *(cut + 1 for cut in ands)], [*ands, where[1]], strict=True))
    claims = [dating(utterance, part) for part in parts]
    found = [claim for claim in claims if claim is not None]
    events = [event for claim in found for event in claim.events]
    if len(found) < len(parts) or len(events) != len(parts):
        return None
    said = [replace(d, event=n) for n, claim in enumerate(found) for d in claim.propositions if isinstance(d, Dating)]
    cues_of = tuple(cue for claim in found for cue in claim.cues)
    return Claim(utterance.text, ClaimKind.DATING, tuple(events), tuple(said), cues=cues_of)


def _dated(
    utterance: Utterance, event: Described, kind: Connective, date: tuple[Range, TimeExpression], words: tuple[str, ...]
) -> Claim | None:
    time = date[1]
    bounds = _open_reference(utterance, time) or time.bounds
    relation = kind.date or DateRelation.WITHIN
    if bounds is None or bounds.is_unbounded:
        return None
    said = Dating(0, relation, bounds, time.text, time.value)
    clean = replace(event, bounds=None)
    return Claim(utterance.text, ClaimKind.DATING, (clean,), (said,), cues=(*words, time.text))


def _open_reference(utterance: Utterance, time: TimeExpression) -> When | None:
    """ "In the future" begins, and "in the past" ends, when the article was published."""
    now = Bound(utterance.published.moment, Provenance.STATED)
    if time.value == "FUTURE_REF":
        return When(start_earliest=now, end_earliest=now)
    return When(start_latest=now, end_latest=now) if time.value == "PAST_REF" else None
