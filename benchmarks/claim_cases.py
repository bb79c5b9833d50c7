"""Claims made by program from annotated corpora, true and reversed, with the gold triggers of the events they mean.

TimeSET's partial orders become "A before B" (true) and "A after B" (reversed), each event in the words of its
annotated arguments; QA-TempEval's questions are asked as they stand, and with "before" and "after" exchanged.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from benchmarks.questions import questions
from benchmarks.stories import read_story
from benchmarks.timeset import read_partial
from timeline.article import Article, Span
from timeline.claims import Ruling
from timeline.events.parser import parse
from timeline.intake import read_file
from timeline.syntax import Parse, Token

FIXTURES = Path(__file__).parents[1] / "fixtures" / "claims"
_SWAPPED = {"before": "after", "after": "before"}


@dataclass(frozen=True, slots=True)
class Case:
    """A claim and what a right verdict on it is; `expected` None where the gold itself is open.

    `triggers` are the words of the article that name the claim's events, in the order of the claim; None for a time.
    """

    claim: str
    expected: Ruling | None
    triggers: tuple[Span | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Questioned:
    """A document with the claims made of it."""

    name: str
    corpus: str
    article: Article
    cases: tuple[Case, ...]


def documents(corpora: Path) -> Iterator[Questioned]:
    """All of TimeSET, then all that QA-TempEval asks about."""
    return chain(timeset(corpora), tempeval(corpora))


def timeset(corpora: Path) -> Iterator[Questioned]:
    for path in sorted((corpora / "timeset-dev").glob("*.ann")):
        partial = read_partial(path)
        article = partial.story.article
        spans, roles = _arguments(path)
        triggers = dict(partial.story.triggers)
        syntax = parse(article)
        phrases = {name: _phrase(roles[name], spans, syntax) for name in triggers}
        cases = [
            Case(f"{phrases[a]} {word} {phrases[b]}.", expected, (triggers[a], triggers[b]))
            for a, b in sorted(partial.after)
            for word, expected in (("before", Ruling.SUPPORTED), ("after", Ruling.REFUTED))
        ]
        yield Questioned(path.stem, "TimeSET", article, tuple(cases))


def _arguments(path: Path) -> tuple[dict[str, Span], dict[str, dict[str, str]]]:
    """The spans of a brat file, and for each event its roles."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    spans = {row[0]: _span(row[1]) for row in rows if row[0].startswith("T")}
    return spans, {row[0]: dict(_roles(row[1])) for row in rows if row[0].startswith("E")}


def _span(written: str) -> Span:
    start, end = re.findall(r"(\d+) (\d+)", written)[0]
    return Span(int(start), int(end))


def _roles(written: str) -> Iterator[tuple[str, str]]:
    for part in written.split():
        role, _, node = part.partition(":")
        yield role.rstrip("-0123456789") or role, node
        yield role.rstrip("-"), node


def _phrase(roles: dict[str, str], spans: dict[str, Span], syntax: Parse) -> str:
    """The event in words: "ARG0 sent ARG1", "ARG1 was arrested", "the misappropriation of ARG1 by ARG0"."""
    words = {role: spans[node].of(syntax.text).replace("\n", " ") for role, node in roles.items() if node in spans}
    trigger, agent, patient = words["event"], words.get("ARG0"), words.get("ARG1")
    token = syntax.at(spans[roles["event"]].start)
    if token is not None and token.pos in ("NOUN", "PROPN"):
        return f"the {trigger}" + (f" of {patient}" if patient else "") + (f" by {agent}" if agent else "")
    if agent is None and patient and token is not None:
        return _about(patient, token, trigger, spans[roles["ARG1"]])
    return " ".join(part for part in (agent, trigger, patient) if part)


def _about(patient: str, token: Token, trigger: str, place: Span) -> str:
    """Where nobody acts: "the shops were closed", "the helicopter went down" as the article itself has it."""
    if token.tag == "VBN":
        return f"{patient} was {trigger}"
    return f"{patient} {trigger}" if place.start < token.span.start else f"{trigger} {patient}"


def tempeval(corpora: Path) -> Iterator[Questioned]:
    """A question with "before" or "after" in it is asked reversed as well."""
    folder = corpora / "qa-tempeval-train"
    words = dict(_questions(folder / "question-set.txt"))
    found: dict[str, list[Case]] = {}
    for asked in questions(corpora):
        story = read_story(folder / "question-events" / asked.document)
        spans, instances = dict(story.triggers), story.instances
        first, second = (spans.get(instances.get(i, i.replace("ei", "e", 1))) for i in (asked.first, asked.second))
        expected = {"yes": Ruling.SUPPORTED, "is": Ruling.SUPPORTED, "no": Ruling.REFUTED}.get(asked.gold)
        cases = found.setdefault(asked.document, [])
        question = words[asked.number]
        cases.append(Case(question, expected, (first, second)))
        turned = re.sub(r"\b(before|after)\b", lambda m: _SWAPPED[m[1]], question, count=1)
        if turned != question and expected is not None:
            cases.append(Case(turned, expected.opposite, (first, second)))
    for name, cases in found.items():
        yield Questioned(name, "QA-TempEval", read_file(folder / "question-events" / name), tuple(cases))


def _questions(path: Path) -> Iterator[tuple[str, str]]:
    """Number and words."""
    for line in path.read_text(encoding="utf-8").splitlines():
        number, _, _, question, _ = line.split("|")
        yield number, re.sub(r"\s*\((YES|NO)\)\s*$", "", question.strip())


def written(folder: Path = FIXTURES) -> Iterator[Questioned]:
    """The claims written for this project, with the verdicts of a careful reader."""
    for path in sorted(folder.glob("*.toml")):
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        text = (folder / "articles" / data["article"]).read_text(encoding="utf-8")
        rows = [row for rows in data.values() if isinstance(rows, list) for row in rows]
        cases = tuple(Case(claim, Ruling(expected)) for claim, expected in rows)
        yield Questioned(path.stem, "fixtures", Article(text=text, published=data["published"]), cases)
