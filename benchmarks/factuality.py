"""Accuracy of sources and factuality on the project's own table, by phenomenon: `python -m benchmarks.factuality`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from timeline import Article
from timeline.events import find_events
from timeline.events.model import Event
from timeline.events.parser import parse
from timeline.events.reading import read
from timeline.resolve import expressions

TABLE = Path(__file__).resolve().parent.parent / "fixtures" / "factuality"
PUBLISHED = "2024-05-15"


@dataclass(frozen=True, slots=True)
class Case:
    """One row of the table; `held` is empty where the row says nothing of sources."""

    phenomenon: str
    text: str
    trigger: str
    factuality: str
    held: frozenset[str] = frozenset()

    @property
    def offset(self) -> int:
        return self.text.index(self.trigger)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found of a case: "missing" where the trigger names no event."""

    case: Case
    factuality: str
    held: frozenset[str]

    @property
    def right(self) -> bool:
        return self.factuality == self.case.factuality and (not self.case.held or self.held == self.case.held)


def cases(folder: Path = TABLE) -> Iterator[Case]:
    """All rows, file by file."""
    for path in sorted(folder.glob("*.toml")):
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        for row in table["cases"]:
            held = frozenset(row.get("held", ()))
            yield Case(table["phenomenon"], row["text"], row["trigger"], row["factuality"], held)


def outcome(case: Case) -> Outcome:
    """Run the event stages over the text of a case."""
    article = Article(text=case.text, published=PUBLISHED)
    times, syntax = expressions(article), parse(article)
    events = find_events(article, times, syntax, read(syntax))
    event = next((e for e in events if e.covers(case.offset)), None)
    if event is None:
        return Outcome(case, "missing", frozenset())
    return Outcome(case, event.factuality.value, _held(event))


def _held(event: Event) -> frozenset[str]:
    return frozenset(f"{' > '.join(a.source)} | {a.certainty.value} | {a.polarity.value}" for a in event.attributions)


def report(outcomes: list[Outcome]) -> str:
    """A line a phenomenon, and one for all."""
    kinds = list(dict.fromkeys(o.case.phenomenon for o in outcomes))
    lines = [_line(kind, [o for o in outcomes if o.case.phenomenon == kind]) for kind in kinds]
    return "\n".join([*lines, _line("all", outcomes)])


def _line(name: str, outcomes: list[Outcome]) -> str:
    right = sum(o.right for o in outcomes)
    return f"{name:26} {right:3d} of {len(outcomes):3d}  {right / len(outcomes):.2f}"


def main() -> None:
    outcomes = [outcome(case) for case in cases()]
    print(report(outcomes))
    for wrong in (o for o in outcomes if not o.right):
        case = wrong.case
        print(f"\n{case.text!r}: {case.trigger}")
        print(f"  expected {case.factuality} {sorted(case.held)}\n  found    {wrong.factuality} {sorted(wrong.held)}")


if __name__ == "__main__":
    main()
