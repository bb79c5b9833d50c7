"""Attribution: what each source holds of each event (FactBank's scheme)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.events.lexicon import Frames, frames
from timeline.events.model import AUTHOR, Attribution, Certainty, Factuality, Polarity
from timeline.events.names import Names
from timeline.events.participants import noun_phrase, subject_of
from timeline.events.quotes import Quote, find_quotes
from timeline.events.veridicality import Mode, Stance, stance
from timeline.syntax import Parse, Token

_CONTENT = ("ccomp", "xcomp", "acl", "pcomp", "advcl", "relcl", "conj", "dobj", "parataxis", "nsubj", "nsubjpass")
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
        current = event
        for above in self.parse.ancestors(event):
            if self._presupposed(current):
                break
            if current.dep in _CONTENT or above.pos == "ADP":
                saying = self._saying(above, current)
                if saying is not None and len(found) < _DEPTH:
                    found.insert(0, saying)
            current = above
        quote = self._quote(event)
        if quote is not None and quote.verb is not None and all(s.token.i != quote.verb.i for s in found):
            inside = [s for s in found if quote.span.start <= s.token.span.start < quote.span.end]
            source = self.name(quote.speaker)
            if source is not None:
                found = [Saying(quote.verb, source, Certainty.CERTAIN, Polarity.POS), *inside]
        return [s for n, s in enumerate(found) if n == 0 or s.source != found[n - 1].source]

    def _saying(self, above: Token, content: Token) -> Saying | None:
        table = self.frames
        if above.pos == "NOUN" and above.lemma in table.report_nouns and content.dep in ("acl", "relcl", "pcomp"):
            owner = next(iter(self.parse.children(above, "poss")), None)
            said_by = self.name(owner) or above.text.lower()
            return Saying(above, said_by, Certainty.CERTAIN, Polarity.POS)
        if above.pos != "VERB" or above.lemma not in table.reporting or content.dep in ("advcl", "relcl", "nsubj"):
            return None
        if content.dep == "conj" or (content.dep == "dobj" and above.lemma not in table.denied):
            return None
        infinitive = any(k.lower == "to" for k in self.parse.children(content, "aux"))
        if infinitive and above.lemma in table.planned:
            return None  # "expects to close the deal" is a plan, not a report
        source = self.name(subject_of(self.parse, above))
        if source is None:
            return None
        return Saying(above, source, self._certainty(above), _polarity(self.parse, table, above))

    def _certainty(self, verb: Token) -> Certainty:
        if verb.lemma in self.frames.probable:
            return Certainty.PROBABLE
        return Certainty.POSSIBLE if verb.lemma in self.frames.possible else Certainty.CERTAIN

    def name(self, token: Token | None) -> str | None:
        """Whom a source's words mean: the full name, else the noun phrase; None for "it" and its like."""
        if token is None:
            return None
        named = self.names.of(self.parse, token)
        if named is not None:
            return named
        if token.lower in ("i", "we") and token.pos == "PRON":
            return self._speaker(token)
        if token.pos == "PRON" and token.lower in ("it", "that", "this", "which", "there"):
            return None
        return " ".join(noun_phrase(self.parse, token).of(self.parse.text).split())

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

    def _quote(self, token: Token) -> Quote | None:
        return next((q for q in self.quotes if q.span.start <= token.span.start < q.span.end), None)

    def _speaker(self, token: Token) -> str | None:
        quote = self._quote(token)
        return None if quote is None or quote.speaker is None else self.name(quote.speaker)


def _polarity(parse: Parse, table: Frames, verb: Token) -> Polarity:
    """A denial denies, "did not deny" holds open; "did not say" says nothing false either: it stays positive."""
    return Polarity.NEG if verb.lemma in table.denied and not parse.children(verb, "neg") else Polarity.POS


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
    if len(signs) > 1:
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
