"""What resolving is given and what it gives: `Context` and `Resolved`."""

from __future__ import annotations

from dataclasses import dataclass, field

from timeline.article import Domain
from timeline.expressions import TimexType
from timeline.tagger.mention import Tense
from timeline.temporal import calendar, cells
from timeline.temporal.granularity import Granularity
from timeline.temporal.interval import Interval


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a phrase resolves to.

    `interval` and `granularity` are those of a date or time; `length` is the [shortest, longest] length in seconds of a
    duration; `why` is the sentence of explanation; `relative` says that the value was computed from another time
    (TIMEX3's temporalFunction), `anchor` which ("t0": the publication).
    """

    type: TimexType
    value: str
    why: str
    interval: Interval | None = None
    granularity: Granularity | None = None
    label: str = ""
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    length: tuple[int, int] | None = None
    relative: bool = False
    anchor: str | None = None
    begin: str | None = None
    end: str | None = None
    comparison: bool = False  # told only to compare with: the text does not go on to speak of it
    alternatives: tuple[Resolved, ...] = ()


_INTERIM = ("P6M", "P9M", "P1Y")  # what companies report on besides quarters and years


@dataclass(slots=True)
class Focus:
    """The times last spoken of: the last one, and the last of each granularity, each with its id and sentence."""

    last: Resolved | None = None
    last_id: str = "t0"
    last_sentence: int = -1
    by_granularity: dict[Granularity, tuple[Resolved, str, int]] = field(default_factory=dict)
    now: int | None = None  # of publication, where it is known
    reported: tuple[Resolved, int] | None = None  # the last quarter that figures are given of, and its sentence
    interim: bool = False  # six or nine months were spoken of since
    story: Resolved | None = None  # the first day, or time of a day, spoken of, of the week before publication

    def note(self, resolved: Resolved, id: str, sentence: int, tense: Tense = Tense.NONE) -> None:
        """Take down what a phrase of a sentence resolved to; `tense`: of its clause."""
        self.interim = resolved.value in _INTERIM or (self.interim and resolved.granularity is not Granularity.QUARTER)
        if resolved.interval is None or resolved.granularity is None or resolved.comparison:
            return
        self.last, self.last_id, self.last_sentence = resolved, id, sentence
        self.by_granularity[resolved.granularity] = (resolved, id, sentence)
        if self.story is None and self._is_of_late(resolved.interval, resolved.granularity):
            self.story = resolved
        if resolved.granularity is Granularity.QUARTER and self._is_reported(resolved.interval, tense):
            self.reported = resolved, sentence

    def _is_of_late(self, time: Interval, granularity: Granularity) -> bool:
        """A day within the week before that of publication, which the line of the date names, or a time of one; one of
        the day of publication, too ("overnight")."""
        if self.now is None or not 0 <= self.now - time.start <= 8 * calendar.DAY:
            return False
        return granularity.finer_than(Granularity.DAY) or (granularity is Granularity.DAY and time.end <= self.now)

    def _is_reported(self, quarter: Interval, tense: Tense) -> bool:
        """Figures are given of quarters that are over: by the calendar, or, where the fiscal year is another, by the
        tense. One before that quarter is only what it is compared with ("after a weak second quarter")."""
        if self.reported and self.reported[0].interval and quarter.start < self.reported[0].interval.start:
            return False
        if self.now is None or quarter.end <= self.now:
            return True
        return quarter.start <= self.now and tense is Tense.PAST

    def of(self, granularity: Granularity) -> Resolved | None:
        entry = self.by_granularity.get(granularity)
        return entry[0] if entry else None


@dataclass(slots=True)
class Context:
    """What decides on a phrase besides its words."""

    now: int  # wall-clock second of publication
    tense: Tense = Tense.NONE
    domain: Domain = Domain.NEWS
    focus: Focus = field(default_factory=Focus)
    sentence: int = 0
    signal: str | None = None
    precision: Granularity = Granularity.DAY  # of the publication: a day, or a time of day
    day: Interval | None = None  # of a clock time, where it is named behind it

    @property
    def moment(self) -> Interval:
        """The publication as finely as it is known."""
        return cells.cell(self.precision, self.now)

    @property
    def today(self) -> Interval:
        return cells.cell(Granularity.DAY, self.now)

    @property
    def origin(self) -> Interval:
        """The day that bare times are told from: the publication, or in a narrative the time last spoken of."""
        if self.domain is Domain.NARRATIVE and self.focus.last and self.focus.last.interval:
            return self.focus.last.interval
        return self.today

    @property
    def date(self) -> str:
        """The publication date for explanations."""
        return cells.value(self.today, Granularity.DAY)


def dated(
    interval: Interval,
    granularity: Granularity,
    why: str,
    *,
    label: str = "",
    relative: bool = False,
    anchor: str | None = None,
    alternatives: tuple[Resolved, ...] = (),
) -> Resolved:
    """A calendar cell as DATE, or as TIME where it is finer than a day."""
    kind = TimexType.TIME if granularity.finer_than(Granularity.DAY) else TimexType.DATE
    value = cells.value(interval, granularity, label)
    return Resolved(
        kind, value, why, interval, granularity, label, relative=relative, anchor=anchor, alternatives=alternatives
    )


def cell_at(unit: Granularity, base: Interval, count: int, why: str, anchor: str | None = "t0") -> Resolved:
    chosen = cells.shift(cells.cell(unit, base.start), unit, count)
    label = cells.season_of(chosen.start)[1] if unit is Granularity.SEASON else ""
    return dated(chosen, unit, why, label=label, relative=True, anchor=anchor)
