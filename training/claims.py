"""Fit what claims are checked with: `python -m training.claims CORPORA` prints figures and writes weights.toml.

`fit`: which event a description means, a choice among the events of the article and "none of them". The descriptions
are those of TimeSET and QA-TempEval; each is also put to two other articles, where none is right.
`grounds`: whether a verdict is right, by what it rests on, over the claims made by program of the same corpora and
those written for this project, which alone speak of dates and lengths of time.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.claim_cases import Questioned, documents, written
from timeline.article import Span
from timeline.claims import Checker, Ruling, Verdict, read_claim
from timeline.claims.confidence import Grounds
from timeline.claims.fit import WEIGHTS, Fit, weights
from timeline.claims.model import Claim, Described
from timeline.errors import TimelineError
from timeline.pipeline import reconstruct
from training.choice import Choice, Judged, chosen, fit_choices, fit_verdicts

_ELSEWHERE = (1, 7)  # which other documents a description is put to, counted on from its own
_STRANGERS = 0.5  # weight of a description put to another article
_REWORDED = 0.5  # weight of one as if it were worded otherwise than the article: the corpora quote, people don't
FOLDS = 6

Descriptions = list[tuple[Claim, Described, Span]]


def described(document: Questioned) -> Descriptions:
    """The distinct descriptions of a document's claims, with the word that each means."""
    found: dict[tuple[str, Span], tuple[Claim, Described, Span]] = {}
    for case in document.cases:
        try:
            claim = read_claim(case.claim, document.article)
        except TimelineError:
            continue
        for reference, span in zip(claim.events, case.triggers, strict=False):
            if isinstance(reference, Described) and span is not None:
                found.setdefault((reference.text, span), (claim, reference, span))
    return list(found.values())


def choices(asked: Sequence[Questioned], checkers: Sequence[Checker]) -> list[Choice]:
    found = []
    for number, document in enumerate(asked):
        for claim, reference, span in described(document):
            found.append(_choice(document.name, checkers[number], claim, reference, span))
            found.append(_reworded(found[-1]))
            for step in _ELSEWHERE:
                other = checkers[(number + step) % len(asked)]
                found.append(_choice(document.name, other, claim, reference, None))
    return found


def _choice(name: str, checker: Checker, claim: Claim, reference: Described, span: Span | None) -> Choice:
    compared = [(event, fit) for event, fit, _ in checker.matcher.fits(claim.text, reference)]
    rows = np.array([_values(fit) for _, fit in compared], dtype=np.float64).reshape(len(compared), len(fields(Fit)))
    meant = (i for i, (e, _) in enumerate(compared) if span and any(m.trigger.overlaps(span) for m in e.mentions))
    return Choice(name, rows, next(meant, -1), 1.0 if span else _STRANGERS)


def _reworded(choice: Choice) -> Choice:
    """The same choice, without the word's form to go by."""
    rows = choice.rows.copy()
    rows[:, [f.name for f in fields(Fit)].index("form")] = 0.0
    return Choice(choice.document, rows, choice.right, _REWORDED)


def verdicts(asked: Sequence[Questioned], checkers: Sequence[Checker]) -> list[Judged]:
    """What the verdicts that speak rest on, and whether they are right."""
    found = []
    for document, checker in zip(asked, checkers, strict=True):
        for case in document.cases:
            try:
                basis = checker.weigh(read_claim(case.claim, document.article))
            except TimelineError:
                continue
            if not isinstance(basis, Verdict) and basis.judgment.ruling in (Ruling.SUPPORTED, Ruling.REFUTED):
                row = np.array(_values(basis.grounds), dtype=np.float64)
                found.append(Judged(document.name, row, basis.judgment.ruling is case.expected))
    return found


def _values(features: Any) -> list[float]:
    return [getattr(features, f.name) for f in fields(features)]


def write(name: str, features: type, fitted: npt.NDArray[np.float64]) -> None:
    """Puts one table into weights.toml, and has it used from here on."""
    names = ["bias", *(f.name for f in fields(features))]
    rows = "".join(f"{key} = {value:.3g}\n" for key, value in zip(names, fitted, strict=True))
    print(f"[{name}]\n{rows}")
    text = WEIGHTS.read_text(encoding="utf-8")
    WEIGHTS.write_text(re.sub(rf"(?<=^\[{name}\]\n)(?:.+\n)*", rows, text, flags=re.MULTILINE), encoding="utf-8")
    weights.cache_clear()


def folded(names: Sequence[str]) -> list[set[str]]:
    unique = sorted(set(names))
    return [set(unique[n::FOLDS]) for n in range(FOLDS)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    arguments = parser.parse_args()
    asked = list(documents(arguments.corpora))
    own = list(written())
    checkers = [Checker(reconstruct(document.article)) for document in (*asked, *own)]
    matching = choices(asked, checkers[: len(asked)])
    hits: dict[bool, list[bool]] = {True: [], False: []}
    for out in folded([choice.document for choice in matching]):
        fitted = fit_choices([choice for choice in matching if choice.document not in out])
        for choice in (c for c in matching if c.document in out):
            hits[choice.right >= 0].append(chosen(choice, fitted) == choice.right)
    print(f"cross-validated: right event {np.mean(hits[True]):.3f}, right silence {np.mean(hits[False]):.3f}")
    write("fit", Fit, fit_choices(matching))
    judged = verdicts([*asked, *own], checkers)
    print(f"{len(judged)} verdicts, {np.mean([j.right for j in judged]):.3f} right")
    write("grounds", Grounds, fit_verdicts(judged))


if __name__ == "__main__":
    main()
