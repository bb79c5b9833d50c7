"""`check`: a claim and a timeline in, a verdict out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from timeline.chronology import Timeline
from timeline.claims.explain import explain
from timeline.claims.judge import Judgment, judge
from timeline.claims.match import CLOSE, Candidate, Matcher
from timeline.claims.model import Claim, Content, Described, Given, Reference
from timeline.claims.reader import read_claim
from timeline.claims.sources import Stance, happened, holders
from timeline.claims.structured import StructuredClaim
from timeline.claims.verdict import Alternative, Match, Ruling, Verdict
from timeline.errors import BadClaim
from timeline.events.model import AUTHOR, Event, Factuality

DEFAULT_THRESHOLD = 0.75  # chosen by benchmarks.claims: wrong verdicts stay below 5 % of all claims

_TEMPERATURE = 0.05  # how much a better fit outweighs another
_COMBINATIONS = 9

Picks = tuple[Candidate, ...]


def check(timeline: Timeline, claim: str | StructuredClaim, *, threshold: float = DEFAULT_THRESHOLD) -> Verdict:
    """Whether the article bears a claim out.

    A verdict whose confidence is below the threshold is withheld: `undetermined`. Raises BadClaim.
    """
    read = claim.read(timeline) if isinstance(claim, StructuredClaim) else read_claim(claim, timeline.article)
    return Checker(timeline).check(read, threshold)


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks claims against one timeline."""

    timeline: Timeline
    _matcher: Matcher = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_matcher", Matcher(self.timeline))

    def check(self, claim: Claim, threshold: float = DEFAULT_THRESHOLD) -> Verdict:
        slots = self._slots(claim.events)
        if not all(slots):
            return self._missing(claim, slots)
        ways = _ways(slots)
        if not ways:
            return self._missing(claim, slots, "Both descriptions fit the same event of the article.")
        judged = [(share, picks, judge(self.timeline, claim, _contested(slots, picks))) for share, picks in ways]
        _, picks, best = judged[0]
        agreed = sum(share for share, _, other in judged if other.ruling is best.ruling)
        fit = min(_trust(c.score) for c in picks)
        return self._verdict(claim, slots, picks, best, best.confidence * agreed * fit, threshold)

    def _slots(self, references: Sequence[Reference]) -> list[list[Candidate]]:
        """For each event of the claim, what it may mean."""
        slots: list[list[Candidate]] = []
        for reference in references:
            match reference:
                case Described():
                    slots.append(self._matcher.candidates(reference))
                case Given():
                    slots.append([Candidate(self._given(reference), 1.0, "given")])
                case Content():
                    slots.append(self._content(slots[reference.of]))
        return slots

    def _given(self, reference: Given) -> Event:
        if reference.id is not None:
            try:
                return self.timeline.event(reference.id)
            except KeyError:
                raise BadClaim(f"the timeline has no event {reference.id!r}") from None
        event = self.timeline.event_at(reference.offset or 0)
        if event is None:
            raise BadClaim(f"no event stands at character {reference.offset} of the article")
        return event

    def _content(self, tellers: Sequence[Candidate]) -> list[Candidate]:
        """What an event of telling tells of: the events whose attribution it carries."""
        if not tellers:
            return []
        teller = tellers[0].event
        told = [
            event
            for event in self.timeline.events
            if any(a.via == teller.id or (a.cue is not None and teller.covers(a.cue.start)) for a in event.attributions)
        ]
        told.sort(key=lambda e: -e.salience)
        return [Candidate(event, 0.8, f"what “{teller.mentions[0].text}” speaks of") for event in told]

    def _missing(self, claim: Claim, slots: Sequence[Sequence[Candidate]], note: str = "") -> Verdict:
        picks = tuple(slot[0] if slot else None for slot in slots)
        matches = tuple(_match(r, slot, pick) for r, slot, pick in zip(claim.events, slots, picks, strict=True))
        lost = [m.words for m in matches if m.event is None]
        ruling = Ruling.NOT_MENTIONED if lost else Ruling.UNDETERMINED
        note = note or f"The article mentions nothing that fits “{'” or “'.join(lost)}”."
        return Verdict(claim.text, ruling, 0.0, claim, matches, (), (), note, self.timeline.article.text)

    def _verdict(
        self,
        claim: Claim,
        slots: Sequence[list[Candidate]],
        picks: Picks,
        judgment: Judgment,
        confidence: float,
        threshold: float,
    ) -> Verdict:
        matches = tuple(_match(r, slot, pick) for r, slot, pick in zip(claim.events, slots, picks, strict=True))
        accounts = self._accounts(slots, picks) if judgment.ruling is Ruling.DISPUTED else []
        withheld = judgment.ruling in (Ruling.SUPPORTED, Ruling.REFUTED, Ruling.DISPUTED) and confidence < threshold
        evidence, text = explain(self.timeline, claim, matches, judgment, accounts, withheld, confidence)
        ruling = Ruling.UNDETERMINED if withheld else judgment.ruling
        return Verdict(
            claim.text,
            ruling,
            confidence,
            claim,
            matches,
            evidence,
            judgment.by_source,
            text,
            self.timeline.article.text,
        )

    def _accounts(self, slots: Sequence[Sequence[Candidate]], picks: Picks) -> list[Event]:
        """What quoted sources who do not assert the event say of one that the same words fit."""
        found = []
        for slot, pick in zip(slots, picks, strict=True):
            asserting = {a.source for a in holders(pick.event, Stance.ASSERTS)}
            denied = bool(holders(pick.event, Stance.DENIES))
            for other in slot:
                tellers = {a.source for a in holders(other.event, Stance.ASSERTS)} - asserting
                if denied and tellers and other.event.id != pick.event.id:
                    found.append(other.event)
        return found


def _contested(slots: Sequence[Sequence[Candidate]], picks: Picks) -> list[Event]:
    """The events picked; one that some assert and that others deny elsewhere, in words of their own, is disputed."""
    return [_with_denial(pick, slot) for slot, pick in zip(slots, picks, strict=True)]


def _with_denial(pick: Candidate, slot: Sequence[Candidate]) -> Event:
    near = [c.event for c in slot if c.score >= pick.score - 2 * CLOSE and c.event.id != pick.event.id]
    denied = pick.event.factuality is Factuality.DENIED
    if not denied and (not happened(pick.event) or (AUTHOR,) in pick.event.sources):
        return pick.event
    wanted = happened if denied else (lambda e: e.factuality is Factuality.DENIED)
    other = next((e for e in near if wanted(e) and (AUTHOR,) not in e.sources), None)
    if other is None:
        return pick.event
    told = other if denied else pick.event
    both = tuple(dict.fromkeys((*pick.event.attributions, *other.attributions)))
    return replace(told, factuality=Factuality.DISPUTED, attributions=both)


def _trust(score: float) -> float:
    """How far a fit of this score is to be trusted as the right event."""
    return min(1.0, 0.35 + 0.75 * score)


def _ways(slots: Sequence[Sequence[Candidate]]) -> list[tuple[float, Picks]]:
    """Ways to read the claim, each event another one, likeliest first, with their shares of the probability."""
    kept = [slot[:3] for slot in slots]
    while math.prod(len(slot) for slot in kept) > _COMBINATIONS * 3:
        longest = max(range(len(kept)), key=lambda i: len(kept[i]))
        kept[longest] = kept[longest][:-1]
    distinct = [p for p in product(*kept) if len({c.event.id for c in p}) == len(p) or len(p) > 2]
    ranked = sorted(distinct, key=lambda p: -sum(c.score for c in p))[:_COMBINATIONS]
    if not ranked:
        return []
    top = sum(c.score for c in ranked[0])
    weights = [math.exp((sum(c.score for c in p) - top) / _TEMPERATURE) for p in ranked]
    return [(w / sum(weights), p) for w, p in zip(weights, ranked, strict=True)]


def _match(reference: Reference, slot: Sequence[Candidate], pick: Candidate | None) -> Match:
    words = getattr(reference, "text", "") or getattr(reference, "id", None) or ""
    if pick is None:
        return Match(words, None, 0.0, "nothing in the article fits")
    others = tuple(
        Alternative(c.event.id, c.event.description, c.score)
        for c in slot
        if c.event.id != pick.event.id and c.score >= pick.score - 2 * CLOSE
    )
    return Match(words, pick.event, pick.score, pick.why, others)
