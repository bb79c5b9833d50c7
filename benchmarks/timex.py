"""TempEval-3 scores of the temporal tagger over folders of TimeML gold.

    python benchmarks/timex.py [--errors KIND] FOLDER...

Definitions: only TIMEX3 inside TEXT; spans are characters of the text without markup. A gold and a system span match
*relaxed* when they share a character, paired one to one, leftmost first; *strict* when both offsets are equal.
P = matches / system, R = matches / gold. value F1 = (relaxed matches with the gold value / relaxed matches) x relaxed
F1; type F1 likewise. Figures are over all documents of a folder together (micro).
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

from timeline.export.timeml import read_timeml
from timeline.resolve import expressions

TEXT = re.compile(r"<TEXT\b[^>]*>(.*?)</TEXT\s*>", re.DOTALL)
PIECE = re.compile(r"<TIMEX3\b([^>]*)>|(</TIMEX3>)|<[^>]*>|([^<]+)")
ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Timex:
    start: int
    end: int
    type: str
    value: str
    text: str


@dataclass(slots=True)
class Score:
    gold: int = 0
    system: int = 0
    relaxed: int = 0
    strict: int = 0
    value: int = 0
    type: int = 0
    errors: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for name in ("gold", "system", "relaxed", "strict", "value", "type"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.errors += other.errors

    def f1(self, matches: int) -> float:
        return 200 * matches / (self.gold + self.system) if self.gold + self.system else 0.0

    def row(self) -> dict[str, float]:
        relaxed = self.f1(self.relaxed)
        share = 1 / self.relaxed if self.relaxed else 0.0
        return {
            "strict P": 100 * self.strict / max(1, self.system),
            "strict R": 100 * self.strict / max(1, self.gold),
            "strict F1": self.f1(self.strict),
            "relaxed P": 100 * self.relaxed / max(1, self.system),
            "relaxed R": 100 * self.relaxed / max(1, self.gold),
            "relaxed F1": relaxed,
            "value F1": self.value * share * relaxed,
            "type F1": self.type * share * relaxed,
        }


def gold_of(document: str) -> tuple[str, list[Timex]]:
    """The text of a TimeML document and its TIMEX3, outermost first where they nest."""
    body = TEXT.search(document)
    if body is None:
        raise ValueError("no TEXT")
    text = ""
    found: list[Timex] = []
    stack: list[tuple[int, dict[str, str]]] = []
    for attributes, closing, plain in PIECE.findall(body[1]):
        if plain:
            text += unescape(plain)
        elif closing:
            start, given = stack.pop()
            found.append(Timex(start, len(text), given.get("type", ""), given.get("value", ""), text[start:]))
        elif attributes:
            stack.append((len(text), dict(ATTRIBUTE.findall(attributes))))
    return text, flat(found)


def flat(spans: list[Timex]) -> list[Timex]:
    """Of nested or overlapping spans the first by start, the longest."""
    kept: list[Timex] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def pairs(gold: list[Timex], system: list[Timex]) -> Iterator[tuple[Timex | None, Timex | None]]:
    """Relaxed matches, one to one, leftmost first; what has no partner with None."""
    i = j = 0
    while i < len(gold) and j < len(system):
        if gold[i].end <= system[j].start:
            yield gold[i], None
            i += 1
        elif system[j].end <= gold[i].start:
            yield None, system[j]
            j += 1
        else:
            yield gold[i], system[j]
            i, j = i + 1, j + 1
    for one in gold[i:]:
        yield one, None
    for other in system[j:]:
        yield None, other


def shown(timex: Timex | None) -> str:
    return f"{timex.text!r} {timex.type} {timex.value}" if timex else "-"


def score(path: Path) -> Score:
    document = path.read_text(encoding="utf-8")
    text, gold = gold_of(document)
    article = read_timeml(document)
    if article.text != text:
        raise ValueError(f"{path}: the text read differs from the gold text")
    system = flat([Timex(e.span.start, e.span.end, e.type, e.value, e.text) for e in expressions(article)])
    result = Score(gold=len(gold), system=len(system))
    date = article.publication.value
    for g, s in pairs(gold, system):
        where = g or s
        assert where is not None
        around = " ".join(
            f"{text[max(0, where.start - 50) : where.start]}[{where.text}]{text[where.end : where.end + 40]}".split()
        )
        show = (
            f"{g and (g.text, g.type, g.value)} | {s and (s.text, s.type, s.value)} | {date} | {around} | {path.stem}"
        )
        if g is None or s is None:
            result.errors.append(("spurious" if g is None else "missed", show))
            continue
        result.relaxed += 1
        result.strict += (g.start, g.end) == (s.start, s.end)
        result.value += g.value == s.value
        result.type += g.type == s.type
        if (g.start, g.end) != (s.start, s.end):
            result.errors.append(("extent", show))
        if g.value != s.value:
            result.errors.append(("value", show))
        if g.type != s.type:
            result.errors.append(("type", show))
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--errors", help="list errors of a kind: missed, spurious, extent, value, type, all")
    given = parser.parse_args()
    for folder in given.folders:
        paths = sorted(folder.glob("*.tml")) if folder.is_dir() else [folder]
        total = Score()
        for path in paths:
            total.add(score(path))
        figures = "  ".join(f"{name} {value:.1f}" for name, value in total.row().items())
        print(f"{folder.name} ({len(paths)} documents, {total.gold} gold, {total.system} found): {figures}")
        for kind, show in sorted(total.errors):
            if given.errors in (kind, "all"):
                print(f"  {kind}: {show}")


if __name__ == "__main__":
    main()
