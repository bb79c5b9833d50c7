"""`Scene`: the article as the sieves see it, with the look-ups they share. Read only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from timeline.article import Article, Span
from timeline.events.encoder import Reading
from timeline.events.model import AUTHOR, Attribution, Certainty, Event, EventMention, Polarity
from timeline.expressions import TimeExpression
from timeline.relations.model import Cause, CauseKind, Constraint, Relation
from timeline.relations.verbs import Group, group
from timeline.syntax import Parse, Token


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of an event, at the token of its trigger, whose verb group is `form`. `told` is the source chain
    whose word it is, where the author does not assert the event."""

    event: Event
    mention: EventMention
    token: Token
    form: Group
    told: tuple[str, ...] | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        attributions = self.event.attributions
        told = None
        if attributions and all(a.source != (AUTHOR,) for a in attributions):
            told = min(attributions, key=lambda a: _remoteness(a, self)).source
        object.__setattr__(self, "told", told)

    @property
    def id(self) -> str:
        return self.event.id

    @property
    def span(self) -> Span:
        return self.mention.trigger


@dataclass(frozen=True)
class Scene:
    """`reading` is the trained model's, None where only rules shall speak."""

    article: Article
    expressions: tuple[TimeExpression, ...]
    events: tuple[Event, ...]
    parse: Parse
    reading: Reading | None = None
    mentions: tuple[Mention, ...] = field(init=False)
    _at: dict[int, Mention] = field(init=False, repr=False)
    _in: dict[int, list[Mention]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        found = sorted(self._mentions(), key=lambda m: m.token.i)
        object.__setattr__(self, "mentions", tuple(found))
        object.__setattr__(self, "_at", {m.token.i: m for m in found})
        by_sentence: dict[int, list[Mention]] = {}
        for mention in found:
            by_sentence.setdefault(mention.token.sentence, []).append(mention)
        object.__setattr__(self, "_in", by_sentence)

    def _mentions(self) -> Iterator[Mention]:
        for event in self.events:
            for mention in event.mentions:
                token = self.parse.top(mention.trigger)
                if token is not None:
                    yield Mention(event, mention, token, group(self.parse, token))

    def at(self, token: Token) -> Mention | None:
        """The mention whose trigger is this token."""
        return self._at.get(token.i)

    def within(self, span: Span) -> list[Mention]:
        return [m for m in self.mentions if span.covers(m.span)]

    def in_sentence(self, sentence: int) -> list[Mention]:
        return list(self._in.get(sentence, ()))

    def governor(self, token: Token, beside: Span | None = None) -> Mention | None:
        """The nearest mention above the token, other than those in `beside`."""
        for above in self.parse.ancestors(token):
            mention = self.at(above)
            if mention is not None and (beside is None or not beside.covers(mention.span)):
                return mention
        return None

    def subjects(self, verb: Token) -> list[Mention]:
        """Its subjects, passive or not; "a slide that followed" and "a slide caused by" have theirs above them."""
        found = self.parse.children(verb, "nsubj", "nsubjpass")
        head = self.parse.head(verb)
        relative = verb.dep == "relcl" and any(subject.tag in ("WDT", "WP") for subject in found)
        if head is not None and (relative or (verb.dep == "acl" and not found)):
            found = (head,)
        return [mention for subject in found if (mention := self.at(subject)) is not None]

    def below(self, token: Token) -> Mention | None:
        """The mention at the token, or the highest one under it."""
        level = [token]
        while level:
            for candidate in level:
                mention = self.at(candidate)
                if mention is not None:
                    return mention
            level = [child for parent in level for child in self.parse.children(parent)]
        return None


def teller(*mentions: Mention) -> tuple[str, ...]:
    """The source chain whose word these mentions are: the author's where the author asserts all of them.

    Else the first that affirms the event, one that speaks in the sentence of the mention if there is one.
    """
    for mention in mentions:
        if mention.told is not None:
            return mention.told
    return (AUTHOR,)


def _remoteness(attribution: Attribution, mention: Mention) -> tuple[bool, bool, bool]:
    here = attribution.cue is not None and mention.mention.sentence.covers(attribution.cue)
    denied = attribution.polarity is not Polarity.POS
    return denied, attribution.certainty is Certainty.UNCOMMITTED, not here


def between(
    a: Mention,
    relation: Relation,
    b: Mention,
    sieve: str,
    why: str,
    confidence: float,
    words: Sequence[Span] = (),
    offset: tuple[int, int] | None = None,
    kind: CauseKind = CauseKind.RULE,
) -> Constraint:
    """A constraint between two mentions' events, quoting both triggers and the words that carry it."""
    first, second = a.mention.trigger, b.mention.trigger
    in_order = not words and first.start < second.start
    spans = (first, second) if in_order else tuple(sorted({first, second, *words}))
    return Constraint(a.id, b.id, relation, Cause(kind, sieve, why, spans), confidence, offset, teller(a, b))


def towards(
    a: Mention,
    relation: Relation,
    time: str,
    sieve: str,
    why: str,
    confidence: float,
    words: Sequence[Span] = (),
    offset: tuple[int, int] | None = None,
    kind: CauseKind = CauseKind.RULE,
) -> Constraint:
    """A constraint between a mention's event and a time."""
    spans = tuple(sorted({a.span, *words}))
    return Constraint(a.id, time, relation, Cause(kind, sieve, why, spans), confidence, offset, teller(a))
