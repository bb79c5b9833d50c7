"""`Mention`: a temporal phrase found in a text, with what it means but not yet what it resolves to."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from timeline.article import Span
from timeline.tagger.engine import Node
from timeline.temporal.operators import Operator


class Tense(StrEnum):
    """When the clause around a phrase takes place, as far as its words show."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"  # "will"
    PLANNED = "planned"  # "is due", "plans to": future if it is near
    NONE = "none"


class Mention(NamedTuple):  # made in a third of the time that a frozen dataclass takes
    """A temporal phrase of the text.

    `meaning` is its operator tree, `rule` the name of the rule that made it, `node` the derivation over `words`.
    `signal` is the governing word before it, `tense` that of its clause, `sentence` counts sentences from 0. `event` is
    the span of the words that name an event the phrase is anchored to ("the poll" in "a day after the poll"),
    `relation` how.
    """

    span: Span
    text: str
    meaning: Operator
    rule: str
    kinds: frozenset[str]
    node: Node
    words: tuple[str, ...]
    tense: Tense = Tense.NONE
    sentence: int = 0
    signal: str | None = None
    signal_span: Span | None = None
    event: Span | None = None
    relation: str | None = None
