"""Triggers as the pipeline finds them (parser, expressions, encoder, thresholds) on documents no training saw.

`python -m benchmarks.triggers CORPORA`; benchmarks.events measures the encoder by itself.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence

from benchmarks.events import trigger_figures
from benchmarks.held_out import held_out_documents, table
from timeline import Article
from timeline.events.parser import parse
from timeline.events.reading import read
from timeline.events.triggers import Trigger, find_triggers
from timeline.resolve import expressions
from training import scores
from training.corpora import Document, corpora_path

PUBLISHED = "1998-03-01"  # expressions only keep their words from being events: which day does not matter


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of each corpus, and of all documents."""
    argv = sys.argv[1:] if arguments is None else arguments
    counts: dict[str, Counter[str]] = {}
    for document in held_out_documents(corpora_path(argv[0] if argv else None)):
        counts.setdefault(document.corpus, Counter()).update(count(document, triggers(document.text)))
    for corpus, one in counts.items():
        print(table(corpus, trigger_figures(one)))
    print(table("all", trigger_figures(sum(counts.values(), Counter()))))


def triggers(text: str) -> list[Trigger]:
    article = Article(text=text, published=PUBLISHED)
    syntax = parse(article)
    return find_triggers(syntax, read(syntax), expressions(article))


def count(document: Document, found: Sequence[Trigger]) -> Counter[str]:
    """Found, gold and matched triggers, and how many of those have the same extent or class."""
    system = [(t.token.span.start, t.token.span.end) for t in found]
    gold = list(document.events.values())
    spans = [(event.start, event.end) for event in gold]
    pairs = scores.match_spans(system, spans)
    return Counter(
        system=len(system),
        gold=len(gold),
        matched=len(pairs),
        exact=sum(system[one] == spans[two] for one, two in pairs),
        same=sum(found[one].event_class.value == gold[two].label for one, two in pairs),
    )


if __name__ == "__main__":
    main()
