"""`When`: an uncertain time, by four bounds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from timeline.temporal import calendar
from timeline.temporal.granularity import Granularity
from timeline.temporal.interval import Interval
from timeline.values import value


class Provenance(StrEnum):
    """Where a bound comes from."""

    STATED = "stated"  # the text dates it: "on Tuesday"
    INFERRED = "inferred"  # other events or the tense imply it
    UNKNOWN = "unknown"  # nothing bounds it on that side


@value()
class Bound:
    """One bound: a wall-clock second, or None where nothing bounds it, and where it comes from."""

    at: int | None = None
    provenance: Provenance = Provenance.UNKNOWN

    def __post_init__(self) -> None:
        if (self.at is None) != (self.provenance is Provenance.UNKNOWN):
            raise ValueError("a bound is unknown exactly where it has no second")


UNBOUNDED = Bound()


@dataclass(frozen=True, slots=True)
class When:
    """An uncertain time: its start lies in [start_earliest, start_latest], its end in [end_earliest, end_latest].

    All in wall-clock seconds; ends are exclusive. "On Tuesday" says that the whole of the event lies inside the day:
    start in [Tue 00:00, Wed 00:00], end in [Tue 00:00, Wed 00:00], all stated (`When.within`). "From Monday to
    Friday" is an exact span (`When.exactly`): start = Mon 00:00, end = Sat 00:00. "Since July" has a start inside
    July and an end no earlier than the publication.
    """

    start_earliest: Bound = UNBOUNDED
    start_latest: Bound = UNBOUNDED
    end_earliest: Bound = UNBOUNDED
    end_latest: Bound = UNBOUNDED
    granularity: Granularity | None = None

    @classmethod
    def within(
        cls,
        interval: Interval,
        granularity: Granularity | None = None,
        provenance: Provenance = Provenance.STATED,
    ) -> When:
        """Somewhere inside the interval."""
        low, high = Bound(interval.start, provenance), Bound(interval.end, provenance)
        return cls(low, high, low, high, granularity)

    @classmethod
    def exactly(
        cls,
        interval: Interval,
        granularity: Granularity | None = None,
        provenance: Provenance = Provenance.STATED,
    ) -> When:
        """Just this interval, first second to last."""
        start, end = Bound(interval.start, provenance), Bound(interval.end, provenance)
        return cls(start, start, end, end, granularity)

    @property
    def hull(self) -> tuple[int | None, int | None]:
        """Earliest start and latest end."""
        return self.start_earliest.at, self.end_latest.at

    @property
    def is_unbounded(self) -> bool:
        """True where not one of the four bounds is known."""
        return all(bound.at is None for bound in self.bounds)

    @property
    def bounds(self) -> tuple[Bound, Bound, Bound, Bound]:
        return self.start_earliest, self.start_latest, self.end_earliest, self.end_latest

    @property
    def provenance(self) -> Provenance:
        """Stated where any bound is, else inferred, else unknown."""
        kinds = {bound.provenance for bound in self.bounds}
        for kind in (Provenance.STATED, Provenance.INFERRED):
            if kind in kinds:
                return kind
        return Provenance.UNKNOWN

    def __str__(self) -> str:
        def show(low: Bound, high: Bound) -> str:
            ends = ["?" if b.at is None else calendar.isoformat(b.at) for b in (low, high)]
            return ends[0] if ends[0] == ends[1] else f"{ends[0]}..{ends[1]}"

        return f"{show(self.start_earliest, self.start_latest)} to {show(self.end_earliest, self.end_latest)}"


UNKNOWN = When()
