"""`timeline check`: what an article says of claims about order and time."""

from __future__ import annotations

import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from timeline.cli.inputs import STDIN, load
from timeline.cli.parameters import Published, Zone
from timeline.errors import BadClaim

if TYPE_CHECKING:
    from timeline.claims import Verdict

_MOST = 1_000_000  # characters of a file of claims


class Format(StrEnum):
    TABLE = "table"
    JSON = "json"


def check(
    source: Annotated[str, typer.Argument(metavar="FILE", help="The article; - reads standard input.")],
    claim: Annotated[
        list[str] | None, typer.Option("--claim", "-c", metavar="CLAIM", help="A claim or question; may be repeated.")
    ] = None,
    claims: Annotated[
        Path | None, typer.Option("--claims", metavar="FILE", help="Claims, one a line; # begins a comment line.")
    ] = None,
    published: Published = None,
    zone: Zone = None,
    threshold: Annotated[
        float | None, typer.Option(min=0.0, max=1.0, help="Withhold verdicts that are less sure than this.")
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to write the verdicts.")] = Format.TABLE,
) -> None:
    """Check claims such as "Did the strike come after the vote?" against an article."""
    asked = [*(claim or ()), *(_lines(claims) if claims else ())]
    if not asked:
        raise BadClaim("no claim given: use --claim or --claims")
    article = load(source, published, zone)
    from timeline.claims import DEFAULT_THRESHOLD, Checker, read_claim
    from timeline.pipeline import reconstruct

    read = [read_claim(text, article) for text in asked]  # all of them, before the work
    checker = Checker(reconstruct(article))
    verdicts = [checker.check(each, DEFAULT_THRESHOLD if threshold is None else threshold) for each in read]
    if format is Format.JSON:
        typer.echo(json.dumps([v.to_dict() for v in verdicts], ensure_ascii=False, indent=1))
    else:
        _show(verdicts)


def _lines(path: Path) -> list[str]:
    """Raises BadClaim for a file that holds no claims, OSError where it cannot be read."""
    data = sys.stdin.buffer.read(_MOST + 1) if str(path) == STDIN else path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadClaim(f"{path} is no text in UTF-8") from None
    if len(text) > _MOST:
        raise BadClaim(f"{path} has more than {_MOST:,} characters")
    lines = [line.strip() for line in text.splitlines()]
    found = [line for line in lines if line and not line.startswith("#")]
    if not found:
        raise BadClaim(f"{path} holds no claim")
    return found


def _show(verdicts: list[Verdict]) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    colours = {"supported": "green", "refuted": "red", "disputed": "yellow"}
    table = Table(show_lines=True)
    for title in ("Claim", "Verdict", "Why"):
        table.add_column(title, overflow="fold", ratio=None if title == "Verdict" else 1)
    for verdict in verdicts:
        name = verdict.ruling.value
        colour = colours.get(name, "default")
        sure = f"\n{verdict.confidence:.2f}" if verdict.confidence else ""
        table.add_row(escape(verdict.text), f"[{colour}]{name}[/]{sure}", escape(verdict.explanation))
    Console().print(table)
