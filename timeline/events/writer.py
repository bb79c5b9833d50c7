"""Words of an article put together anew: a clause or a noun phrase, pronouns by the names they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import NamedTuple

from timeline.events.adjuncts import is_adjunct_of_time, is_time
from timeline.events.finite import Form, finite, is_finite, of_another
from timeline.events.lexicon import frames
from timeline.events.model import Factuality
from timeline.events.names import Names
from timeline.events.participants import noun_phrase, subject_of
from timeline.events.phrases import (
    BRIEF,
    CONTENT,
    clause,
    close_names,
    own_name,
    partners,
    phrase,
)
from timeline.events.whole import SAID, addressees, is_whole
from timeline.syntax import Parse, Token

_LOOSE = re.compile(r"[\s,;:—-]+(?:and|but|or|while)$")  # what is left where a coordinated clause was cut off
_OPENING = re.compile(r"^(?:while|and|but|or|as|when)\s+(?=\S)", re.IGNORECASE)
_HYPHENS = ("-", "–")
_DASH = re.compile(r"\s[-–—]+|[-–—]+\s|--|—|[:;]")
_MARK_INSIDE = re.compile(r'[,;.](["”])$')  # of "the film 'Harbour,'"
_PAIRS = (("(", ")"), ("“", "”"), ("[", "]"))
_RELATIVE = ("who", "which", "that", "whom")
_SPEAKING = ("i", "we", "you", "me", "us", "my", "our", "your")
_RELATED = 8  # tokens: the object of a relative clause up to this length is named
_STEPS = 4  # words up the tree that an infinitive may hang on
LONG = 140  # characters; a description beyond that is shortened
SHORT_CONTENT = 0  # tokens of what is said that a shortened one gives whole


@dataclass(slots=True)
class _Piece:
    """Words of a description: those of the tokens from `first` to `last`, or what stands for them.

    `words` are tokens that it tells beside these. Not frozen, since an article makes a thousand of them, and a frozen
    one takes thrice as long to make.
    """

    first: int
    last: int
    text: str
    words: frozenset[int] = frozenset()


class Described(NamedTuple):
    """A description, the tokens of the article that it gives, and whether it can be read by itself."""

    text: str
    words: frozenset[int]
    whole: bool


def polished(text: str) -> str:
    """Without what hangs loose at the ends, and with both halves of each pair of marks or neither."""
    text = " ".join(text.split())
    for opening, closing in _PAIRS:
        if text.count(opening) != text.count(closing):
            text = text.replace(opening, "").replace(closing, "")
    text = _MARK_INSIDE.sub(r"\1", text)
    if text.count('"') % 2:
        text = text.replace('"', "")
    text = _LOOSE.sub("", _OPENING.sub("", text.strip(" ,;:—-")))
    text = " ".join(text.strip(" ,;:—-").split())
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Writer:
    """Puts tokens of one article into words, pronouns by the names they mean."""

    parse: Parse
    names: Names
    without: frozenset[int] = frozenset()  # tokens left out so that it is short
    brief: int = BRIEF  # tokens up to which a noun keeps a clause

    def described(self, trigger: Token, pieces: list[_Piece]) -> Described:
        text = polished(self._join(pieces))
        given = [piece.first for piece in pieces if piece.first >= 0]
        words = frozenset(given).union(*(piece.words for piece in pieces))
        return Described(text, words, is_whole(self.parse, trigger, given, text))

    def verb(self, verb: Token, told: Factuality, content: int | None = None) -> list[_Piece]:
        """Subject, auxiliaries, verb and its complements; clauses that hang on it are left out."""
        parse = self.parse
        subject = subject_of(parse, verb)
        is_purpose = verb.dep == "advcl" and told in (Factuality.PLANNED, Factuality.HYPOTHETICAL)
        if not is_finite(parse, verb) and (subject is None or is_purpose):
            governed = self._with_governor(verb)
            if governed is not None and (subject is None or len(self._join(governed)) <= LONG):
                return governed
        kept = clause(parse, verb, subject, CONTENT if content is None else content, self.brief)
        form = finite(parse, verb, subject, told)
        before = self._subject(verb, subject)
        told_by = None if subject is None else self.names.of(parse, subject)
        if form is not None and form.before and parse.sentence_tokens(verb.sentence)[0].i == verb.i:
            form = replace(form, word=form.word.lower())
        bare = verb.tag in ("VB", "VBG") and form is None and not parse.children(verb, "aux", "auxpass")
        if bare and len(before) == 1 and before[0].text.lower() in ("it", "they", "he", "she", "we", "i"):
            before = []
        if subject is not None and subject.lower == "i" and told_by is not None:
            form = form or of_another(parse, verb)
        whole = self._join(before)
        said = {told_by, whole[:1].lower() + whole[1:]} | {piece.text.removesuffix("'s") for piece in before}
        after = self._pieces(sorted(kept), said, verb, form)
        after = [*self._with_related(verb, after), *(self._told_before(verb, kept, told_by) if before else ())]
        if before and subject is not None and subject.head != verb.i:
            before[-1] = replace(before[-1], last=-1)  # whatever stands between the two belongs to another clause
        if form is not None and form.before:
            before = [*before, _Piece(-1, -1, form.before)]
        return [*before, *after]

    def _with_related(self, verb: Token, pieces: list[_Piece]) -> list[_Piece]:
        """The pieces of a clause, behind the verb and its particle the object that the clause hangs on."""
        particles = [t.i for t in self.parse.children(verb, "prt")]
        after = next((n + 1 for n, p in enumerate(pieces) if p.first == max([verb.i, *particles])), len(pieces))
        return [*pieces[:after], *self._related(verb), *pieces[after:]]

    def _told_before(self, verb: Token, kept: set[int], told_by: str | None) -> list[_Piece]:
        """What is said, where it stands in front: "The mine has closed, the firm announced"."""
        parse = self.parse
        said = next((c for c in parse.children(verb, "ccomp") if c.i < verb.i), None)
        if said is None or verb.lemma not in frames().reporting or not is_finite(parse, said):
            return []
        if any(t.i in kept and t.i not in addressees(parse, verb) for t in parse.children(verb, *SAID)):
            return []  # it says something of its own: "told us the truth"
        subject = subject_of(parse, said)
        inside = sorted(clause(parse, said, subject, SHORT_CONTENT))
        pieces = [*self._subject(said, subject), *self._pieces(inside, {told_by}, said, None)]
        if subject is None or any(p.text.lower() in _SPEAKING for p in pieces):
            return []
        first = parse.tokens[pieces[0].first]
        words = _lowered(first, self._join(pieces)) if first.text == pieces[0].text else self._join(pieces)
        return [_Piece(-1, -1, f"that {words}", frozenset(p.first for p in pieces))]

    def _related(self, verb: Token) -> list[_Piece]:
        """The object that a relative clause hangs on: for "a penalty that Vega converted", the penalty."""
        parse, noun = self.parse, self.parse.head(verb)
        own = parse.children(verb, "nsubj")
        objects = parse.children(verb, "dobj", "attr", "acomp", "oprd", "xcomp", "ccomp", "prep", "prt", "dative")
        relative = next((t for t in objects if t.dep == "dobj" and t.lower in _RELATIVE), None)
        is_object = verb.dep == "relcl" and bool(own) and own[0].lower not in _RELATIVE
        if not is_object or noun is None or noun.pos not in ("NOUN", "PROPN"):
            return []
        others = [t for t in objects if not is_time(parse, t)]
        if relative is None and (others or parse.children(verb, "advmod", "auxpass") or not _is_adjacent(own[0], noun)):
            return []
        span = noun_phrase(parse, noun)
        inside = parse.within(span)
        words = _lowered(inside[0], " ".join(span.of(parse.text).split()))
        return [_Piece(-1, -1, words, frozenset(t.i for t in inside))] if len(words.split()) <= _RELATED else []

    def _with_governor(self, verb: Token) -> list[_Piece] | None:
        """For an infinitive nobody is the subject of, what it hangs on as well: "an attempt to develop the land"."""
        parse, kept = self.parse, clause(self.parse, verb, None)
        if verb.tag != "VB":
            return None  # "turning the probe" names a deed by itself
        current = verb
        for above in islice(parse.ancestors(verb), _STEPS):
            if current.dep == "conj":
                current = above
                continue
            current = above
            if above.pos == "NOUN":
                return self._pieces(sorted(kept | phrase(parse, above)), set(), verb, None)
            if above.pos in ("VERB", "AUX") and is_finite(parse, above):
                subject = subject_of(parse, above)
                kept |= clause(parse, above, subject)
                before = self._subject(above, subject)
                return [*before, *self._pieces(sorted(kept), {p.text for p in before}, verb, None)]
            kept |= clause(parse, above, None) if above.pos == "VERB" else {above.i}
        return None

    def _subject(self, verb: Token, subject: Token | None) -> list[_Piece]:
        """The subject's words; the name for a pronoun, and for a noun whose phrase leaves the name out."""
        if subject is None:
            return []
        parse, name = self.parse, self.names.of(self.parse, subject)
        if subject.tag in ("WDT", "WP"):
            return []
        span = noun_phrase(parse, subject)
        words = span.of(parse.text)
        if name is not None and (subject.pos == "PRON" or (subject.pos == "NOUN" and name.split()[-1] not in words)):
            return [_Piece(subject.i, subject.i, self.names.spoken(name))]
        own = [t for t in parse.within(span) if not is_adjunct_of_time(parse, subject, t)]
        named = () if name is not None else own_name(parse, subject)
        inside = sorted({t.i for t in [*own, *close_names(parse, own), *named]} | partners(parse, own))
        inside = [i for i in inside if i < verb.i or subject.i > verb.i]
        kept = set(inside)
        inside = [i for i in inside if parse.tokens[i].text != "," or i + 1 in kept]
        first = parse.tokens[inside[0]] if inside else subject
        if first.lower == "whose":
            return [*self._whose(first, subject), *self._pieces(inside[1:], set(), verb, None)]
        return self._pieces(inside, set(), verb, None)

    def _whose(self, whose: Token, owned: Token) -> list[_Piece]:
        """The noun that "whose" stands for."""
        for step in (owned, *self.parse.ancestors(owned)):
            above = self.parse.head(step)
            if step.dep == "relcl" and above is not None:
                whom = above if above.dep != "appos" else self.parse.tokens[above.head]
                name = self.names.of(self.parse, whom) or noun_phrase(self.parse, whom).of(self.parse.text)
                return [_Piece(whose.i, whose.i, _possessive(name))]
        return []

    def noun(self, noun: Token) -> list[_Piece]:
        """The noun phrase with its complements, and whose it is; without times and what is coordinated with it."""
        parse = self.parse
        kept = {i for i in phrase(parse, noun) if not self._outside(noun, parse.tokens[i])}
        first = parse.tokens[min(kept)]
        pieces = self._pieces(sorted(kept), set(), noun, None)
        if first.lower == "whose":
            pieces = [*self._whose(first, noun), *pieces[1:]]
        return pieces

    def _outside(self, noun: Token, token: Token) -> bool:
        """Adjuncts of time, and coordination: "the vote on Tuesday and the debate" is "the vote"."""
        parse = self.parse
        path = [token, *parse.ancestors(token)]
        for step in path[: next((n for n, t in enumerate(path) if t.i == noun.i), 0)]:
            if step.head == noun.i and (step.dep in ("cc", "conj", "preconj", "neg") or is_time(parse, step)):
                return True
        return False

    def _pieces(self, kept: Iterable[int], said: set[str | None], verb: Token, form: Form | None) -> list[_Piece]:
        """The kept tokens; a pronoun becomes the name where that was not said already."""
        found: list[_Piece] = []
        said = set(said)
        for i in kept:
            token = self.parse.tokens[i]
            if i in self.without or (form is not None and i in form.dropped):
                continue
            if form is not None and i == verb.i:
                found.append(_Piece(i, i, form.word))
                continue
            found.append(_Piece(i, i, self._word(token, said)))
            if token.pos in ("PRON", "PROPN"):
                said.add(self.names.of(self.parse, token))
        return found

    def _word(self, token: Token, said: set[str | None]) -> str:
        if token.pos != "PRON" or token.lower.endswith("self"):
            return token.text
        name = self.names.of(self.parse, token)
        if name is None or name in said:
            return token.text
        spoken = self.names.spoken(name)
        return _possessive(spoken) if token.tag == "PRP$" else spoken

    def _join(self, pieces: list[_Piece]) -> str:
        text = "".join(self._glued(pieces)).strip()
        last = pieces[-1].last if pieces else -1
        ends = last >= 0 and any(t.text == ")" for t in self.parse.tokens[last + 1 : last + 2])
        return text + ")" if ends and text.count("(") > text.count(")") else text

    def _glued(self, pieces: list[_Piece]) -> Iterator[str]:
        """Each piece behind what stands between it and the one before in the article, where that is marks and spaces.

        "a loss, the bank's third" keeps its comma, and "5-0" its hyphen; where words were left out stands a space.
        """
        tokens = self.parse.tokens
        for before, piece in zip([None, *pieces], pieces, strict=False):
            if before is None:
                yield piece.text
                continue
            skipped = tokens[before.last + 1 : piece.first] if before.last >= 0 else ()
            apart = skipped and any(t.pos not in ("PUNCT", "SPACE") and t.text not in _HYPHENS for t in skipped)
            if apart or not 0 <= before.last < piece.first:
                closing = tokens[before.last + 1 : before.last + 2] if before.last >= 0 else ()
                yield (")" if any(t.text == ")" for t in closing) else "") + " " + piece.text
                continue
            between = self.parse.text[tokens[before.last].span.end : tokens[piece.first].span.start]
            yield (" " if skipped and _DASH.search(between) else between) + piece.text


def _lowered(first: Token, words: str) -> str:
    """Words as they stand within a sentence: their first one is small unless it belongs to a name."""
    is_name = first.pos == "PROPN" or (first.entity and first.pos != "DET")
    return words if is_name else words[:1].lower() + words[1:]


def _is_adjacent(subject: Token, noun: Token) -> bool:
    """ "every complaint he made": the clause begins right behind the noun."""
    return noun.i < subject.i <= noun.i + 4


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"
