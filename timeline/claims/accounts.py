"""Disputed events: who denies what others assert, and what those who deny it say happened instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.chronology import Timeline
from timeline.claims.judge import together
from timeline.claims.match import Candidate
from timeline.claims.model import Claim, Order
from timeline.claims.sources import Source, Stance, happened, holders, told
from timeline.claims.verdict import Ruling, SourceRuling
from timeline.events.model import AUTHOR, Event, Factuality

Slots = Sequence[Sequence[Candidate]]


@dataclass(frozen=True, slots=True)
class Account:
    """An event that sources speak of instead of event number `of` of the claim, which they don't assert."""

    of: int
    event: Event
    tellers: frozenset[Source]


def accounts(slots: Slots, picks: Sequence[Candidate]) -> list[Account]:
    """What quoted sources who do not assert an event say of one that the same words fit."""
    found = []
    for number, (slot, pick) in enumerate(zip(slots, picks, strict=True)):
        asserting = {a.source for a in holders(pick.event, Stance.ASSERTS)}
        denied = bool(holders(pick.event, Stance.DENIES))
        for other in slot:
            tellers = {a.source for a in holders(other.event, Stance.ASSERTS)} - asserting - {(AUTHOR,)}
            if denied and tellers and other.event.id != pick.event.id:
                found.append(Account(number, other.event, frozenset(tellers)))
    return found


def by_their_own(
    timeline: Timeline,
    claim: Claim,
    events: Sequence[Event],
    rulings: Sequence[SourceRuling],
    told_instead: Sequence[Account],
) -> tuple[SourceRuling, ...]:
    """Those who deny an event but date another in its place answer a claim of time by that one.

    A claim of order alone they deny: nobody asked about the other event.
    """
    if any(isinstance(said, Order) for said in claim.propositions):
        return tuple(rulings)
    return tuple(_instead(timeline, claim, events, ruling, told_instead) for ruling in rulings)


def _instead(
    timeline: Timeline, claim: Claim, events: Sequence[Event], ruling: SourceRuling, told_instead: Sequence[Account]
) -> SourceRuling:
    for account in told_instead:
        if ruling.ruling is Ruling.REFUTED and any(t[0] == ruling.source[0] for t in account.tellers):
            changed = [account.event if n == account.of else e for n, e in enumerate(events)]
            finding = together(timeline, claim, changed)
            if finding.ruling is not Ruling.UNDETERMINED:
                name = timeline.solution.narrator.name(account.event.id)
                return SourceRuling(ruling.source, finding.ruling, f"{told(ruling.source)} speaks of {name} instead")
    return ruling


def contested(slots: Slots, picks: Sequence[Candidate]) -> list[Event]:
    """The events picked; one that some assert and that others deny elsewhere, in words of their own, is disputed."""
    return [_with_denial(pick, slot) for slot, pick in zip(slots, picks, strict=True)]


def _with_denial(pick: Candidate, slot: Sequence[Candidate]) -> Event:
    near = [c.event for c in slot if c.event.id != pick.event.id]
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
