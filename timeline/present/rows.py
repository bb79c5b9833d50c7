"""`Row`: one event as a reader is shown it, with everything a chart, a table or an export needs to say about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from timeline.article import Span
from timeline.chronology import Conflict, Timeline
from timeline.events.model import AUTHOR, Event, Factuality, Polarity
from timeline.present.dates import date_words, is_dated
from timeline.present.reasons import Reasons
from timeline.present.text import listed
from timeline.temporal.when import Provenance, When

THE_ARTICLE = "the article"
NOT_SO = "did not happen, according to the article"
_BEGINNINGS = frozenset({"The", "A", "An", "His", "Her", "Its", "Their", "Some", "Several", "Two", "One", "Another"})
FACTUALITY_WORDS = {
    Factuality.ASSERTED: "reported",
    Factuality.DENIED: "denied",
    Factuality.DISPUTED: "disputed",
    Factuality.PLANNED: "planned",
    Factuality.POSSIBLE: "possible",
    Factuality.HYPOTHETICAL: "hypothetical",
}


@dataclass(frozen=True, slots=True)
class Row:
    """`step` is the number of the order's group, from 1; `dated` is False where only the order places the event.

    `source` is who chiefly speaks of it, `said` who holds what, where that is more than the article's own word.
    """

    event: Event
    when: When
    step: int
    dated: bool
    date: str
    source: str
    said: str
    sentence: str
    reasons: tuple[str, ...]
    chief_reason: str
    conflicts: tuple[Conflict, ...]

    @property
    def id(self) -> str:
        return self.event.id

    @property
    def factuality(self) -> Factuality:
        return self.event.factuality

    @property
    def title(self) -> str:
        """The description, its first letter a capital."""
        words = " ".join(self.event.description.split())
        return words[:1].upper() + words[1:]

    @property
    def standing(self) -> str:
        """How sure it is, and who says so: "according to Bremmer", "denied by Musk", "disputed: said by ..."."""
        words = FACTUALITY_WORDS[self.factuality]
        if _says_no(self.event):
            return self.said or FACTUALITY_WORDS[Factuality.ASSERTED]
        if self.said == NOT_SO:
            return NOT_SO if self.factuality is Factuality.DENIED else f"{words} that it did not"
        if self.said and (self.factuality is Factuality.ASSERTED or self.said.startswith(words)):
            return self.said
        if not self.said:
            return words
        return f"{words}: {self.said}"

    @property
    def is_struck(self) -> bool:
        """Whether the title is struck through: what is denied, unless the title itself says no ("was never built")."""
        return self.factuality is Factuality.DENIED and not _says_no(self.event)

    @property
    def basis(self) -> str:
        """Where the date comes from, in a word or two."""
        if not self.dated:
            return "order only"
        return "stated" if self.when.provenance is Provenance.STATED else "worked out"


def rows(timeline: Timeline, *, everything: bool = False) -> list[Row]:
    """The timeline's rows in order; those worth a place on it, or `everything`."""
    found: list[Row] = []
    reasons = Reasons(timeline)
    step = 0
    for group in timeline.order:
        members = [i for i in group if everything or i in timeline.shown]
        step += bool(members)
        found.extend(_row(timeline, reasons, timeline.event(i), step) for i in members)
    return found


def chief_source(event: Event) -> tuple[str, ...]:
    """Who says that it happened, as the text names them: the first source that affirms it, or the first of all."""
    affirming = [a.source for a in event.attributions if a.polarity is Polarity.POS]
    return next(iter(affirming or [a.source for a in event.attributions]), (AUTHOR,))


def said(event: Event) -> str:
    """Who holds what ("according to Bremmer", "said by Bremmer, denied by Musk"), "" for the article alone."""
    affirming = _names(a.source for a in event.attributions if a.polarity is Polarity.POS)
    denying = _names(a.source for a in event.attributions if a.polarity is Polarity.NEG)
    if (not affirming and not denying) or (affirming == [THE_ARTICLE] and not denying):
        return ""
    if _says_no(event):
        return "" if denying == [THE_ARTICLE] else f"according to {listed(denying)}"
    if denying == [THE_ARTICLE] and not affirming:
        return NOT_SO
    if not denying:
        return f"according to {listed(affirming)}"
    said_by = f"said by {listed(affirming)}, " if affirming else ""
    return f"{said_by}denied by {listed(denying)}"


def _says_no(event: Event) -> bool:
    """Whether the title itself says no: who says that "no agreement was reached" does not deny it."""
    return event.factuality is Factuality.DENIED and event.polarity is Polarity.NEG


def _names(chains: Iterable[tuple[str, ...]]) -> list[str]:
    """Each source once; one that is quoted on its own word and on another's stands with the other."""
    names = list(dict.fromkeys(map(source_words, chains)))
    return [name for name in names if not any(other.startswith(f"{name} (citing ") for other in names)]


def source_words(chain: tuple[str, ...]) -> str:
    """A source chain: "the article", "Bremmer", "Peskov (citing Musk)"."""
    first, *others = [THE_ARTICLE if name == AUTHOR else _inside(name) for name in chain] or [THE_ARTICLE]
    return f"{first} (citing {', citing '.join(others)})" if others else first


def _inside(name: str) -> str:
    """As it stands within a sentence: "The newspaper of record" began one, "The Times" is a name."""
    first, _, rest = name.partition(" ")
    return f"{first.lower()} {rest}" if first in _BEGINNINGS and rest[:1].islower() else name


def quote(text: str, span: Span) -> str:
    """The characters of a span on one line."""
    return " ".join(span.of(text).split())


def _row(timeline: Timeline, reasons: Reasons, event: Event, step: int) -> Row:
    when = timeline.when(event.id)
    return Row(
        event=event,
        when=when,
        step=step,
        dated=is_dated(when),
        date=date_words(when),
        source=source_words(chief_source(event)),
        said=said(event),
        sentence=quote(timeline.article.text, event.sentence),
        reasons=reasons.words(event.id),
        chief_reason=reasons.chief(event.id),
        conflicts=reasons.conflicts(event.id),
    )
