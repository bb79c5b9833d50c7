"""Parts of an article, each with a consistent network of its own.

Nearly every article is one part. What all pairs of points say of each other grows with the square of their number, so
the events of a very long article are taken in stretches: within one the account is that of any article; what ties an
event to one of another stretch brings that event along as a guest, with its dates; and across stretches dates order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from timeline.article import Article
from timeline.events.model import Event, Factuality
from timeline.expressions import TimeExpression
from timeline.network.answers import Conflict
from timeline.network.explain import Narrator
from timeline.network.knots import Knots
from timeline.network.nature import brief_events
from timeline.network.points import Edge
from timeline.network.refusals import conflict_of
from timeline.network.times import calendar_of, when_of
from timeline.network.worlds import canonical, carries_dates, heard
from timeline.relations.model import CauseKind, Constraint
from timeline.temporal.when import When

MOST = 300  # events of a part that is a whole article: some 15,000 characters of news
_STRETCH = 0.5  # of that, where a longer one is cut: proofs for a thousand characters take 11 ms then, 34 uncut
_FEW = 50  # constraints that cost less to add to a known closure, one by one, than the closure does

_UNREAL = frozenset({Factuality.DISPUTED, Factuality.DENIED, Factuality.HYPOTHETICAL})


@dataclass(frozen=True, slots=True)
class Given:
    """What a part is made of: its own events, those that are guests in it, and what is said of all of them."""

    article: Article
    expressions: tuple[TimeExpression, ...]
    own: tuple[Event, ...]
    guests: tuple[Event, ...]
    constraints: tuple[Constraint, ...]

    @property
    def events(self) -> tuple[Event, ...]:
        return self.own + self.guests


@dataclass(frozen=True, slots=True)
class Part:
    """`account` holds what is asserted, `claims` also what is said of events that are in doubt.

    `dates` and `claimed_dates` are the same without what carries no dates: `times` are read off them.
    """

    given: Given
    account: Knots
    claims: Knots
    dates: Knots
    claimed_dates: Knots
    times: Mapping[str, When]
    conflicts: tuple[Conflict, ...]
    _worlds: dict[tuple[str, ...], Knots] = field(default_factory=dict)

    def world(self, source: tuple[str, ...]) -> Knots:
        """What the author asserts and what this source does."""
        if source not in self._worlds:
            knots = _empty(self.given)
            for constraint in canonical(heard(self.given.constraints, source)):
                knots.add(constraint)
            self._worlds[source] = knots
        return self._worlds[source]


def solve_part(given: Given, narrator: Narrator) -> Part:
    """Constraints are taken by confidence, those that contradict stronger ones set aside."""
    doubtful = unreal(given.events)
    account = _empty(given)
    ordered = canonical(given.constraints)
    inside = [c for c in ordered if c.source not in doubtful and c.target not in doubtful]
    outside = [c for c in ordered if c.source in doubtful or c.target in doubtful]
    dates = account.copy()
    conflicts = _insert(account, dates, inside, narrator)
    claims, claimed_dates = account, dates
    if outside:
        if len(outside) <= _FEW:
            account.settle()
        claims, claimed_dates = account.copy(), dates.copy()
        conflicts += _insert(claims, claimed_dates, outside, narrator)
    facts = {t.id: t for t in given.expressions}
    times = {e.id: when_of(e.id, claimed_dates if e.id in doubtful else dates, facts) for e in given.own}
    return Part(given, account, claims, dates, claimed_dates, times, tuple(conflicts))


def split(
    article: Article,
    expressions: Sequence[TimeExpression],
    events: Sequence[Event],
    constraints: Sequence[Constraint],
    most: int = MOST,
) -> list[Given]:
    """All `most` events and fewer in one, more in stretches of half as many, in the order given.

    What an analyst ties together stays together.

    Raises KeyError for a constraint on an event that does not exist.
    """
    stretches = _stretches(events, constraints, most)
    if len(stretches) == 1:
        return [Given(article, tuple(expressions), tuple(events), (), tuple(constraints))]
    homes: defaultdict[str, set[int]] = defaultdict(set)  # the parts that an event stands in
    for number, stretch in enumerate(stretches):
        for event in stretch:
            homes[event.id].add(number)
    own = {name: next(iter(places)) for name, places in homes.items()}
    times = {t.id for t in expressions} | set(calendar_of(article, ()))
    for c in constraints:
        a, b = c.source, c.target
        if a in own and b in own and c.cause.kind is not CauseKind.MODEL:
            homes[a].add(own[b])
            homes[b].add(own[a])
    said: list[list[Constraint]] = [[] for _ in stretches]
    for c in constraints:
        places = [homes[event_id] for node in (c.source, c.target) if (event_id := _event(node, own, times))]
        for number in set.intersection(*places) if places else range(len(said)):
            said[number].append(c)
    return [
        Given(
            article,
            _mentioned(expressions, said[n]),
            tuple(stretch),
            tuple(e for e in events if n in homes[e.id] and own[e.id] != n),
            tuple(said[n]),
        )
        for n, stretch in enumerate(stretches)
    ]


def _mentioned(expressions: Iterable[TimeExpression], said: Iterable[Constraint]) -> tuple[TimeExpression, ...]:
    nodes = {node for c in said for node in (c.source, c.target)}
    return tuple(t for t in expressions if t.id in nodes)


def _event(node: str, own: Mapping[str, int], times: Container[str]) -> str | None:
    """The node, if it is an event; raises KeyError if it is nothing."""
    if node not in own and node not in times:
        raise KeyError(node)
    return node if node in own else None


def _stretches(events: Sequence[Event], constraints: Iterable[Constraint], most: int) -> list[list[Event]]:
    """Equally long ones, joined where an analyst's constraint would run from one to another."""
    count = 1 if len(events) <= most else -(-len(events) // max(1, int(most * _STRETCH)))
    size = max(1, -(-len(events) // count))
    place = {event.id: n // size for n, event in enumerate(events)}
    for c in constraints:
        if c.cause.kind is CauseKind.ANALYST and c.source in place and c.target in place:
            kept, joined = sorted((place[c.source], place[c.target]))
            place = {name: kept if at == joined else at for name, at in place.items()}
    found: defaultdict[int, list[Event]] = defaultdict(list)
    for event in events:
        found[place[event.id]].append(event)
    return list(found.values()) or [[]]


def joint(given: Sequence[Given], expressions: Iterable[TimeExpression]) -> Given:
    """Several parts as one, and these expressions, for a question that touches them all."""
    events = dict.fromkeys(e for each in given for e in each.events)
    constraints = dict.fromkeys(c for each in given for c in each.constraints)
    times = dict.fromkeys(t for each in given for t in each.expressions) | dict.fromkeys(expressions)
    return Given(given[0].article, tuple(times), tuple(events), (), tuple(constraints))


def unreal(events: Sequence[Event]) -> frozenset[str]:
    """Ids of events whose reality the article leaves in doubt or denies."""
    return frozenset(e.id for e in events if e.factuality in _UNREAL)


def _empty(given: Given) -> Knots:
    knots = Knots()
    for node, when in calendar_of(given.article, given.expressions).items():
        knots.add_time(node, when)
    brief = brief_events(given.events, given.constraints)
    for event in given.events:
        knots.add_node(event.id, event.id in brief)
    return knots


def _insert(knots: Knots, dates: Knots, constraints: Sequence[Constraint], narrator: Narrator) -> list[Conflict]:
    """Add what holds to `knots`, and what may carry a date to `dates` too; what the text contradicts comes back.

    A guess of the model that gives way is no contradiction of the text, and is left out without a word.
    """
    conflicts: list[Conflict] = []
    dating: list[Edge] = []
    for constraint in constraints:
        edges, guessed = knots.edges(constraint), constraint.cause.kind is CauseKind.MODEL
        proof = knots.add(constraint, edges, why=not guessed)
        if proof is not None and not guessed:
            conflicts.append(conflict_of(constraint, proof, knots, narrator))
        elif proof is None and carries_dates(constraint, narrator.events):
            dating += edges
    dates.extend(dating, knots)
    return conflicts
