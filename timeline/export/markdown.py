"""The timeline as Markdown, for a wiki, an issue or a message."""

from __future__ import annotations

import re
from itertools import groupby

from timeline.chronology import Timeline
from timeline.events.model import Factuality
from timeline.export.omitted import omitted
from timeline.present.dates import date_words
from timeline.present.rows import FACTUALITY_WORDS, Row, rows
from timeline.present.text import clean, heading
from timeline.temporal.when import When

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~&:@$=-])")


def to_markdown(timeline: Timeline, *, everything: bool = False) -> str:
    """A numbered step for each group of the order; several events in one step are in no known order."""
    found = rows(timeline, everything=everything)
    lines = [f"# {_plain(heading(timeline.article))}", "", _published(timeline), ""]
    for step, group in groupby(found, key=lambda row: row.step):
        members = list(group)
        if len(members) == 1:
            lines += _entry(members[0], f"{step}. ")
        else:
            lines.append(f"{step}. in no known order:")
            lines += [f"   {line}" for row in members for line in _entry(row, "- ")]
    conflicts = dict.fromkeys(conflict.explanation for row in found for conflict in row.conflicts)
    if conflicts:
        lines += ["", "## Conflicts", "", *(f"- {_plain(explanation)}" for explanation in conflicts)]
    also = "offsets, relations and expressions (the JSON export has them)"
    lines += ["", f"_{_plain(omitted(timeline, everything=everything, also=also))}_"]
    return "\n".join(lines) + "\n"


def _published(timeline: Timeline) -> str:
    day = date_words(When.within(timeline.article.publication.day))
    return f"Published {_plain(day)}" + (f", {_plain(timeline.article.url)}" if timeline.article.url else "")


def _entry(row: Row, bullet: str) -> list[str]:
    title = _plain(row.title)
    if row.is_struck:
        title = f"~~{title}~~"
    about = [] if row.factuality is Factuality.ASSERTED else [FACTUALITY_WORDS[row.factuality]]
    about += [row.said] if row.said else []
    about += [row.basis] if row.basis != "stated" else []
    remark = f" ({_plain('; '.join(about))})" if about else ""
    return [f"{bullet}**{_plain(row.date)}**: {title}{remark}", f"{' ' * len(bullet)}> {_plain(row.sentence)}"]


def _plain(text: str) -> str:
    """Words that Markdown and the HTML in it leave as they are."""
    return _SPECIAL.sub(r"\\\1", clean(text))
