"""`solve`: constraints in, one consistent account out, with the reasons.

Two networks are kept. The *account* holds what the author asserts, and what others are quoted as saying and nobody
disputes. The *claims* build on it and add what touches events whose reality is denied, disputed or only supposed: such
an event gets a time from those who claim it, but never bounds an event of the account.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from timeline.article import Article
from timeline.events.model import AUTHOR, Event
from timeline.expressions import TimeExpression
from timeline.network.algebra import ANSWERS, Truths, answers
from timeline.network.answers import Answer, Conflict
from timeline.network.explain import Narrator
from timeline.network.knots import Knots
from timeline.network.order import groups
from timeline.network.parts import MOST, Part, joint, solve_part, split, unreal
from timeline.network.times import calendar_of
from timeline.network.worlds import claimed
from timeline.relations.model import Constraint, Relation
from timeline.temporal.when import When


@dataclass(frozen=True)
class Solution:
    """What follows from an article's constraints. Made by `solve`; the same input gives the same solution."""

    article: Article
    expressions: tuple[TimeExpression, ...]
    events: tuple[Event, ...]
    constraints: tuple[Constraint, ...]
    times: Mapping[str, When]
    order: tuple[tuple[str, ...], ...]
    conflicts: tuple[Conflict, ...]
    _parts: tuple[Part, ...] = field(repr=False, compare=False)
    _joint: dict[tuple[int | str, ...], Part] = field(default_factory=dict, repr=False, compare=False)
    _answers: dict[tuple[str, str], Answer] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def narrator(self) -> Narrator:
        return narrator_of(self.article, self.expressions, self.events)

    @cached_property
    def _unreal(self) -> frozenset[str]:
        return unreal(self.events)

    @cached_property
    def _home(self) -> Mapping[str, int]:
        """The number of the part that each event belongs to."""
        return {event.id: n for n, part in enumerate(self._parts) for event in part.given.own}

    def kind(self, a: str, b: str, source: tuple[str, ...] | None = None) -> Relation:
        """`relation(a, b).kind`, without the derivation: cheap enough for all pairs."""
        return self._knots(a, b, source).relation(a, b)

    def entails(self, a: str, relation: Relation, b: str) -> bool:
        """Whether the relation holds whatever the text leaves open. Knows the relations of start points too."""
        return self._knots(a, b, None).entails(a, relation, b)

    def excludes(self, a: str, relation: Relation, b: str) -> bool:
        """Whether the relation cannot hold."""
        return self._knots(a, b, None).excludes(a, relation, b)

    def relation(self, a: str, b: str, source: tuple[str, ...] | None = None) -> Answer:
        """How a lies towards b (event or expression ids), with the derivation.

        `source` asks for the world of one source chain, such as ("Bremmer",): what the author asserts and what that
        source does. Raises KeyError for an unknown id.
        """
        knots = self._knots(a, b, source)
        kind = knots.relation(a, b)
        if kind is Relation.UNKNOWN:
            return Answer(kind, 0.0, f"{self.narrator.claim(a, kind, b)}.", (), source or (AUTHOR,))
        return self._proved(knots, a, kind, b, source)

    def proof(self, a: str, relation: Relation, b: str, source: tuple[str, ...] | None = None) -> Answer | None:
        """The derivation of this very relation, those of start points too; None where it does not follow."""
        knots = self._knots(a, b, source)
        return self._proved(knots, a, relation, b, source) if knots.entails(a, relation, b) else None

    def _proved(
        self, knots: Knots, a: str, relation: Relation, b: str, source: tuple[str, ...] | None = None
    ) -> Answer:
        """The derivation of what these knots entail."""
        claim = self.narrator.claim(a, relation, b)
        strength, trail = knots.derivation(a, relation, b)
        chain = self.narrator.constraints(trail)
        because = self.narrator.because(chain)
        teller = source or claimed(chain, frozenset({a, b}) & self._unreal)
        told = "" if teller == (AUTHOR,) else f"According to {' and '.join(reversed(teller))}: "
        return Answer(relation, strength, f"{told}{claim}. {because}".strip(), chain, teller)

    def distance(self, a: str, b: str, source: tuple[str, ...] | None = None) -> tuple[int | None, int | None]:
        """Seconds from the start of a to the start of b, [least, most]; None where nothing bounds it."""
        return self._knots(a, b, source).distance(a, b)

    def datings(self, event: str) -> tuple[tuple[Constraint, ...], tuple[Constraint, ...]]:
        """The constraints that give an event its earliest start, and those that give it its latest end."""
        part = self._part(event, event)
        knots = part.claimed_dates if event in self._unreal else part.dates
        start, _, _, end = knots.reasons(event)
        return self.narrator.constraints(start or ()), self.narrator.constraints(end or ())

    def relations(self, ids: Sequence[str]) -> list[tuple[str, str, Answer]]:
        """Answers for the pairs of these events that are ordered and that no two other pairs of them imply."""
        told = self.reduced(ids)
        for a, kind, b in told:  # kept: the events shown are among all events
            if (a, b) not in self._answers:
                self._answers[a, b] = self._proved(self._knots(a, b, None), a, kind, b)
        return [(a, b, self._answers[a, b]) for a, _, b in told]

    def reduced(self, ids: Sequence[str], among: Truths | None = None) -> list[tuple[str, Relation, str]]:
        """The kinds of the pairs that are ordered and that no two others imply: of all pairs, or of those `among`.

        `among` is a square symmetric matrix over the ids.
        """
        place = {i: n for n, i in enumerate(ids)}
        found = [told for within in self._within(ids) for told in self._reduced(within, place, among)]
        return sorted(found, key=lambda told: (place[told[0]], place[told[2]]))

    def _reduced(
        self, ids: Sequence[str], place: Mapping[str, int], among: Truths | None
    ) -> Iterator[tuple[str, Relation, str]]:
        kinds = self.kinds(ids)
        if among is not None:
            where = [place[i] for i in ids]
            kinds = {kind: holds & among[np.ix_(where, where)] for kind, holds in kinds.items()}
        implied = _implied(kinds)
        for kind, holds in kinds.items():
            for n, m in zip(*(at.tolist() for at in np.triu(holds & ~implied).nonzero()), strict=True):
                yield ids[n], kind, ids[m]

    def _within(self, ids: Sequence[str]) -> Iterator[list[str]]:
        """The ids by part; an expression stands in all that speak of it."""
        for number, part in enumerate(self._parts):
            yield [i for i in ids if self._home.get(i, number) == number and i in part.account]

    def kinds(self, ids: Sequence[str]) -> dict[Relation, Truths]:
        """Where each kind is that of the row's event to the column's. Of events of two parts only what dates say."""
        if len(self._parts) == 1:
            return self._kinds(ids, self._parts[0])
        found = {kind: np.zeros((len(ids), len(ids)), dtype=np.bool_) for kind in ANSWERS}
        place = {i: n for n, i in enumerate(ids)}
        for part, within in zip(self._parts, self._within(ids), strict=True):
            at = [place[i] for i in within]
            for kind, holds in self._kinds(within, part).items():
                found[kind][np.ix_(at, at)] |= holds
        return found

    def _kinds(self, ids: Sequence[str], part: Part) -> dict[Relation, Truths]:
        apart = part.account.apart(ids)
        if any(doubtful := [i in self._unreal for i in ids]):
            outside = np.logical_or.outer(doubtful, doubtful)
            apart = np.where(np.tile(outside, (2, 2)), part.claims.apart(ids), apart)
        return answers(apart)

    def _knots(self, a: str, b: str, source: tuple[str, ...] | None) -> Knots:
        part = self._part(a, b)
        if source is not None:
            return part.world(source)
        return part.claims if a in self._unreal or b in self._unreal else part.account

    def _part(self, a: str, b: str) -> Part:
        """The part that both belong to, or one made for the two of them."""
        if len(self._parts) == 1 and a in (whole := self._parts[0]).account and b in whole.account:
            return whole
        homes = {self._home[i] for i in (a, b) if i in self._home} or {0}
        part = self._parts[min(homes)]
        if a in part.account and b in part.account and len(homes) == 1:
            return part
        asked: tuple[int | str, ...] = (*sorted(homes), *sorted({a, b} - self._home.keys()))
        if asked not in self._joint:
            extra = [t for t in self.expressions if t.id in asked]
            self._joint[asked] = solve_part(joint([self._parts[n].given for n in sorted(homes)], extra), self.narrator)
        return self._joint[asked]


def solve(
    article: Article,
    expressions: Sequence[TimeExpression],
    events: Sequence[Event],
    constraints: Sequence[Constraint],
    most: int = MOST,
) -> Solution:
    """The one consistent account: constraints are taken by confidence, those that contradict stronger ones set aside.

    Of more than `most` events it is one account a part (see `timeline.network.parts`). Pure: depends on nothing but its
    arguments, and not on the order of the constraints. Constraints about ids that do not exist raise KeyError.
    """
    narrator = narrator_of(article, expressions, events)
    parts = tuple(solve_part(given, narrator) for given in split(article, expressions, events, constraints, most))
    times = {e.id: part.times[e.id] for part in parts for e in part.given.own}
    blocks = [(own := [e.id for e in part.given.own], part.claims.before(own)) for part in parts]
    order = groups(blocks, times, article.publication.moment)
    conflicts = {conflict.refused: conflict for part in parts for conflict in part.conflicts}
    return Solution(
        article, tuple(expressions), tuple(events), tuple(constraints), times, order, tuple(conflicts.values()), parts
    )


def narrator_of(article: Article, expressions: Sequence[TimeExpression], events: Sequence[Event]) -> Narrator:
    return Narrator(
        article, {e.id: e for e in events}, {t.id: t for t in expressions}, calendar_of(article, expressions)
    )


def _implied(kinds: Mapping[Relation, Truths]) -> Truths:
    """Where a third event lies towards both so that the kind follows."""
    counts = {kind: holds.astype(np.float32) for kind, holds in kinds.items()}
    ways = [kinds[kind] & (counts[a] @ counts[b] > 0) for kind, through in _THROUGH.items() for a, b in through]
    return np.asarray(np.logical_or.reduce(ways), dtype=np.bool_)


_THROUGH: Mapping[Relation, tuple[tuple[Relation, Relation], ...]] = {
    kind: ((kind, kind), (kind, Relation.EQUAL), (Relation.EQUAL, kind), *extra)
    for kind, extra in {
        Relation.BEFORE: ((Relation.BEFORE, Relation.INCLUDES), (Relation.IS_INCLUDED, Relation.BEFORE)),
        Relation.AFTER: ((Relation.AFTER, Relation.INCLUDES), (Relation.IS_INCLUDED, Relation.AFTER)),
        Relation.INCLUDES: (),
        Relation.IS_INCLUDED: (),
    }.items()
} | {Relation.OVERLAP: ((Relation.INCLUDES, Relation.OVERLAP), (Relation.OVERLAP, Relation.IS_INCLUDED))}
