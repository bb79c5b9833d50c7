"""Events of an article: triggers with their participants, sources and factuality, merged, described and weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from timeline.article import Article, Span
from timeline.events.answers import answer_claims
from timeline.events.attribution import Voices, overall
from timeline.events.clauses import Mode
from timeline.events.coreference import Candidate, merge
from timeline.events.description import describe
from timeline.events.encoder import Reading
from timeline.events.light import is_light
from timeline.events.model import Attribution, Event, EventMention, Factuality, Participant
from timeline.events.names import Names
from timeline.events.participants import find_participants
from timeline.events.pronouns import find_names
from timeline.events.salience import Heading, Telling, Traits, ordinary, salience, shown_threshold, traits
from timeline.events.triggers import Trigger, find_triggers, triggers_at
from timeline.events.whole import is_entry
from timeline.events.within import Entry, dated_instead, entered, tellers
from timeline.events.writer import Described
from timeline.expressions import TimeExpression, beginning_in
from timeline.syntax import Parse, Token

_MANY = 100  # mentions of one event: which of them tell least is not asked then
_SPEAKERS = ("we", "our", "i", "my", "you", "your", "i've", "we've")


class Mention(NamedTuple):
    """One trigger with all that is known of it before mentions are merged; `factuality` follows from what is held."""

    trigger: Trigger
    participants: tuple[Participant, ...]
    held: tuple[Attribution, ...]
    mode: Mode
    dated: TimeExpression | None
    factuality: Factuality

    @property
    def token(self) -> Token:
        return self.trigger.token


class Weighed(NamedTuple):
    """An event with its salience by itself, what that was judged by, the numbers of the events that tell it too,
    whether its description is one that a reader can be shown, and the number of the event whose date is that of its
    clause."""

    event: Event
    traits: Traits
    told_by: tuple[int, ...]
    is_entry: bool
    dated_by: int | None


def find_events(
    article: Article, expressions: Sequence[TimeExpression], parse: Parse, reading: Reading
) -> tuple[Event, ...]:
    """The events of an article, ids "e1", "e2" ... in the order of their triggers.

    What another salient event tells is no entry of its own, nor is what no words can be found for: the salience of
    either is scaled to below that of what is shown.
    """
    weighed = weighed_events(expressions, parse, reading)
    least = shown_threshold()
    saliences = [w.event.salience if w.is_entry else 0.0 for w in weighed]
    homes = entered(saliences, [w.told_by for w in weighed], least)
    shown = [home in (n, -1) and w.is_entry for n, (w, home) in enumerate(zip(weighed, homes, strict=True))]
    found = [
        w.event if stays else replace(w.event, salience=round(w.event.salience * least, 4))
        for w, stays in zip(weighed, shown, strict=True)
    ]
    for n, w in enumerate(weighed):
        if w.dated_by is not None and homes[n] == n and homes[w.dated_by] in (n, -1):
            found[w.dated_by], found[n] = _exchanged(w.event, found[w.dated_by], least)
    return tuple(found)


def _exchanged(entry: Event, dated: Event, least: float) -> tuple[Event, Event]:
    """The event that has a date, listed for one whose clause it dates, and that one, not listed."""
    words = dated.description if entry.pos == "NOUN" else entry.description
    listed = replace(dated, description=words, salience=entry.salience)
    return listed, replace(entry, salience=round(entry.salience * least, 4))


def weighed_events(expressions: Sequence[TimeExpression], parse: Parse, reading: Reading) -> list[Weighed]:
    """The events with what their salience was judged by."""
    names = find_names(parse)
    voices = Voices.of(parse, names)
    mentions = [_mention(parse, names, voices, expressions, t) for t in find_triggers(parse, reading, expressions)]
    mentions = _with_answers(voices, mentions)
    groups = merge(parse, [Candidate(m.token, m.participants, m.factuality, m.dated) for m in mentions])
    groups.sort(key=lambda group: mentions[group[0]].token.i)
    heading = Heading.of(parse)
    found, entries, readable = [], [], []
    for number, group in enumerate(groups, start=1):
        told = [mentions[i] for i in group]
        best = _best(told)
        described = _in_marks(voices, best.token, describe(parse, names, best.token, best.factuality))
        found.append((_event(parse, described, f"e{number}", told, best), told, best, described.whole))
        entries.append(Entry(best.token, *described[:2], best.dated))
        readable.append(is_entry(parse, best.token, described))
    alike = ordinary(reading.vectors([entry.token.i for entry in entries]))
    triggers = frozenset(m.token.i for m in mentions)
    article = _Article(voices, reading, triggers, tellers(parse, entries), alike)
    instead = dated_instead(parse, entries, [event.factuality for event, *_ in found])
    weighed = []
    for number, (event, told, best, whole) in enumerate(found):
        judged = traits(heading, _telling_of(article, number, event, told, best, whole))
        event = replace(event, salience=salience(judged, reading.story(best.token.i)))
        weighed.append(Weighed(event, judged, article.told_by[number], readable[number], instead.get(number)))
    return weighed


def voices_of(parse: Parse) -> Voices:
    """Who speaks in an article: what `events_at` needs, made once."""
    return Voices.of(parse, find_names(parse))


def events_at(
    expressions: Sequence[TimeExpression], voices: Voices, reading: Reading, tokens: Sequence[Token]
) -> tuple[Event, ...]:
    """The events that these words name, were they triggers; merged among themselves, not weighed.

    Ids are "w" and the number of the first word.
    """
    parse, names = voices.parse, voices.names
    mentions = [_mention(parse, names, voices, expressions, trigger) for trigger in triggers_at(tokens, reading)]
    groups = merge(parse, [Candidate(m.token, m.participants, m.factuality, m.dated) for m in mentions])
    told = [[mentions[i] for i in group] for group in groups]
    return tuple(_worded(parse, names, group) for group in told)


def _worded(parse: Parse, names: Names, group: list[Mention]) -> Event:
    best = _best(group)
    return _event(parse, describe(parse, names, best.token, best.factuality), f"w{group[0].token.i}", group, best)


def _mention(
    parse: Parse, names: Names, voices: Voices, expressions: Sequence[TimeExpression], trigger: Trigger
) -> Mention:
    held, mode = voices.attributions(trigger.token)
    participants = find_participants(parse, names, trigger.token)
    dated = dating(parse, expressions, trigger.token)
    return Mention(trigger, participants, held, mode, dated, overall(held, mode))


def _with_answers(voices: Voices, mentions: list[Mention]) -> list[Mention]:
    """Add what denials and confirmations of earlier claims hold of the events claimed."""
    added = answer_claims(voices, [(m.token, m.held) for m in mentions])
    return [_answered(m, added[m.token.i]) if m.token.i in added else m for m in mentions]


def _answered(mention: Mention, answer: Attribution) -> Mention:
    held = (*mention.held, answer)
    return mention._replace(held=held, factuality=overall(held, mention.mode))


def dating(parse: Parse, expressions: Sequence[TimeExpression], trigger: Token) -> TimeExpression | None:
    """The expression with a calendar time that hangs on the trigger itself, not on a clause below it."""
    for expression in beginning_in(parse.sentence_span(trigger.sentence), expressions):
        token = parse.at(expression.span.start)
        if expression.bounds is None or token is None or token.sentence != trigger.sentence:
            continue
        inside = {t.i for t in parse.sentence_tokens(trigger.sentence) if _within(t, expression.span)}
        for above in parse.ancestors(token):
            if above.i in inside or above.pos == "ADP":
                continue
            if above.i == trigger.i:
                return expression
            break
    return None


def _within(token: Token, span: Span) -> bool:
    return span.start <= token.span.start < span.end


def _best(group: list[Mention]) -> Mention:
    """The mention that tells most of the event, and of "passed the law" and "the law was passed" who did it."""

    def told(mention: Mention) -> tuple[bool, bool, int, bool, int]:
        verbal = mention.token.pos == "VERB"
        acts = verbal and any(p.role == "agent" for p in mention.participants)
        return verbal, acts, len(mention.participants), mention.dated is not None, -mention.token.i

    return max(group, key=told)


def _event(parse: Parse, described: Described, event_id: str, group: list[Mention], best: Mention) -> Event:
    """One event of the mentions of a group, not weighed yet."""
    telling = _telling(parse, group)
    held = tuple(dict.fromkeys(a for m in telling for a in m.held))
    trigger = best.trigger
    return Event(
        id=event_id,
        mentions=tuple(_event_mention(parse, m.token) for m in group),
        description=described.text,
        event_class=trigger.event_class,
        tense=trigger.tense,
        aspect=trigger.aspect,
        polarity=trigger.polarity,
        modality=trigger.modality,
        pos=best.token.pos,
        participants=_participants(group),
        attributions=held,
        factuality=_joint(telling, held),
        salience=0.0,
    )


def _in_marks(voices: Voices, token: Token, described: Described) -> Described:
    """A speaker's words about "us" as what they are: “We have sold the mine”."""
    text = described.text
    speaks = text.split(" ", 1)[0].lower() in _SPEAKERS and voices.quote(token) is not None
    return described._replace(text=f"“{text}”") if speaks and not any(mark in text for mark in '"“”') else described


def _telling(parse: Parse, group: list[Mention]) -> list[Mention]:
    """The mentions that say whether it happened: of "will hold talks" the verb, not its object."""
    if len(group) == 1 or len(group) > _MANY:
        return group
    return [m for m in group if not any(is_light(parse, other.token, m.token) for other in group)]


def _participants(group: list[Mention]) -> tuple[Participant, ...]:
    """Everybody once a role, however many mentions name them."""
    unique: dict[tuple[str, str], Participant] = {}
    for participant in (p for m in group for p in m.participants):
        unique.setdefault((participant.role, (participant.name or participant.text).lower()), participant)
    return tuple(unique.values())


def _joint(group: list[Mention], held: tuple[Attribution, ...]) -> Factuality:
    """The factuality of all mentions together; a fact in one place is a fact."""
    if len(group) == 1:
        return group[0].factuality
    modes = {m.mode for m in group}
    return overall(held, Mode.FACT if Mode.FACT in modes else group[0].mode)


def _event_mention(parse: Parse, token: Token) -> EventMention:
    return EventMention(token.span, parse.sentence_span(token.sentence), token.text, token.lemma)


class _Article(NamedTuple):
    """What the events of an article are judged beside: the words that name one, and by number of the event who tells
    it and how much it is like the others."""

    voices: Voices
    reading: Reading
    triggers: frozenset[int]
    told_by: list[tuple[int, ...]]
    ordinary: list[float]


def _telling_of(
    article: _Article, number: int, event: Event, group: list[Mention], best: Mention, whole: bool
) -> Telling:
    above = best.token.head
    return Telling(
        event=event,
        tokens=tuple(m.token for m in group),
        best=best.token,
        dated=any(m.dated is not None for m in group),
        quoted=all(article.voices.quote(m.token) is not None for m in group),
        before=float(article.reading.table("dct")[best.token.i, 0]),
        chance=best.trigger.probability,
        whole=whole,
        carried=above in article.triggers and best.token.dep in ("nsubj", "nsubjpass", "dobj"),
        told=bool(article.told_by[number]),
        ordinary=article.ordinary[number],
        events=len(article.told_by),
    )
