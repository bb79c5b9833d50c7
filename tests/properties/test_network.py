"""The network against brute force, and the promises it makes."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.network.build import ARTICLE, day, event, say
from timeline.events.model import EventClass
from timeline.network import Solution, solve
from timeline.network.algebra import Ends, edges
from timeline.network.points import SECOND, Edge, PointNetwork
from timeline.relations.model import Constraint, Relation

_WORDS = ("poll", "annexation", "war")
unhurried = settings(deadline=None)  # a busy machine is no failure
_EVENTS = tuple(event(f"e{n}", word, event_class=EventClass.STATE) for n, word in enumerate(_WORDS, 1))
_DATES = (day("t1", 2022, 10, 11), day("t2", 2022, 10, 12))
_PAIRWISE = tuple(r for r in Relation if r not in (Relation.UNKNOWN, Relation.BEGINS, Relation.ENDS, Relation.LASTS))
_CONFIDENCES = st.sampled_from((0.5, 0.6, 0.7, 0.8, 0.9))


@st.composite
def constraints(draw: st.DrawFn, dated: bool = True) -> Constraint:
    ids = ["e1", "e2", "e3", *(["t1", "t2"] if dated else [])]
    source = draw(st.sampled_from(ids[:3]))
    target = draw(st.sampled_from([i for i in ids if i != source]))
    relation = draw(st.sampled_from(_PAIRWISE))
    offset = None
    if relation in (Relation.BEFORE, Relation.AFTER) and draw(st.booleans()):
        low = draw(st.integers(0, 200_000))
        offset = (low, low + draw(st.integers(0, 100_000)))
    return say(source, relation, target, draw(_CONFIDENCES), offset)


def _solve(said: list[Constraint]) -> Solution:
    return solve(ARTICLE, _DATES, _EVENTS, said)


@unhurried
@given(st.lists(constraints(), max_size=6), constraints())
def test_adding_a_constraint_never_loosens_a_bound(said: list[Constraint], extra: Constraint) -> None:
    weak = say(extra.source, extra.relation, extra.target, 0.1, extra.offset)
    before, after = _solve(said).times, _solve([*said, weak]).times
    for e in ("e1", "e2", "e3"):
        for old, new, side in zip(before[e].bounds, after[e].bounds, (1, -1, 1, -1), strict=True):
            assert old.at is None or (new.at is not None and side * new.at >= side * old.at)


@unhurried
@given(st.lists(constraints(), max_size=6), st.randoms())
def test_the_order_of_insertion_changes_nothing(said: list[Constraint], random: object) -> None:
    shuffled = list(said)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = _solve(said), _solve(shuffled)
    assert (one.times, one.order, one.conflicts) == (other.times, other.order, other.conflicts)
    assert one.relation("e1", "e2") == other.relation("e1", "e2")


@unhurried
@given(st.lists(constraints(), max_size=7))
def test_every_conflict_is_a_real_and_minimal_contradiction(said: list[Constraint]) -> None:
    for conflict in _solve(said).conflicts:
        chain = [c for c in conflict.chain if c.cause.sieve != "calendar"]
        assert set(chain) <= set(said)
        strong = [say(c.source, c.relation, c.target, 1.0, c.offset) for c in chain]
        weak = say(
            conflict.refused.source, conflict.refused.relation, conflict.refused.target, 0.1, conflict.refused.offset
        )
        assert _refused(strong, weak)
        for n in range(len(strong)):
            assert not _refused(strong[:n] + strong[n + 1 :], weak)


def _refused(strong: list[Constraint], weak: Constraint) -> bool:
    return weak in [c.refused for c in _solve([*strong, weak]).conflicts]


@unhurried
@given(st.lists(constraints(), max_size=6))
def test_converse_answers_agree(said: list[Constraint]) -> None:
    solution = _solve(said)
    for a, b in (("e1", "e2"), ("e2", "e3"), ("e1", "t1"), ("e3", "t2")):
        assert solution.kind(a, b).converse is solution.kind(b, a)


@unhurried
@given(st.lists(constraints(), max_size=7))
def test_the_order_asserts_nothing_that_is_not_entailed(said: list[Constraint]) -> None:
    solution = _solve(said)
    place = {e: n for n, group in enumerate(solution.order) for e in group}
    assert sorted(place) == ["e1", "e2", "e3"]
    for a, b in product(place, repeat=2):
        if a != b and solution.kind(a, b) is Relation.BEFORE:
            assert place[a] < place[b]
        if a != b and place[a] == place[b]:
            assert solution.kind(a, b) not in (Relation.BEFORE, Relation.AFTER)


@settings(max_examples=40, deadline=None)
@given(st.lists(constraints(dated=False).filter(lambda c: c.offset is None), max_size=5))
def test_answers_agree_with_brute_force(said: list[Constraint]) -> None:
    """Six end points on a line of six places: enough room for every weak order of them."""
    solution = _solve(said)
    refused = {c.refused for c in solution.conflicts}
    kept = [c for c in said if c not in refused]
    ends = {f"e{n}": Ends(2 * n - 2, 2 * n - 1) for n in (1, 2, 3)}
    models = [
        t
        for t in product(range(6), repeat=6)
        if all(t[e.start] < t[e.end] for e in ends.values()) and all(_holds(c, ends, t) for c in kept)
    ]
    assert models
    for a, b in (("e1", "e2"), ("e1", "e3"), ("e2", "e3")):
        for relation in _PAIRWISE:
            probe = say(a, relation, b)
            entailed = all(_holds(probe, ends, t) for t in models)
            assert solution.entails(a, relation, b) is entailed
            if solution.excludes(a, relation, b):
                assert not any(_holds(probe, ends, t) for t in models)


def _holds(c: Constraint, ends: dict[str, Ends], times: tuple[int, ...]) -> bool:
    asked = edges(c, ends[c.source], ends[c.target])
    return all(times[edge.head] - times[edge.tail] <= edge.weight for edge in asked)


@unhurried
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4), st.integers(-5, 9)), max_size=14), st.integers(0, 14))
def test_points_agree_with_floyd_and_warshall(edges: list[tuple[int, int, int]], asked_at: int) -> None:
    """Also where the closure is asked for between two edges, and must be kept up to date from then on."""
    network = PointNetwork()
    for _ in range(5):
        network.add_point()
    distance = [[0 if u == v else 10**9 for v in range(5)] for u in range(5)]
    for number, (tail, head, weight) in enumerate(edges):
        if number == asked_at:
            network.closure()
        circle = distance[head][tail] + weight
        assert network.add(Edge(tail, head, weight)) is (circle >= 0)
        if circle >= 0:
            for u, v in product(range(5), repeat=2):
                distance[u][v] = min(distance[u][v], distance[u][tail] + weight + distance[head][v])
    closure = network.closure()
    for u, v in product(range(5), repeat=2):
        known = int(closure[v, u])
        assert (known if known < 10**8 else None) == (distance[u][v] if distance[u][v] < 10**8 else None)
        if distance[u][v] < 10**8:
            path = network.briefest_path(u, v, known)
            assert path is not None
            assert sum(edge.weight for edge in path) <= known
    assert all(network.schedule[e.head] - network.schedule[e.tail] <= e.weight for e in network.edges)
    assert SECOND > 1
