"""From a calendar cell and its mod to the four bounds of `When`."""

from __future__ import annotations

from timeline.resolution.model import Context, Resolved
from timeline.temporal.interval import Interval
from timeline.temporal.when import Bound, Provenance, When


def when(resolved: Resolved, context: Context) -> When | None:
    """Where the time lies: exact for a plain cell, a stretch of possible starts and ends for a modified one."""
    interval, granularity = resolved.interval, resolved.granularity
    if interval is None:
        return None
    start, end = interval.start, interval.end
    size = end - start
    mod = resolved.mod
    if mod == "START":
        return _stated(start, start + size // 6, start + size // 6, start + size // 2, resolved)
    if mod == "MID":
        return _stated(
            start + size // 4, start + size * 5 // 12, start + size * 7 // 12, start + size * 3 // 4, resolved
        )
    if mod == "END":
        return _stated(start + size // 2, end - size // 6, end - size // 6, end, resolved)
    if mod == "APPROX":
        return _stated(start - size, start + size, end - size, end + size, resolved)
    if mod in ("LESS_THAN", "EQUAL_OR_LESS") and resolved.relative:
        return _stated(start, start + size, end, end + size, resolved)
    if mod in ("MORE_THAN", "EQUAL_OR_MORE") and resolved.relative:
        return _stated(start - size, start, end - size, end, resolved)
    return When.exactly(Interval(start, end), granularity)


def _stated(a: int, b: int, c: int, d: int, resolved: Resolved) -> When:
    stated = Provenance.STATED
    return When(Bound(a, stated), Bound(b, stated), Bound(c, stated), Bound(d, stated), resolved.granularity)
