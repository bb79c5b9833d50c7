"""`solve`: constraints in, one consistent account out, with the reasons.

Two networks are kept. The *account* holds what the author asserts, and what others are quoted as saying and nobody
disputes. The *claims* build on it and add what touches events whose reality is denied, disputed or only supposed: such
an event gets a time from those who claim it, but never bounds an event of the account.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from timeline.article import Article
from timeline.events.model import AUTHOR, Event, Factuality
from timeline.expressions import TimeExpression
from timeline.network.algebra import Truths
from timeline.network.answers import Answer, Conflict
from timeline.network.explain import Narrator
from timeline.network.knots import Knots
from timeline.network.nature import brief_events
from timeline.network.order import groups
from timeline.network.refusals import conflict_of
from timeline.network.times import calendar_of, when_of
from timeline.network.worlds import canonical, carries_dates, claimed, heard
from timeline.relations.model import CauseKind, Constraint, Relation
from timeline.temporal.when import When

_UNREAL = frozenset({Factuality.DISPUTED, Factuality.DENIED, Factuality.HYPOTHETICAL})


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
    _account: Knots = field(repr=False, compare=False)
    _claims: Knots = field(repr=False, compare=False)
    _worlds: dict[tuple[str, ...], Knots] = field(default_factory=dict, repr=False, compare=False)
    _answers: dict[tuple[str, str], Answer] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def narrator(self) -> Narrator:
        return narrator_of(self.article, self.expressions, self.events)

    @cached_property
    def _unreal(self) -> frozenset[str]:
        return unreal(self.events)

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
        kind = self.kind(a, b, source)
        found = None if kind is Relation.UNKNOWN else self.proof(a, kind, b, source)
        if found is None:
            return Answer(kind, 0.0, f"{self.narrator.claim(a, kind, b)}.", (), source or (AUTHOR,))
        return found

    def proof(self, a: str, relation: Relation, b: str, source: tuple[str, ...] | None = None) -> Answer | None:
        """The derivation of this very relation, those of start points too; None where it does not follow."""
        knots = self._knots(a, b, source)
        if not knots.entails(a, relation, b):
            return None
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
        knots = self._claims if event in self._unreal else self._account
        start, _, _, end = knots.reasons(event)
        return self.narrator.constraints(start or ()), self.narrator.constraints(end or ())

    def relations(self, ids: Sequence[str]) -> list[tuple[str, str, Answer]]:
        """Answers for the pairs of these events that are ordered and that no two other pairs of them imply."""
        pairs = [(a, b) for a, _, b in self.reduced(ids)]
        for pair in pairs:  # kept: the events shown are among all events
            if pair not in self._answers:
                self._answers[pair] = self.relation(*pair)
        return [(a, b, self._answers[a, b]) for a, b in pairs]

    def reduced(self, ids: Sequence[str], among: Truths | None = None) -> list[tuple[str, Relation, str]]:
        """The kinds of the pairs that are ordered and that no two others imply: of all pairs, or of those `among`.

        `among` is a square symmetric matrix over the ids.
        """
        kinds = self.kinds(ids)
        if among is not None:
            kinds = {kind: holds & among for kind, holds in kinds.items()}
        implied = _implied(kinds)
        found = [
            (n, m, kind)
            for kind, holds in kinds.items()
            for n, m in zip(*(place.tolist() for place in np.triu(holds & ~implied).nonzero()), strict=True)
        ]
        return [(ids[n], kind, ids[m]) for n, m, kind in sorted(found, key=lambda told: told[:2])]

    def kinds(self, ids: Sequence[str]) -> dict[Relation, Truths]:
        """Where each kind is that of the row's event to the column's."""
        doubtful = np.array([i in self._unreal for i in ids], dtype=np.bool_)
        claims, account = self._claims.relations(ids), self._account.relations(ids)
        outside = doubtful[:, None] | doubtful[None, :]
        return {kind: np.where(outside, claims[kind], account[kind]) for kind in claims}

    def _knots(self, a: str, b: str, source: tuple[str, ...] | None) -> Knots:
        if source is not None:
            return self._world(source)
        return self._claims if {a, b} & self._unreal else self._account

    def _world(self, source: tuple[str, ...]) -> Knots:
        if source not in self._worlds:
            knots = _empty(self.article, self.expressions, self.events, self.constraints)
            for constraint in canonical(heard(self.constraints, source)):
                knots.add(constraint)
            self._worlds[source] = knots
        return self._worlds[source]


def solve(
    article: Article,
    expressions: Sequence[TimeExpression],
    events: Sequence[Event],
    constraints: Sequence[Constraint],
) -> Solution:
    """The one consistent account: constraints are taken by confidence, those that contradict stronger ones set aside.

    Pure: depends on nothing but its arguments, and not on the order of the constraints. Constraints about ids that do
    not exist raise KeyError.
    """
    narrator = narrator_of(article, expressions, events)
    doubtful = unreal(events)
    account = _empty(article, expressions, events, constraints)
    ordered = canonical(constraints)
    inside = [c for c in ordered if not {c.source, c.target} & doubtful]
    outside = [c for c in ordered if {c.source, c.target} & doubtful]
    dates = account.copy()
    conflicts = _insert(account, dates, inside, narrator)
    claims, claimed_dates = account.copy(), dates.copy()
    conflicts += _insert(claims, claimed_dates, outside, narrator)
    facts = {t.id: t for t in expressions}
    times = {e.id: when_of(e.id, claimed_dates if e.id in doubtful else dates, facts) for e in events}
    ids = [e.id for e in events]
    order = groups(ids, claims.before(ids), times, article.publication.moment)
    return Solution(
        article, tuple(expressions), tuple(events), tuple(constraints), times, order, tuple(conflicts), account, claims
    )


def narrator_of(article: Article, expressions: Sequence[TimeExpression], events: Sequence[Event]) -> Narrator:
    return Narrator(
        article, {e.id: e for e in events}, {t.id: t for t in expressions}, calendar_of(article, expressions)
    )


def unreal(events: Sequence[Event]) -> frozenset[str]:
    """Ids of events whose reality the article leaves in doubt or denies."""
    return frozenset(e.id for e in events if e.factuality in _UNREAL)


def _empty(
    article: Article,
    expressions: Sequence[TimeExpression],
    events: Sequence[Event],
    constraints: Sequence[Constraint],
) -> Knots:
    knots = Knots()
    for node, when in calendar_of(article, expressions).items():
        knots.add_time(node, when)
    brief = brief_events(events, constraints)
    for event in events:
        knots.add_node(event.id, event.id in brief)
    return knots


def _insert(knots: Knots, dates: Knots, constraints: Sequence[Constraint], narrator: Narrator) -> list[Conflict]:
    """Add what holds to `knots`, and what may carry a date to `dates` too; what the text contradicts comes back.

    A guess of the model that gives way is no contradiction of the text, and is left out without a word.
    """
    conflicts = []
    for constraint in constraints:
        proof = knots.add(constraint)
        if proof is None and carries_dates(constraint, narrator.events):
            dates.add(constraint)
        elif proof is not None and constraint.cause.kind is not CauseKind.MODEL:
            conflicts.append(conflict_of(constraint, proof, knots, narrator))
    return conflicts


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
