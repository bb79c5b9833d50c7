"""A timeline for people to read in a terminal, or in a file or pipe: then without colours and as wide as it needs."""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from timeline.chronology import Timeline
from timeline.events.model import Factuality
from timeline.present.dates import NO_DATE, date_words
from timeline.present.reasons import about, clashes, contradictions
from timeline.present.rows import Row, rows
from timeline.present.text import clean
from timeline.temporal.when import When

_NARROW = 80  # columns of a terminal below which an event is a block of lines, not a row
_NO_LIMIT = 100_000
_QUOTED = 110  # characters of an excluded part that are shown
_COLOURS = {
    Factuality.DENIED: "red",
    Factuality.DISPUTED: "magenta",
    Factuality.PLANNED: "cyan",
    Factuality.POSSIBLE: "yellow",
    Factuality.HYPOTHETICAL: "yellow",
}


@dataclass(frozen=True, slots=True)
class Cells:
    """What is shown of one event. `place` is its step in the order; events of one step are not ordered."""

    place: str
    date: str
    event: str
    source: str
    status: str
    standing: str
    reason: str
    colour: str


def table(timeline: Timeline, *, everything: bool = False, headed: bool = False, to_terminal: bool = True) -> str:
    """The timeline as text. `headed` puts the article's title above it, where several follow one another."""
    console = _console(to_terminal)
    shown = rows(timeline, everything=everything)
    parts = [*_head(timeline, headed), _events(shown, console), *_foot(timeline, shown)]
    with console.capture() as capture:
        for part in parts:
            console.print(part, soft_wrap=console.width >= _NO_LIMIT and isinstance(part, Text))
    return "\n".join(line.rstrip() for line in capture.get().split("\n")).rstrip("\n") + "\n"


def _console(to_terminal: bool) -> Console:
    if to_terminal and sys.stdout.isatty():
        return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)
    return Console(
        file=io.StringIO(), width=_NO_LIMIT, color_system=None, highlight=False, markup=False, emoji=False,
        force_terminal=False, legacy_windows=False,
    )  # fmt: skip


def date_cell(when: When, dated: bool) -> str:
    """The date, "?" where nothing tells it, "? (by 12 Oct 2022)" where only the order narrows it.

    >>> date_cell(When(), dated=False)
    '?'
    """
    words = date_words(when)
    if words == NO_DATE:
        return "?"
    return words if dated else f"? ({words})"


def _cells(row: Row) -> Cells:
    return Cells(
        place=str(row.step),
        date=date_cell(row.when, row.dated),
        event=clean(row.title),
        source=clean(row.said or row.source),
        status=row.factuality.value,
        standing=clean(row.standing) if row.said or row.factuality is not Factuality.ASSERTED else "",
        reason=clean(row.chief_reason),
        colour=_COLOURS.get(row.factuality, ""),
    )


def _head(timeline: Timeline, headed: bool) -> list[RenderableType]:
    article = timeline.article
    published = article.publication
    found = "" if published.provenance == "given" else f" ({published.provenance})"
    lines = [f"Published {published.value}{found}"]
    if article.title:
        lines.insert(0, clean(article.title))
    elif headed:
        lines.insert(0, clean(article.text.strip())[:80])
    return [Text("\n".join(lines), style="bold")]


def _events(shown: Sequence[Row], console: Console) -> RenderableType:
    cells = [_cells(row) for row in shown]
    if not cells:
        return Text("No events found.")
    if console.width >= _NO_LIMIT:
        return _lines(cells)
    return _blocks(cells) if console.width < _NARROW else _grid(cells)


def _lines(cells: Sequence[Cells]) -> RenderableType:
    """For files and pipes: an event a line, every cell in a column of its own."""
    grid = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    grid.add_column("#", justify="right", no_wrap=True)
    for name in ("When", "Event", "Who says so", "Status", "Why there"):
        grid.add_column(name, no_wrap=True)
    for cell in cells:
        grid.add_row(*map(Text, (cell.place, cell.date, cell.event, cell.source, cell.status, cell.reason)))
    return grid


def _grid(cells: Sequence[Cells]) -> RenderableType:
    """For terminals: who says so, and how sure it is, below the event where the article does not plainly say it."""
    grid = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0), collapse_padding=True)
    grid.add_column("#", justify="right", no_wrap=True)
    for name, ratio in (("When", 4), ("Event", 9), ("Why there", 8)):
        grid.add_column(name, overflow="fold", ratio=ratio)
    for before, cell in zip((None, *cells), cells, strict=False):
        same = before is not None and before.place == cell.place
        event = Text(cell.event)
        if cell.standing:
            event.append(f"\n{cell.standing}", style=cell.colour or "dim")
        grid.add_row(Text("" if same else cell.place), Text(cell.date), event, Text(cell.reason, style="dim"))
    return grid


def _blocks(cells: Sequence[Cells]) -> RenderableType:
    """For narrow terminals: an event over a few lines."""
    blocks: list[RenderableType] = []
    for cell in cells:
        about = Text(cell.standing or cell.source, style=cell.colour)
        blocks.append(Text.assemble((f"{cell.place}. {cell.date}", "bold")))
        blocks.append(Padding(Group(Text(cell.event), about, Text(cell.reason, style="dim")), (0, 0, 1, 3)))
    return Group(*blocks)


def _foot(timeline: Timeline, shown: Sequence[Row]) -> list[RenderableType]:
    lines: list[RenderableType] = []
    found = clashes(about(contradictions(timeline), {row.id for row in shown}))
    if found:
        lines.append(Text(f"\nConflicts ({len(found)})", style="bold"))
        for clash in found:
            lines.append(Text(f"  {clean(clash.refused)}"))
            lines += [Text(f"    against it: {clean(step)}") for step in clash.against]
    if timeline.article.excluded:
        lines.append(Text(f"\nLeft out ({len(timeline.article.excluded)})", style="bold"))
        for part in timeline.article.excluded:
            words = clean(part.span.of(timeline.article.text))
            quoted = words if len(words) <= _QUOTED else f"{words[:_QUOTED].rstrip()} …"
            lines.append(Text(f"  {part.reason}: {quoted}"))
    return lines
