"""Claims made by program, true and reversed: how often the verdict is right, wrong or withheld, by threshold.

    python -m benchmarks.claims CORPORA [--cases]

TimeSET's partial orders become "A before B" (true) and "A after B" (reversed), each event in the words of its
annotated arguments; QA-TempEval's questions are asked as they stand, and with "before" and "after" exchanged.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from timeline import Article, TimelineError
from timeline.claims import Checker, Ruling, read_claim
from timeline.events.parser import parse
from timeline.intake import read_file
from timeline.pipeline import reconstruct
from timeline.syntax import Parse

THRESHOLDS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.9)
_SWAPPED = {"before": "after", "after": "before"}


@dataclass(frozen=True, slots=True)
class Case:
    """A claim and what a right verdict on it is; `expected` None where the gold itself is open."""

    document: str
    claim: str
    expected: Ruling | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict without any threshold, and its confidence. Unreadable claims are outcomes too: undetermined."""

    case: Case
    ruling: Ruling
    confidence: float

    def says(self, threshold: float) -> Ruling | None:
        """What is answered at a threshold; None where nothing is."""
        spoken = self.ruling in (Ruling.SUPPORTED, Ruling.REFUTED) and self.confidence >= threshold
        return self.ruling if spoken else None


@dataclass(frozen=True, slots=True)
class Annotated:
    """A TimeSET document: its events in words, and the closed pairs (earlier, later)."""

    name: str
    article: Article
    phrases: dict[str, str]
    pairs: tuple[tuple[str, str], ...]


def timeset(corpora: Path) -> Iterator[Annotated]:
    for path in sorted((corpora / "timeset-dev").glob("*.ann")):
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
        spans = {row[0]: _span(row[1]) for row in rows if row[0].startswith("T")}
        article = Article(text=text, published=text.splitlines()[1].strip())
        syntax = parse(article)
        phrases = {row[0]: _phrase(dict(_roles(row[1])), spans, syntax) for row in rows if row[0].startswith("E")}
        links = [re.findall(r"^\w+|(?<=:)\w+", row[1]) for row in rows if row[0].startswith("R")]
        yield Annotated(path.stem, article, phrases, _closed({(a, b) for name, a, b in links if name == "AFTER"}))


def _span(written: str) -> tuple[int, int]:
    start, end = re.findall(r"(\d+) (\d+)", written)[0]
    return int(start), int(end)


def _roles(written: str) -> Iterator[tuple[str, str]]:
    for part in written.split():
        role, _, node = part.partition(":")
        yield role.rstrip("-0123456789") or role, node
        yield role.rstrip("-"), node


def _closed(pairs: set[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    while more := {(a, d) for (a, b), (c, d) in product(pairs, pairs) if b == c} - pairs:
        pairs = pairs | more
    return tuple(sorted(pairs))


def _phrase(roles: dict[str, str], spans: dict[str, tuple[int, int]], syntax: Parse) -> str:
    """The event in words: "ARG0 sent ARG1", "ARG1 was arrested", "the misappropriation of ARG1 by ARG0"."""
    words = {role: syntax.text[slice(*spans[node])].replace("\n", " ") for role, node in roles.items() if node in spans}
    trigger, agent, patient = words["event"], words.get("ARG0"), words.get("ARG1")
    token = syntax.at(spans[roles["event"]][0])
    if token is not None and token.pos in ("NOUN", "PROPN"):
        return f"the {trigger}" + (f" of {patient}" if patient else "") + (f" by {agent}" if agent else "")
    if agent is None and patient and token is not None and token.tag == "VBN":
        return f"{patient} was {trigger}"
    return " ".join(part for part in (agent, trigger, patient) if part)


def order_cases(document: Annotated) -> Iterator[Case]:
    for a, b in document.pairs:
        first, second = document.phrases[a], document.phrases[b]
        yield Case(document.name, f"{first} before {second}.", Ruling.SUPPORTED)
        yield Case(document.name, f"{first} after {second}.", Ruling.REFUTED)


def question_cases(corpora: Path) -> dict[str, list[Case]]:
    """By document. A question with "before" or "after" in it is asked reversed as well."""
    found: dict[str, list[Case]] = {}
    for line in (corpora / "qa-tempeval-train" / "question-set.txt").read_text(encoding="utf-8").splitlines():
        _, document, _, question, answer = line.split("|")
        question = re.sub(r"\s*\((YES|NO)\)\s*$", "", question.strip())
        expected = {"yes": Ruling.SUPPORTED, "is": Ruling.SUPPORTED, "no": Ruling.REFUTED}.get(answer.strip())
        cases = found.setdefault(document, [])
        cases.append(Case(document, question, expected))
        turned = re.sub(r"\b(before|after)\b", lambda m: _SWAPPED[m[1]], question, count=1)
        if turned != question and expected is not None:
            cases.append(Case(document, turned, expected.opposite))
    return found


def judge(article: Article, cases: Sequence[Case]) -> Iterator[Outcome]:
    checker = Checker(reconstruct(article))
    for case in cases:
        try:
            verdict = checker.check(read_claim(case.claim, article), threshold=0.0)
        except TimelineError:
            yield Outcome(case, Ruling.UNDETERMINED, 0.0)
        else:
            yield Outcome(case, verdict.ruling, verdict.confidence)


def curve(outcomes: Sequence[Outcome]) -> list[str]:
    lines = ["  threshold  answered  right  wrong  right of answered"]
    for threshold in THRESHOLDS:
        said = [(o.says(threshold), o.case.expected) for o in outcomes]
        answered = [pair for pair in said if pair[0] is not None]
        right = sum(a is b for a, b in answered)
        total, spoken = max(1, len(said)), max(1, len(answered))
        shares = (len(answered) / total, right / total, (len(answered) - right) / total, right / spoken)
        lines.append(f"  {threshold:9.2f}" + "".join(f"{share:8.1%}" for share in shares))
    return lines


def report(title: str, outcomes: Sequence[Outcome]) -> None:
    kinds = Counter(o.ruling.value for o in outcomes)
    print(f"{title}: {len(outcomes)} claims; {', '.join(f'{k} {n}' for k, n in kinds.most_common())}")
    print("\n".join(curve(outcomes)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--cases", action="store_true", help="print every claim with its verdict")
    arguments = parser.parse_args()
    made = [o for d in timeset(arguments.corpora) for o in judge(d.article, list(order_cases(d)))]
    folder = arguments.corpora / "qa-tempeval-train" / "question-events"
    asked = [
        o for name, cases in question_cases(arguments.corpora).items() for o in judge(read_file(folder / name), cases)
    ]
    if arguments.cases:
        for o in (*made, *asked):
            wanted = "open" if o.case.expected is None else o.case.expected.value
            print(f"{o.case.document}\t{wanted}\t{o.ruling.value}\t{o.confidence:.2f}\t{o.case.claim}")
    report("TimeSET partial orders", made)
    report("QA-TempEval questions", asked)
    report("All", [*made, *asked])


if __name__ == "__main__":
    main()
