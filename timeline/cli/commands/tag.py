"""`timeline tag`: temporal expressions only. Needs no model."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.article import Article
from timeline.cli.each import each
from timeline.cli.outputs import Target
from timeline.cli.parameters import Output, Published, Sources, Zone
from timeline.errors import TimelineError

_EXTENSIONS = {"json": "json", "timeml": "tml"}


def tag(
    files: Sources,
    published: Published = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="json or timeml.")] = "json",
    output: Output = None,
    zone: Zone = None,
) -> int:
    """Find and resolve the temporal expressions of each article."""
    if format not in _EXTENSIONS:
        raise TimelineError(f"no such format: {format!r} (choose json or timeml)")
    if output is None and len(files) > 1:
        raise TimelineError("several files need a directory: -o DIR")
    write = {"json": _json, "timeml": _timeml}[format]
    return each(files, published, zone, Target.of(output, several=len(files) > 1), _EXTENSIONS[format], write)


def _json(article: Article) -> bytes:
    import json

    from timeline.boilerplate import prepare
    from timeline.export.json import expressions_document
    from timeline.resolve import expressions

    article = prepare(article)
    document = expressions_document(article, expressions(article))
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _timeml(article: Article) -> bytes:
    from timeline.boilerplate import prepare
    from timeline.export.timeml import to_timeml
    from timeline.resolve import expressions

    article = prepare(article)
    return to_timeml(article, expressions(article)).encode("utf-8")
