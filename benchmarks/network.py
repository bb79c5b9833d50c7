"""What the network costs: constraints added one by one, over networks of growing size.

    python -m benchmarks.network

For each size: events, constraints, seconds to add them all (median of five), microseconds a constraint, seconds for all
bounds, and how that grows from size to size: 1 is linear in the number of points, 2 quadratic.
"""

from __future__ import annotations

import math
import random
import statistics
import time

from timeline.network.knots import Knots
from timeline.relations.model import Cause, CauseKind, Constraint, Relation
from timeline.temporal.interval import Interval
from timeline.temporal.when import When

SIZES = (62, 125, 250, 500, 1000)
EACH = 5  # constraints an event
_CAUSE = Cause(CauseKind.RULE, "benchmark", "drawn at random from one story")


def constraints(events: int, seed: int = 7) -> list[Constraint]:
    """Consistent constraints of a story whose events follow their numbers, shuffled; one in ten names a day."""
    draw = random.Random(seed)
    found = []
    for _ in range(EACH * events):
        a, b = sorted(draw.sample(range(events), 2))
        if draw.random() < 0.1:
            found.append(Constraint(f"e{a}", f"t{a * 30 // events}", Relation.IS_INCLUDED, _CAUSE))
        else:
            found.append(Constraint(f"e{a}", f"e{b}", Relation.BEFORE, _CAUSE))
    draw.shuffle(found)
    return found


def build(events: int, told: list[Constraint]) -> tuple[Knots, int]:
    """The network with the constraints in it, and how many it refused."""
    knots = Knots()
    for day in range(30):
        knots.add_time(f"t{day}", When.exactly(Interval.of_day(2022, 9, day + 1)))
    for number in range(events):
        knots.add_node(f"e{number}", brief=True)
    return knots, sum(knots.add(c) is not None for c in told)


def main() -> None:
    before: tuple[int, float] | None = None
    for events in SIZES:
        told = constraints(events)
        took = []
        for _ in range(5):
            started = time.perf_counter()
            knots, refused = build(events, told)
            took.append(time.perf_counter() - started)
        adding = statistics.median(took)
        started = time.perf_counter()
        knots.bounds("e0")
        bounding = time.perf_counter() - started
        each = adding / len(told)
        grows = f"{math.log(each / before[1]) / math.log(events / before[0]):5.2f}" if before else "    -"
        before = events, each
        print(
            f"{events:5} events {len(told):5} constraints  add {adding:6.3f} s  {1e6 * each:7.1f} us each"
            f"  exponent {grows}  bounds {bounding:6.3f} s  refused {refused}"
        )


if __name__ == "__main__":
    main()
