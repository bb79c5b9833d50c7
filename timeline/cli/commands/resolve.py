"""`timeline resolve`: one phrase to a date."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.cli.parameters import PublishedRequired, Zone
from timeline.errors import TimelineError


def resolve(
    phrase: Annotated[str, typer.Argument(help='A temporal expression, such as "18 months ago".')],
    published: PublishedRequired,
    zone: Zone = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="text or json.")] = "text",
) -> None:
    """Say what a phrase means in an article published on a date."""
    if format not in ("text", "json"):
        raise TimelineError(f"no such format: {format!r} (choose text or json)")
    if not phrase.strip():
        raise TimelineError("the phrase is empty")
    from timeline.article import Published
    from timeline.cli.phrase import as_json, as_text
    from timeline.resolve import resolve_phrase

    found = resolve_phrase(phrase, Published.parse(published, zone))
    typer.echo(as_json(found) if format == "json" else as_text(found, phrase.strip()))
