"""Claims made by program, true and reversed: how often the verdict is right, wrong or withheld, by threshold, and why.

    python -m benchmarks.claims CORPORA [--cases]

The claims are those of benchmarks.claim_cases. What a verdict's confidence weighs is fitted on the same claims, so the
curve "held out" fits it anew for each document without that document's claims (with those written for this project, as
`python -m training.claims` does).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np

from benchmarks.claim_cases import Case, Questioned, documents, written
from timeline import TimelineError
from timeline.article import Span
from timeline.claims import DEFAULT_THRESHOLD, Checker, Ruling, Verdict, read_claim
from timeline.claims.confidence import Grounds
from timeline.events.model import Event
from timeline.pipeline import reconstruct
from training.choice import Judged, chances, fit_verdicts

THRESHOLDS = (0.0, 0.4, 0.5, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9)
_SPOKEN = (Ruling.SUPPORTED, Ruling.REFUTED)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The verdict without any threshold. Unreadable claims are outcomes too: undetermined.

    `found`: each event of the claim was found at all; `meant`: those found are the annotated ones. `row` is what the
    verdict rests on.
    """

    document: str
    corpus: str
    case: Case
    ruling: Ruling
    confidence: float = 0.0
    found: bool = False
    meant: bool = False
    row: tuple[float, ...] = ()

    def says(self, threshold: float) -> Ruling | None:
        """What is answered at a threshold; None where nothing is."""
        return self.ruling if self.ruling in _SPOKEN and self.confidence >= threshold else None

    @property
    def right(self) -> bool:
        return self.ruling is self.case.expected

    def cause(self, threshold: float) -> str:
        """Right, or what went wrong first."""
        if self.says(threshold) is not None and self.right:
            return "right"
        if not self.found:
            return "event not found"
        if not self.meant:
            return "another event taken"
        if self.ruling not in _SPOKEN:
            return "order open" if self.ruling is Ruling.UNDETERMINED else "seen as disputed"
        if self.says(threshold) is None:
            return "too unsure, would be right" if self.right else "too unsure, would be wrong"
        return "order wrong"


def judge(document: Questioned) -> Iterator[Outcome]:
    checker = Checker(reconstruct(document.article))
    for case in document.cases:
        unread = Outcome(document.name, document.corpus, case, Ruling.UNDETERMINED)
        try:
            weighed = checker.weigh(read_claim(case.claim, document.article))
        except TimelineError:
            yield unread
            continue
        if isinstance(weighed, Verdict):
            yield replace(unread, ruling=weighed.ruling, found=all(m.event is not None for m in weighed.events))
            continue
        yield replace(
            unread,
            ruling=weighed.judgment.ruling,
            confidence=weighed.confidence,
            found=True,
            meant=all(map(_names, (c.event for c in weighed.picks), case.triggers)),
            row=tuple(getattr(weighed.grounds, f.name) for f in fields(Grounds)),
        )


def _names(event: Event, trigger: Span | None) -> bool:
    return trigger is None or any(m.trigger.overlaps(trigger) for m in event.mentions)


def held_out(outcomes: Sequence[Outcome], own: Sequence[Outcome]) -> list[Outcome]:
    """The same outcomes, each with the confidence that is fitted without its document."""
    found = []
    for name in dict.fromkeys(o.document for o in outcomes):
        others = [o for o in (*outcomes, *own) if o.document != name and o.ruling in _SPOKEN]
        weights = fit_verdicts([Judged(o.document, np.array(o.row), o.right) for o in others])
        for outcome in (o for o in outcomes if o.document == name):
            sure = float(chances(np.array([outcome.row]), weights)[0]) if outcome.row else 0.0
            found.append(replace(outcome, confidence=sure))
    return found


def figures(outcomes: Sequence[Outcome], threshold: float) -> tuple[float, float, float, float]:
    """Shares answered, right and wrong of all, and right of those answered."""
    answered = [o for o in outcomes if o.says(threshold) is not None]
    right = sum(o.right for o in answered)
    total, spoken = max(1, len(outcomes)), max(1, len(answered))
    return len(answered) / total, right / total, (len(answered) - right) / total, right / spoken


def curve(outcomes: Sequence[Outcome]) -> list[str]:
    lines = ["  threshold  answered  right  wrong  right of answered"]
    for threshold in sorted({*THRESHOLDS, DEFAULT_THRESHOLD}):
        lines.append(f"  {threshold:9.2f}" + "".join(f"{share:8.1%}" for share in figures(outcomes, threshold)))
    return lines


def report(title: str, outcomes: Sequence[Outcome]) -> None:
    kinds = Counter(o.ruling.value for o in outcomes)
    print(f"{title}: {len(outcomes)} claims; {', '.join(f'{k} {n}' for k, n in kinds.most_common())}")
    print("\n".join(curve(outcomes)))
    causes = Counter(o.cause(DEFAULT_THRESHOLD) for o in outcomes)
    print(f"  at {DEFAULT_THRESHOLD}: " + ", ".join(f"{cause} {n}" for cause, n in causes.most_common()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("--cases", action="store_true", help="print every claim with its verdict")
    arguments = parser.parse_args()
    made = [outcome for document in documents(arguments.corpora) for outcome in judge(document)]
    if arguments.cases:
        for o in made:
            wanted = "open" if o.case.expected is None else o.case.expected.value
            cause = o.cause(DEFAULT_THRESHOLD)
            print(f"{o.document}\t{wanted}\t{o.ruling.value}\t{o.confidence:.2f}\t{cause}\t{o.case.claim}")
    for corpus in dict.fromkeys(o.corpus for o in made):
        report(corpus, [o for o in made if o.corpus == corpus])
    report("All", made)
    own = [outcome for document in written() for outcome in judge(document)]
    print("All, confidences fitted without the document:")
    print("\n".join(curve(held_out(made, own))))


if __name__ == "__main__":
    main()
