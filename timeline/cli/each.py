"""One thing done to each input: a bad one is reported, and the others are still done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from timeline.article import Article
from timeline.cli.inputs import STDIN, load, name_of
from timeline.cli.outputs import Target
from timeline.cli.report import FAULT, UNUSABLE, complain, fault
from timeline.errors import BadDate, NoDate, TimelineError

Write = Callable[[Article], bytes]


def each(
    sources: Sequence[str], published: str | None, zone: str | None, target: Target, extension: str, write: Write
) -> int:
    """Read every source, write what `write` makes of it; the exit code."""
    _check(sources, published, zone)
    codes = [_one(source, published, zone, target, extension, write) for source in sources]
    return max(codes)


def _check(sources: Sequence[str], published: str | None, zone: str | None) -> None:
    """What is wrong for all of them is said once."""
    if sources.count(STDIN) > 1:
        raise TimelineError("standard input (-) can be read only once")
    if published is not None:
        from timeline.article import Published

        Published.parse(published, zone)
    if zone is not None:
        _check_zone(zone)


def _check_zone(zone: str) -> None:
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(zone)
    except (ValueError, KeyError, OSError) as error:
        raise BadDate(f"unknown time zone: {zone!r} (give a name such as Europe/Oslo)") from error


def _one(source: str, published: str | None, zone: str | None, target: Target, extension: str, write: Write) -> int:
    about = "standard input" if source == STDIN else source
    try:
        content = write(load(source, published, zone))
        target.write(content, source, name_of(source), extension)
    except TimelineError as error:
        hint = "; give it with --published YYYY-MM-DD" if isinstance(error, NoDate) else ""
        complain(f"{error}{hint}", about)
        return UNUSABLE
    except BrokenPipeError:
        raise
    except OSError as error:
        complain((error.strerror or str(error)).lower(), about)
        return UNUSABLE
    except Exception as error:
        fault(error, about)
        return FAULT
    return 0
