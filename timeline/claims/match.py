"""Which event of a timeline the words of a claim mean: by its own word, who takes part, and the words around it."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from timeline.article import Span
from timeline.chronology import Timeline
from timeline.claims.calendars import dated
from timeline.claims.cues import cues
from timeline.claims.fit import Fit
from timeline.claims.model import DateRelation, Described, Word
from timeline.claims.rereading import Rereading, is_unlisted
from timeline.claims.spelling import Speller
from timeline.claims.stems import akin, kin, related, stems
from timeline.events.heads import Floats
from timeline.events.model import Event, EventMention, Factuality
from timeline.events.reading import state_of
from timeline.temporal.when import When

FOUND = 0.5  # a fit below this is no match
NEAR = 0.4  # but one that may be meant as well where another is
KEPT = 4  # candidates listed

_FAMILY, _AKIN = 0.85, 0.6
_NAMED = 0.6  # of the description's own word: from here on the event is of its family
_BARE = (0.7, 0.1, 0.0, 0.0)  # the shares of a description of one word
LIKELY = 0.8  # weight of the words of a description whose meaning is compared
_UNSEEN = 1.5
_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "we", "i", "who", "which", "that", "him", "her", "them", "his", "their"}
)
_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*|\d[\d.,]*\d|\d")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that a description may mean: how well it fits from 0 to 1, and by which words, in one sentence."""

    event: Event
    score: float
    why: str
    logit: float = 0.0


@dataclass(frozen=True, slots=True)
class Context:
    """The words near an event's mentions: those of its participants, of its sentences and of those beside them.

    `named` where one who acts in it goes by a name.
    """

    taking_part: frozenset[str]
    nearby: frozenset[str]
    beside: frozenset[str]
    agents: frozenset[str]
    patients: frozenset[str]
    named: bool


class Matcher:
    """Finds events of one timeline; reads its words once."""

    def __init__(self, timeline: Timeline, rereading: Rereading) -> None:
        self._timeline = timeline
        self._rereading = rereading
        self._rarity = _rarity(timeline.article.text)
        self._contexts: dict[str, Context] = {}
        self._speller = Speller(timeline.article.text)

    def candidates(self, claim: str, described: Described) -> list[Candidate]:
        """The events that fit, best first; those of equal fit in the order of the text. Empty where none does.

        Those that the timeline lacks and only this description speaks of are among them.
        """
        scored = [Candidate(event, fit.score, why, fit.logit) for event, fit, why in self.fits(claim, described)]
        best = sorted((c for c in scored if c.score >= NEAR), key=lambda c: -c.score)
        return best[:KEPT] if best and best[0].score >= FOUND else []

    def fits(self, claim: str, described: Described) -> Iterator[tuple[Event, Fit, str]]:
        """Every event with how it compares to what the claim describes, and the words behind that.

        The description is read by itself, so that "A before B" and "A after B" mean the same two events.
        """
        described = self._as_spelt(claim, described)
        likely = [word for word in described.heads if word.weight >= LIKELY] or list(described.heads[:1])
        said, base = described.span.of(claim), described.span.start
        meant = [state_of(said, Span(word.span.start - base, word.span.end - base)) for word in likely]
        events = (*self._timeline.events, *self._rereading.events(described))
        found = [(event, *self._fit(event, described, meant)) for event in events]
        nearest = max((fit.meaning for _, fit, _ in found), default=0.0)
        first = next((event.id for event, fit, _ in found if fit.own >= _NAMED), None)
        for event, fit, why in found:
            yield event, replace(fit, nearest=float(fit.meaning == nearest), first=float(event.id == first)), why

    def _as_spelt(self, claim: str, described: Described) -> Described:
        """The description with names that stand nowhere in the article spelt as the article spells them."""
        told = (*described.heads, *described.others)
        names = {w.text for w in told if w.span.of(claim)[:1].isupper() and not stems(w.text) & self._rarity.keys()}
        found = {name: other for name in names if (other := self._speller.corrected(name)) is not None}
        if not found:
            return described

        def each(listed: Sequence[Word]) -> tuple[Word, ...]:
            return tuple(replace(w, text=found[w.text], lemma=found[w.text]) if w.text in found else w for w in listed)

        def role(names: Sequence[str]) -> tuple[str, ...]:
            return tuple(found[n.lower()].capitalize() if n.lower() in found else n for n in names)

        return replace(
            described,
            heads=each(described.heads),
            others=each(described.others),
            agents=role(described.agents),
            patients=role(described.patients),
        )

    def _fit(self, event: Event, described: Described, meant: Sequence[Floats]) -> tuple[Fit, str]:
        context = self._context(event)
        own, mention, word = max((self._own(m, described.heads) for m in event.mentions), key=lambda found: found[0])
        (part, near, beside, elsewhere), shared = self._around(context, described, word)
        actors = _same(described.agents, context.agents)
        forms = {form for m in event.mentions for form in (m.text.lower(),)}
        fit = Fit(
            own=own,
            form=max((word.weight for word in described.heads if word.text in forms), default=0.0),
            foreign=float(own == 0.0),
            part=part,
            near=near,
            beside=beside,
            elsewhere=elsewhere,
            alone=float(part + near + beside == 0.0),
            strangers=float(actors < 0.0),
            misnamed=float(actors < 0.0 and context.named and all(agent[:1].isupper() for agent in described.agents)),
            bystanders=float(_same(described.patients, context.patients) < 0.0),
            heading=float(self._rereading.is_heading(event)),
            date=_dates(self._timeline.when(event.id), described.bounds),
            meaning=max((self._rereading.likeness(event, state) for state in meant), default=0.0),
            nearest=0.0,
            first=0.0,
            salience=event.salience,
            unlisted=float(is_unlisted(event.id)),
            unreal=float(event.factuality is Factuality.HYPOTHETICAL),
        )
        return fit, _why(mention, word or described.heads[0], shared, self._rereading.carried(mention))

    def _own(self, mention: EventMention, heads: Sequence[Word]) -> tuple[float, EventMention, Word | None]:
        """How surely one of the description's words is this mention's."""
        best: tuple[float, EventMention, Word | None] = (0.0, mention, None)
        carried = self._rereading.carried(mention)
        for word in heads:
            fit = word.weight * _alike(word, mention, carried)
            if fit > best[0]:
                best = (fit, mention, word)
        return best

    def _context(self, event: Event) -> Context:
        if event.id not in self._contexts:
            beside = self._rereading.beside(event)
            self._contexts[event.id] = _context(event, self._timeline.article.text, beside)
        return self._contexts[event.id]

    def _around(
        self, context: Context, described: Described, own: Word | None
    ) -> tuple[tuple[float, float, float, float], list[str]]:
        """Where the description's other words stand, as shares, rare words counting for more: among the participants,
        in the event's sentences, in those beside them, elsewhere in the article. The words that stand near it."""
        words = [w for w in (*described.heads, *described.others) if own is None or w.text != own.text]
        unique = {w.text: w for w in words if w.lemma not in cues().light}
        if not unique:
            return _BARE, []
        places = (context.taking_part, context.nearby, context.beside, self._rarity.keys())
        weights = {word.text: self._weight(word) for word in unique.values()}
        got = [0.0, 0.0, 0.0, 0.0]
        shared = []
        for word in unique.values():
            place = _place(word, places)
            if place is not None:
                got[place] += weights[word.text] / sum(weights.values())
                shared += [word.text] if place < 2 else []
        return (got[0], got[1], got[2], got[3]), shared

    def _weight(self, word: Word) -> float:
        return min((self._rarity.get(stem, _UNSEEN) for stem in stems(word.text)), default=_UNSEEN)


def words(text: str) -> list[str]:
    """Lower-case words and numbers, without a possessive ending."""
    return [re.sub(r"[’']s$", "", w.lower()) for w in _WORD.findall(text)]


def _rarity(text: str) -> dict[str, float]:
    """How much a word tells, by stem: little if the article repeats it everywhere."""
    counts = Counter(stem for word in words(text) for stem in stems(word))
    return {stem: 1.0 / (1.0 + math.log(count)) for stem, count in counts.items()}


def _context(event: Event, text: str, beside: Sequence[str]) -> Context:
    roles: dict[str, list[str]] = {"agent": [], "patient": []}
    named = any(p.role == "agent" and (p.name or p.text.split()[-1])[:1].isupper() for p in event.participants)
    part: list[str] = words(event.description)
    for participant in event.participants:
        said = [w for w in words(f"{participant.text} {participant.name or ''}") if w not in _PRONOUNS]
        part += said
        roles.get(participant.role, []).extend(said)
    near = [w for m in event.mentions for w in words(m.sentence.of(text))]
    around = [word for said in beside for word in words(said)]
    agents, patients = _stems(roles["agent"]), _stems(roles["patient"])
    return Context(_stems(part), _stems(near), _stems(around), agents, patients, named)


def _stems(listed: Iterable[str]) -> frozenset[str]:
    return frozenset(stem for word in listed for stem in stems(word))


def _alike(word: Word, mention: EventMention, carried: Sequence[str]) -> float:
    """How near a word is to a mention's own; `carried` says as much as it, as the noun that a light verb stands for."""
    if word.lemma in (mention.lemma.lower(), *carried) or word.text == mention.text.lower():
        return 1.0
    if any(related(word.lemma, lemma) for lemma in (mention.lemma, *carried)) or related(word.text, mention.text):
        return _FAMILY
    return _AKIN if any(akin(word.lemma, lemma) for lemma in (mention.lemma, *carried)) else 0.0


def _place(word: Word, places: Sequence[Set[str]]) -> int | None:
    """The nearest of the places that a word of this family stands in; one of the same meaning only stands near."""
    family = stems(word.text) | stems(word.lemma)
    found = next((number for number, place in enumerate(places) if family & place), None)
    if found in (0, 1) or not kin(word.lemma) & (places[0] | places[1]):
        return found
    return 1


def _same(claimed: Iterable[str], told: Set[str]) -> float:
    """1 where one of those claimed to take part does, -1 where only others do; 0 where one of the two names nobody."""
    wanted = _stems(word for name in claimed for word in words(name))
    if not wanted or not told:
        return 0.0
    alike = wanted.union(*(kin(word) for name in claimed for word in words(name)))
    return 1.0 if alike & told else -1.0


def _dates(when: When, claimed: When | None) -> float:
    """A date in the description that the event's time contradicts, or lies in."""
    answer = None if claimed is None else dated(when, DateRelation.WITHIN, claimed)
    return 0.0 if answer is None else 1.0 if answer else -1.0


def _why(mention: EventMention, word: Word, shared: Sequence[str], carried: Sequence[str]) -> str:
    """The word itself where it stands beside the trigger ("took office"), else the trigger and what it stands for."""
    same = f"“{word.text}”" if word.text in (mention.text.lower(), *carried) else f"“{mention.text}” for “{word.text}”"
    return same + (f", with {', '.join(f'“{w}”' for w in shared)}" if shared else "")
