"""Attribution: what each source holds of each event (FactBank's scheme)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.events.clauses import Mode, Stance
from timeline.events.epithets import kinds
from timeline.events.genders import is_person
from timeline.events.lexicon import Frames, frames
from timeline.events.model import AUTHOR, Attribution, Certainty, Factuality, Polarity
from timeline.events.names import Names
from timeline.events.participants import noun_phrase
from timeline.events.quotes import Quote, find_quotes
from timeline.events.sayings import Carrier, according_to, carrier, inserted
from timeline.events.veridicality import stance
from timeline.syntax import Parse, Token

_CONTENT = ("ccomp", "xcomp", "acl", "pcomp", "advcl", "relcl", "conj", "dobj", "parataxis", "nsubj", "nsubjpass")
_CONTINUED = 2  # sentences back that "it added" may go on from
_DEPTH = 3  # nested sources followed: "Peskov said Musk denied"


@dataclass(frozen=True, slots=True)
class Saying:
    """A word that carries what a source says: the verb "denied", the noun "reports"."""

    token: Token
    source: str
    certainty: Certainty
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class Voices:
    """All that is needed to tell who says what of an event."""

    parse: Parse
    names: Names
    frames: Frames
    quotes: tuple[Quote, ...]

    @classmethod
    def of(cls, parse: Parse, names: Names, language: str = "en") -> Voices:
        table = frames(language)
        return cls(parse, names, table, find_quotes(parse, table))

    def attributions(self, event: Token) -> tuple[tuple[Attribution, ...], Mode]:
        """What the sources hold of an event, outermost source first, and how its own clause presents it."""
        sayings = self._chain(event)
        inner = stance(self.parse, self.frames, event, sayings[-1].token if sayings else None)
        if not sayings:
            return (_attribution((AUTHOR,), inner),), inner.mode
        chain = tuple(saying.source for saying in sayings)
        held = [_attribution(chain, _through(sayings[-1], inner))]
        # Each outer source adds its own stance to what the inner one says: "the Kremlin denied reports that ..."
        for depth in range(len(sayings) - 1, 0, -1):
            outer = _through(sayings[depth - 1], inner)
            if sayings[depth - 1].polarity is Polarity.NEG:
                held = [_attribution(chain[depth:], _through(sayings[-1], inner))]
                held.insert(0, _attribution(chain[:depth], outer))
        return tuple(held), inner.mode

    def _chain(self, event: Token) -> list[Saying]:
        """The sayings that govern an event, outermost first."""
        found: list[Saying] = []
        current, free = event, True
        for above in self.parse.ancestors(event):
            if self._presupposed(current):
                free = False
                break
            self._add(found, inserted(self.parse, self.frames, current))
            made = current.i == event.i and current.dep == "dobj" and current.lemma in self.frames.report_nouns
            if made:  # "dismissed the reports": they were made all the same
                free = False
                break
            if current.dep in (*_CONTENT, "prep") or above.pos == "ADP":
                self._add(found, carrier(self.parse, self.frames, above, current))
            current = above
        if free:
            self._add(found, inserted(self.parse, self.frames, current))
        found = self._spoken(event, found)
        if free and not any(s.token.pos == "VERB" for s in found[:1]):
            self._add(found, self._accordingly(event))
        return [s for n, s in enumerate(found) if n == 0 or s.source != found[n - 1].source]

    def _add(self, found: list[Saying], said: Carrier | None) -> None:
        if said is None or len(found) >= _DEPTH or any(s.token.i == said.token.i for s in found):
            return
        source = said.token.lower if said.speaker is None else self.name(said.speaker)
        if source is not None:
            found.insert(0, Saying(said.token, source, said.certainty, said.polarity))

    def _spoken(self, event: Token, found: list[Saying]) -> list[Saying]:
        """The speaker of the quotation that the event stands in, in front of the sayings inside it."""
        quote = self.quote(event)
        if quote is None or quote.verb is None or any(s.token.i == quote.verb.i for s in found):
            return found
        source = self.name(quote.speaker)
        if source is None:
            return found
        inside = [s for s in found if quote.span.start <= s.token.span.start < quote.span.end]
        return [Saying(quote.verb, source, Certainty.CERTAIN, Polarity.POS), *inside]

    def _accordingly(self, event: Token) -> Carrier | None:
        named = according_to(self.parse, event.sentence)
        if named is None or named[1].i == event.i:
            return None
        return Carrier(named[0], named[1], Certainty.CERTAIN, Polarity.POS)

    def name(self, token: Token | None) -> str | None:
        """Whom a source's words mean: the full name, else the noun phrase; None for "this" and its like."""
        if token is None:
            return None
        named = self.names.of(self.parse, token)
        if named is not None:
            return named
        if token.lower in ("i", "we") and token.pos == "PRON":
            return self._speaker(token)
        if token.pos == "PRON" and token.lower in ("that", "this", "which", "there"):
            return None
        if token.lower in ("it", "he", "she"):
            return self._spoken_before(token) or token.text
        return " ".join(noun_phrase(self.parse, token).of(self.parse.text).split())

    def _spoken_before(self, pronoun: Token) -> str | None:
        """Who spoke last, where that can be the one who goes on: "The bank said ... It added"."""
        for sentence in range(pronoun.sentence, max(-1, pronoun.sentence - _CONTINUED - 1), -1):
            for token in reversed(self.parse.sentence_tokens(sentence)):
                said = token.dep == "nsubj" and self.parse.tokens[token.head].lemma in self.frames.reporting
                if not said or token.i >= pronoun.i or token.pos == "PRON":
                    continue
                person = self.names.is_person(self.parse, token) or token.lemma in kinds() or is_person(token)
                return self.name(token) if person is (pronoun.lower != "it") else None
        return None

    def _presupposed(self, token: Token) -> bool:
        """Whether the words take their event for granted: "before he tweeted", "before tweeting", "the war"."""
        marks = self.frames.temporal_marks
        if token.dep == "advcl":
            return any(k.lower in marks for k in self.parse.children(token, "mark", "advmod"))
        if token.dep == "pcomp":
            return self.parse.tokens[token.head].lower in marks
        if token.pos != "NOUN" or token.dep in ("nsubj", "nsubjpass", "ROOT"):
            return False
        kids = self.parse.children(token)
        return any(k.dep == "poss" or (k.dep == "det" and k.lower in self.frames.definite) for k in kids)

    def quote(self, token: Token) -> Quote | None:
        """The direct speech in which the token stands."""
        at = token.span.start
        place = bisect_right(self.quotes, at, key=lambda quote: quote.span.start) - 1
        return self.quotes[place] if place >= 0 and at < self.quotes[place].span.end else None

    def _speaker(self, token: Token) -> str | None:
        quote = self.quote(token)
        return None if quote is None or quote.speaker is None else self.name(quote.speaker)


def _through(saying: Saying, inner: Stance) -> Stance:
    """The stance of an event as a source holds it, whose saying turns what its content says."""
    flipped = inner.polarity
    if saying.polarity is Polarity.NEG:
        flipped = Polarity.POS if inner.polarity is Polarity.NEG else Polarity.NEG
    weaker = max(saying.certainty, inner.certainty, key=list(Certainty).index)
    return Stance(weaker, flipped, inner.mode, saying.token.span)


def _attribution(chain: tuple[str, ...], held: Stance) -> Attribution:
    return Attribution(chain, held.certainty, held.polarity, held.cue)


def overall(attributions: Sequence[Attribution], mode: Mode) -> Factuality:
    """What an event is to the article as a whole.

    Disputed where one source holds it happened and another that it did not; the author's own word settles it.
    """
    own = [a for a in attributions if a.source == (AUTHOR,)]
    held = own or list(attributions)
    signs = {a.polarity for a in held if a.certainty in (Certainty.CERTAIN, Certainty.PROBABLE)}
    claimed = {a.polarity for a in held if a.certainty is Certainty.POSSIBLE and a.source != (AUTHOR,)}
    if len(signs) > 1 or (Polarity.NEG in signs and Polarity.POS in claimed):
        return Factuality.DISPUTED
    if mode is Mode.PLAN:
        return Factuality.PLANNED
    if mode is Mode.CONDITION:
        return Factuality.HYPOTHETICAL
    if signs == {Polarity.NEG}:
        return Factuality.DENIED
    if signs == {Polarity.POS}:
        return Factuality.ASSERTED
    return Factuality.POSSIBLE
