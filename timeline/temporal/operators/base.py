"""The base of all meanings, and the names of units that they show."""

from __future__ import annotations

from dataclasses import MISSING, fields

from timeline.temporal.granularity import Granularity

SECOND, MINUTE, HOUR, DAYPART = Granularity.SECOND, Granularity.MINUTE, Granularity.HOUR, Granularity.DAYPART
DAY, WEEKEND, WEEK, MONTH = Granularity.DAY, Granularity.WEEKEND, Granularity.WEEK, Granularity.MONTH
QUARTER, SEASON, HALF, YEAR = Granularity.QUARTER, Granularity.SEASON, Granularity.HALF, Granularity.YEAR
DECADE, CENTURY, MILLENNIUM = Granularity.DECADE, Granularity.CENTURY, Granularity.MILLENNIUM


class Operator:
    """Base of all meanings. `repr` gives positional arguments and leaves trailing defaults out."""

    __slots__ = ()

    def __repr__(self) -> str:
        parts = [(field, getattr(self, field.name)) for field in fields(self)]  # type: ignore[arg-type]
        while parts and parts[-1][0].default is not MISSING and parts[-1][1] == parts[-1][0].default:
            parts.pop()
        return f"{type(self).__name__}({', '.join(_show(value) for _, value in parts)})"


def _show(value: object) -> str:
    return value.name if isinstance(value, Granularity) else repr(value)
