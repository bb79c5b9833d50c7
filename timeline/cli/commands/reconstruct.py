"""`timeline reconstruct`: articles to timelines."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.article import Article
from timeline.cli.each import each
from timeline.cli.outputs import Target
from timeline.cli.parameters import Output, Published, Sources, Zone
from timeline.errors import TimelineError

TABLE = "table"


def reconstruct(
    files: Sources,
    published: Published = None,
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="FORMAT", help="table, json, html, csv, ics, markdown, timeml ...")
    ] = TABLE,
    output: Output = None,
    all: Annotated[
        bool, typer.Option("--all", "-a", help="Keep every event, not only those worth a place on a timeline.")
    ] = False,
    zone: Zone = None,
) -> int:
    """Reconstruct the timeline of each article."""
    extension = _extension(format)
    if output is None and len(files) > 1 and format != TABLE:
        raise TimelineError(f"several files as {format} need a directory: -o DIR")
    target = Target.of(output, several=len(files) > 1)
    headed = output is None and len(files) > 1

    def write(article: Article) -> bytes:
        from timeline.pipeline import reconstruct as run

        return _write(run(article), format, all, headed, to_terminal=output is None)

    return each(files, published, zone, target, extension, write)


def _extension(format: str) -> str:
    """Raises TimelineError for a format that does not exist, or whose package is not installed."""
    from timeline.export.formats import FORMATS

    if format == TABLE:
        return "txt"
    if format not in FORMATS:
        raise TimelineError(f"no such format: {format!r} (choose from {', '.join((TABLE, *FORMATS))})")
    if not FORMATS[format].is_available:
        raise TimelineError(f"{format} needs the package {FORMATS[format].needs}, which is not installed")
    return FORMATS[format].extension


def _write(timeline: object, format: str, everything: bool, headed: bool, to_terminal: bool) -> bytes:
    from timeline.chronology import Timeline

    assert isinstance(timeline, Timeline)
    if format == TABLE:
        from timeline.cli.table import table

        return table(timeline, everything=everything, headed=headed, to_terminal=to_terminal).encode("utf-8")
    from timeline.export.formats import FORMATS

    return FORMATS[format].write(timeline, everything=everything)
