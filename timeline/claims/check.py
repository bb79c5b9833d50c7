"""`check`: a claim and a timeline in, a verdict out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from timeline.chronology import Timeline
from timeline.claims.accounts import accounts, by_their_own, contested
from timeline.claims.confidence import Grounds, grounds
from timeline.claims.explain import explain
from timeline.claims.judge import Judgment, judge
from timeline.claims.match import LIKELY, Candidate, Matcher
from timeline.claims.model import Claim, Content, Described, Given, Reference
from timeline.claims.reader import read_claim
from timeline.claims.rereading import Rereading, is_unlisted
from timeline.claims.structured import StructuredClaim
from timeline.claims.verdict import Alternative, Match, Ruling, Verdict
from timeline.errors import BadClaim
from timeline.events.model import Event

DEFAULT_THRESHOLD = 0.788  # chosen by benchmarks.claims: wrong verdicts stay below 5 % of all claims

_CLOSE = 2.5  # in logits: another event this near to the best one fits too
_COMBINATIONS = 9
_HEARD = 0.3  # share of the readings of a claim that may speak where the likeliest one leaves it open
_GIVEN = 6.0  # logit of an event named by its id
_CONTENT = 3.0  # and of one that "it" stands for

Picks = tuple[Candidate, ...]


def check(timeline: Timeline, claim: str | StructuredClaim, *, threshold: float = DEFAULT_THRESHOLD) -> Verdict:
    """Whether the article bears a claim out.

    A verdict whose confidence is below the threshold is withheld: `undetermined`. Raises BadClaim.
    """
    read = claim.read(timeline) if isinstance(claim, StructuredClaim) else read_claim(claim, timeline.article)
    return Checker(timeline).check(read, threshold)


_DECIDED = (Ruling.SUPPORTED, Ruling.REFUTED, Ruling.DISPUTED)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The likeliest reading of a claim: the events it takes, the ruling on them, and what that rests on.

    `slots` are the events that could be meant, for each event of the claim; `timeline` has those that only the claim
    speaks of too.
    """

    timeline: Timeline
    slots: tuple[tuple[Candidate, ...], ...]
    picks: Picks
    judgment: Judgment
    grounds: Grounds

    @property
    def confidence(self) -> float:
        """That the events are those meant, and that the verdict on them is right."""
        return self.grounds.confidence if self.judgment.ruling in _DECIDED else 0.0


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks claims against one timeline."""

    timeline: Timeline
    matcher: Matcher = field(init=False, repr=False, compare=False)
    _rereading: Rereading = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_rereading", Rereading(self.timeline))
        object.__setattr__(self, "matcher", Matcher(self.timeline, self._rereading))

    def check(self, claim: Claim, threshold: float = DEFAULT_THRESHOLD) -> Verdict:
        weighed = self.weigh(claim)
        return weighed if isinstance(weighed, Verdict) else self._verdict(claim, weighed, threshold)

    def weigh(self, claim: Claim) -> Weighed | Verdict:
        """What the likeliest reading of the claim gives, before any threshold; a verdict where nothing fits."""
        slots = self._slots(claim)
        if not all(slots):
            return self._missing(claim, slots)
        if _says_one_twice(claim):
            return self._missing(claim, slots, "Both descriptions are of one event.")
        ways = _ways(slots)
        if not ways:
            return self._missing(claim, slots, "Both descriptions fit the same event of the article.")
        timeline = self._with_unlisted(ways)
        judged = [(share, picks, judge(timeline, claim, contested(slots, picks))) for share, picks in ways]
        picks, best = _heard(judged)
        events = [c.event for c in picks]
        basis = grounds(timeline, claim, events, best, min(c.logit for c in picks), self._rereading.opinion)
        return Weighed(timeline, tuple(tuple(slot) for slot in slots), picks, best, basis)

    def _slots(self, claim: Claim) -> list[list[Candidate]]:
        """For each event of the claim, what it may mean."""
        slots: list[list[Candidate]] = []
        for reference in claim.events:
            match reference:
                case Described():
                    slots.append(self.matcher.candidates(claim.text, reference))
                case Given():
                    slots.append([Candidate(self._given(reference), 1.0, "given", _GIVEN)])
                case Content():
                    slots.append(self._content(slots[reference.of]))
        return slots

    def _with_unlisted(self, ways: Sequence[tuple[float, Picks]]) -> Timeline:
        """The timeline, with the events that only this claim speaks of where there are any."""
        events = [c.event for _, picks in ways for c in picks if is_unlisted(c.event.id)]
        return self._rereading.with_events(events) if events else self.timeline

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
            if any(self.timeline.telling(a) is teller for a in event.attributions)
        ]
        told.sort(key=lambda e: -e.salience)
        return [Candidate(e, 0.8, f"what “{teller.mentions[0].text}” speaks of", _CONTENT + e.salience) for e in told]

    def _missing(self, claim: Claim, slots: Sequence[Sequence[Candidate]], note: str = "") -> Verdict:
        picks = tuple(slot[0] if slot else None for slot in slots)
        matches = tuple(_match(r, slot, pick) for r, slot, pick in zip(claim.events, slots, picks, strict=True))
        lost = [m.words for m in matches if m.event is None]
        ruling = Ruling.NOT_MENTIONED if lost else Ruling.UNDETERMINED
        note = note or f"The article mentions nothing that fits “{'” or “'.join(lost)}”."
        return Verdict(claim.text, ruling, 0.0, claim, matches, (), (), note, self.timeline.article.text)

    def _verdict(self, claim: Claim, weighed: Weighed, threshold: float) -> Verdict:
        slots, picks, judgment = weighed.slots, weighed.picks, weighed.judgment
        confidence = weighed.confidence
        matches = tuple(_match(r, slot, pick) for r, slot, pick in zip(claim.events, slots, picks, strict=True))
        instead = accounts(slots, picks) if judgment.ruling is Ruling.DISPUTED else []
        withheld = judgment.ruling in _DECIDED and confidence < threshold
        evidence, text = explain(
            weighed.timeline, claim, matches, judgment, [a.event for a in instead], withheld, confidence
        )
        ruling = Ruling.UNDETERMINED if withheld else judgment.ruling
        return Verdict(
            claim.text,
            ruling,
            confidence,
            claim,
            matches,
            evidence,
            by_their_own(weighed.timeline, claim, [p.event for p in picks], judgment.by_source, instead),
            text,
            self.timeline.article.text,
        )


def _says_one_twice(claim: Claim) -> bool:
    """ "The recall before the recall"."""
    said = [_words(event) for event in claim.events if isinstance(event, Described)]
    return len(claim.events) == 2 and len(said) == 2 and said[0] == said[1]


def _words(described: Described) -> tuple[object, ...]:
    """What tells a description from another: "came" in "the vote came before the vote" does not."""
    likely = tuple(w.text for w in described.heads if w.weight >= LIKELY)
    return likely, tuple(w.text for w in described.others), described.agents, described.bounds


Judged = tuple[float, Picks, Judgment]


def _heard(judged: Sequence[Judged]) -> tuple[Picks, Judgment]:
    """The ruling that most readings give, in the likeliest reading that gives it.

    "The fire" may be any of three mentions that the article does not tie together: where the likeliest leaves the claim
    open and the others don't, they are heard, unless it does so because its event is only planned or supposed.
    """
    shares: dict[Ruling, float] = {}
    for share, _, judgment in judged:
        shares[judgment.ruling] = shares.get(judgment.ruling, 0.0) + share
    first = judged[0][2]
    spoken = [ruling for ruling in _DECIDED if shares.get(ruling, 0.0) >= _HEARD]
    silent = not spoken or (first.ruling not in _DECIDED and first.note)
    ruling = first.ruling if silent else max(spoken, key=lambda r: shares[r])
    return next((picks, judgment) for _, picks, judgment in judged if judgment.ruling is ruling)


def _ways(slots: Sequence[Sequence[Candidate]]) -> list[tuple[float, Picks]]:
    """Ways to read the claim, each event another one, likeliest first, with their shares of the probability."""
    kept = [slot[:3] for slot in slots]
    while math.prod(len(slot) for slot in kept) > _COMBINATIONS * 3:
        longest = max(range(len(kept)), key=lambda i: len(kept[i]))
        kept[longest] = kept[longest][:-1]
    distinct = [p for p in product(*kept) if len({c.event.id for c in p}) == len(p) or len(p) > 2]
    ranked = sorted(distinct, key=lambda p: -sum(c.logit for c in p))[:_COMBINATIONS]
    if not ranked:
        return []
    top = sum(c.logit for c in ranked[0])
    weights = [math.exp(sum(c.logit for c in p) - top) for p in ranked]
    return [(w / sum(weights), p) for w, p in zip(weights, ranked, strict=True)]


def _match(reference: Reference, slot: Sequence[Candidate], pick: Candidate | None) -> Match:
    words = getattr(reference, "text", "") or getattr(reference, "id", None) or ""
    if pick is None:
        return Match(words, None, 0.0, "nothing in the article fits")
    others = tuple(
        Alternative(c.event.id, c.event.description, c.score)
        for c in slot
        if c.event.id != pick.event.id and c.logit >= pick.logit - _CLOSE
    )
    return Match(words, pick.event, pick.score, pick.why, others)
