"""Who holds an event to have happened, who denies it, and whom a claim means by a name."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from timeline.claims.match import words
from timeline.events.model import AUTHOR, Attribution, Certainty, Event, Factuality, Polarity

Source = tuple[str, ...]

_SURE = (Certainty.CERTAIN, Certainty.PROBABLE)


class Stance(StrEnum):
    ASSERTS = "asserts"
    DENIES = "denies"
    DOUBTS = "doubts"  # holds it possible, planned or open


def stance(attribution: Attribution) -> Stance:
    if attribution.certainty not in _SURE:
        return Stance.DOUBTS
    return Stance.DENIES if attribution.polarity is Polarity.NEG else Stance.ASSERTS


def holders(event: Event, wanted: Stance) -> list[Attribution]:
    """The attributions of this stance, one a source, in the order of the text."""
    found = {a.source: a for a in event.attributions if stance(a) is wanted}
    return list(found.values())


def happened(event: Event) -> bool:
    """Somebody holds it for a fact and nobody denies it: what may support a claim."""
    return event.factuality is Factuality.ASSERTED


def named(name: str, events: Sequence[Event]) -> Source | None:
    """Whom a claim means by "Bremmer" or "the Kremlin": the shortest source chain whose first teller shares a word."""
    chains = sorted({a.source for e in events for a in e.attributions}, key=lambda c: (len(c), c))
    wanted = set(words(name)) - {"the", "a", "an"}
    if wanted & {"article", "author", "report", "newspaper"}:
        return (AUTHOR,)
    return next((c for c in chains if wanted & set(words(c[0]))), None)


def told(source: Source) -> str:
    """A chain in words: "Bremmer", "Musk, as Bremmer tells it", "the article itself"."""
    if source == (AUTHOR,):
        return "the article itself"
    first, *rest = (_inside(name) for name in source)
    return first if not rest else f"{rest[-1]}, as {first} tells it"


def _inside(name: str) -> str:
    """ "The agency" as it stands within a sentence."""
    article, _, noun = name.partition(" ")
    return f"{article.lower()} {noun}" if noun and article in ("The", "A", "An") else name


def listed(names: Sequence[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    unique = list(dict.fromkeys(names))
    if len(unique) < 2:
        return "".join(unique)
    return f"{', '.join(unique[:-1])} and {unique[-1]}"
