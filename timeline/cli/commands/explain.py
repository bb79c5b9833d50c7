"""`timeline explain`: how a phrase comes to its value."""

from __future__ import annotations

from typing import Annotated

import typer

from timeline.cli.parameters import PublishedRequired, Zone
from timeline.errors import TimelineError


def explain(
    phrase: Annotated[str, typer.Argument(help='A temporal expression, such as "a day after the vote".')],
    published: PublishedRequired,
    zone: Zone = None,
) -> None:
    """Show how a phrase is read: the tree of rules that matched, and the value of each part."""
    if not phrase.strip():
        raise TimelineError("the phrase is empty")
    from timeline.article import Published
    from timeline.resolve import explain as tree

    typer.echo(tree(phrase, Published.parse(published, zone)))
