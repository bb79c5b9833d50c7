"""Derivations in sentences, with the words of the article that carry them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from timeline.article import Article, Span
from timeline.events.model import AUTHOR, Event
from timeline.expressions import TimeExpression
from timeline.network.knots import Calendar, Trail
from timeline.relations.model import NOW, PUBLICATION, Cause, CauseKind, Constraint, Relation
from timeline.temporal import calendar
from timeline.temporal.when import When

_QUOTE = 160  # characters; a longer stretch is quoted piece by piece

_CAME = {
    Relation.BEFORE: "{a} came before {b}",
    Relation.AFTER: "{a} came after {b}",
    Relation.INCLUDES: "{a} was going on when {b} happened",
    Relation.IS_INCLUDED: "{a} falls within {b}",
    Relation.EQUAL: "{a} was at the same time as {b}",
    Relation.OVERLAP: "{a} and {b} overlapped",
    Relation.UNKNOWN: "The text leaves open how {a} lies towards {b}",
    Relation.STARTS_BEFORE: "{a} started before {b}",
    Relation.STARTS_AFTER: "{a} started after {b}",
    Relation.STARTS_EQUAL: "{a} started when {b} did",
    Relation.BEGINS: "{a} began in {b}",
    Relation.ENDS: "{a} ended in {b}",
    Relation.LASTS: "{a} lasted {b}",
}


@dataclass(frozen=True)
class Narrator:
    """Puts nodes, constraints and derivations of one article into words."""

    article: Article
    events: Mapping[str, Event]
    expressions: Mapping[str, TimeExpression]
    times: Mapping[str, When]
    _steps: dict[Constraint, str] = field(default_factory=dict, repr=False, compare=False)

    def name(self, node: str) -> str:
        """The event's description or the expression's words, in quotation marks."""
        if node in (PUBLICATION, NOW):
            return "the publication of the article"
        if node in self.events:
            return f"“{self.events[node].description}”"
        return f"‘{self.expressions[node].text}’" if node in self.expressions else node

    def claim(self, source: str, relation: Relation, target: str) -> str:
        """The bare statement, with a capital and no full stop."""
        said = _CAME[relation].format(a=self.name(source), b=self.name(target))
        return said[0].upper() + said[1:]

    def step(self, constraint: Constraint) -> str:
        """One constraint as a sentence, who asserts it, and the words."""
        known = self._steps.get(constraint)
        if known is None:
            known = self._steps[constraint] = self._step(constraint)
        return known

    def _step(self, constraint: Constraint) -> str:
        sentence = constraint.cause.explanation.strip().rstrip(".")
        if constraint.asserted_by != (AUTHOR,):
            sentence = f"According to {' and '.join(reversed(constraint.asserted_by))}: {sentence}"
        quotes = self._quotes(constraint.cause.spans)
        return f"{sentence}: {quotes}." if quotes else f"{sentence}."

    def _quotes(self, spans: tuple[Span, ...]) -> str:
        if not spans:
            return ""
        hull = Span(min(s.start for s in spans), max(s.end for s in spans))
        whole = hull.of(self.article.text)
        if len(whole) <= _QUOTE and "\n" not in whole:
            return f"“{whole}”"
        pieces = dict.fromkeys(s.of(self.article.text) for s in sorted(spans))
        return " … ".join(f"“{' '.join(piece.split())}”" for piece in pieces)

    def constraints(self, trail: Trail) -> tuple[Constraint, ...]:
        """The constraints of a trail; two steps over the calendar become the calendar's order of those two times."""
        found: list[Constraint] = []
        times = [label.node for label in trail if isinstance(label, Calendar)]
        if not times:
            return tuple([label for label in trail if isinstance(label, Constraint)])
        for label in trail:
            if isinstance(label, Constraint):
                found.append(label)
            elif isinstance(label, Calendar) and times:
                if len(times) > 1:
                    found.append(self._dates(times[0], times[1]))
                times = times[2:]
        return tuple(dict.fromkeys(found))

    def _dates(self, a: str, b: str) -> Constraint:
        """The calendar's own word on two times, earlier one first."""
        a, b = sorted((a, b), key=lambda node: (_start(self.times[node]), node))
        first, second = self.times[a], self.times[b]
        apart = None not in (first.hull[1], second.hull[0]) and first.hull[1] <= second.hull[0]  # type: ignore[operator]
        relation = Relation.BEFORE if apart else Relation.OVERLAP
        words = f"{self.name(a)} is {self._date(a)} and {self.name(b)} is {self._date(b)}"
        cause = Cause(CauseKind.CALENDAR, "calendar", words)
        return Constraint(a, b, relation, cause)

    def _date(self, node: str) -> str:
        expression = self.expressions.get(node)
        start = self.times[node].hull[0]
        day = "open" if start is None else calendar.isoformat(start)[:10]
        if expression is None or not expression.value:
            return day
        return expression.value if expression.duration is None else f"a time from {day}"

    def because(self, chain: Iterable[Constraint]) -> str:
        steps = [self.step(c) for c in chain]
        return " ".join(s[0].upper() + s[1:] for s in steps)


def _start(when: When) -> int:
    start = when.hull[0]
    return -(1 << 62) if start is None else start
