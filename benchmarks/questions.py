"""QA-TempEval: yes/no questions on order, by event ids; our events are found in the raw text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.stories import Story, from_raw_text, read_story
from timeline.network import Solution
from timeline.relations.model import NOW, PUBLICATION, Relation

# The relations of TimeML in ours. Immediately before or after is still before or after.
RELATIONS = {
    "BEFORE": Relation.BEFORE,
    "IBEFORE": Relation.BEFORE,
    "AFTER": Relation.AFTER,
    "IAFTER": Relation.AFTER,
    "INCLUDES": Relation.INCLUDES,
    "IS_INCLUDED": Relation.IS_INCLUDED,
    "DURING": Relation.IS_INCLUDED,
    "SIMULTANEOUS": Relation.EQUAL,
    "IDENTITY": Relation.EQUAL,
    "ENDED_BY": Relation.INCLUDES,
    "BEGUN_BY": Relation.INCLUDES,
    "ENDS": Relation.IS_INCLUDED,
    "BEGINS": Relation.IS_INCLUDED,
}


@dataclass(frozen=True, slots=True)
class Question:
    """IS `first` `relation` `second`? The ids are those of the annotated document."""

    number: str
    document: str
    first: str
    relation: Relation
    second: str
    gold: str


def questions(corpora: Path) -> Iterator[Question]:
    lines = (corpora / "qa-tempeval-train" / "question-set.txt").read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.strip():
            number, document, asked, _, gold = line.split("|")
            _, first, relation, second = asked.split()
            yield Question(number, document, first, RELATIONS[relation], second, gold.strip().lower())


def answer(solution: Solution, first: str, relation: Relation, second: str) -> str:
    """Yes where our bounds entail the relation, no where they exclude it, unknown otherwise."""
    if solution.entails(first, relation, second):
        return "yes"
    return "no" if solution.excludes(first, relation, second) else "unknown"


def ours(story: Story, solution: Solution, node: str) -> str | None:
    """Our event or expression where gold has this one; "t0" is the publication date in both."""
    if node == "t0":
        return node
    if node.startswith("t"):
        span = next((t.span for t in story.times if t.id == node), None)
        found = (t.id for t in solution.expressions if span is not None and t.span.overlaps(span))
        return next(found, None)
    event = story.instances.get(node, node.replace("ei", "e", 1))
    span = dict(story.triggers).get(event)
    near = (e.id for e in solution.events for m in e.mentions if span is not None and m.trigger.overlaps(span))
    return next(near, None)


def count(corpora: Path) -> Counter[tuple[str, str]]:
    """(gold answer, ours); "unseen" where one side was not found.

    Before or after "today" is before or after the moment of publication.
    """
    folder = corpora / "qa-tempeval-train" / "question-events"
    stories: dict[str, tuple[Story, Solution]] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for question in questions(corpora):
        if question.document not in stories:
            story = read_story(folder / question.document)
            stories[question.document] = story, from_raw_text(story.article)
        story, solution = stories[question.document]
        a, b = (ours(story, solution, node) for node in (question.first, question.second))
        b = NOW if b == PUBLICATION and question.relation in (Relation.BEFORE, Relation.AFTER) else b
        counts[question.gold, "unseen" if a is None or b is None else answer(solution, a, question.relation, b)] += 1
    return counts


def report(counts: Counter[tuple[str, str]]) -> list[str]:
    total, right = sum(counts.values()), sum(n for (gold, said), n in counts.items() if gold == said)
    answered = sum(n for (_, said), n in counts.items() if said in ("yes", "no"))
    firm = sum(n for (gold, said), n in counts.items() if gold == said and said in ("yes", "no"))
    unseen = sum(n for (_, said), n in counts.items() if said == "unseen")
    return [
        f"  questions {total}, right of all {right / total:.3f}",
        f"  answered {answered / total:.3f}, right of those {firm / max(1, answered):.3f}, events not found {unseen}",
    ]
