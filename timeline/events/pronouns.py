"""Whom a pronoun means, where only one reading fits.

A pronoun with two candidates of the same standing stays unresolved, since a wrong name costs more trust than "he".
Pronouns are read in text order, so that "she ... she ... she" leads back to the name that the first of them means.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from dataclasses import replace

from timeline.events.epithets import kinds
from timeline.events.genders import PRONOUNS, Gender, is_person, of_name, of_noun
from timeline.events.lexicon import frames
from timeline.events.names import Names, named
from timeline.events.participants import noun_phrase
from timeline.events.plurals import group_of
from timeline.events.quotes import find_quotes, quoted
from timeline.events.things import thing_of
from timeline.syntax import Parse, Token

_SUBJECT = ("nsubj", "nsubjpass")
_MAIN = ("ROOT", "conj", "ccomp")
_FIRST = ("i", "me", "my", "myself")
_READ = frozenset({*PRONOUNS, "it", "its", "they", "their"})
_REACH = 2  # sentences a pronoun looks back
_LONG = 6  # tokens: a noun phrase up to this length stands for its pronoun


def find_names(parse: Parse) -> Names:
    """The names of an article, and what its pronouns mean."""
    return _Reader(parse, named(parse)).read()


class _Reader:
    """Reads the pronouns of one article one after the other."""

    def __init__(self, parse: Parse, names: Names) -> None:
        self.parse = parse
        self.names = replace(names, pronouns={})
        self._quoted = quoted(parse.text)
        self._people = sorted(names.people)
        self._genders: dict[str, Gender] = {}
        for i, name, _ in self._people:
            gender = of_name(parse, name, parse.tokens[i])
            if gender is not None:
                self._genders.setdefault(name, gender)

    def read(self) -> Names:
        for token in self.parse.tokens:
            if token.lower not in _READ or token.i in self.names.by_token:
                continue
            gender = PRONOUNS.get(token.lower)
            if gender is not None:
                self._put(token, gender, self._antecedent(token, gender))
            elif token.lower in ("it", "its"):
                self._put(token, None, thing_of(self.parse, self.names, token))
            else:
                self._put(token, None, group_of(self.parse, self.names, token))
        self._read_speech()
        return self.names

    def _read_speech(self) -> None:
        """ "I" in a quotation is who speaks it."""
        for quote in find_quotes(self.parse, frames()):
            name = None if quote.speaker is None else self.names.of(self.parse, quote.speaker)
            if name is None:
                continue
            for token in self.parse.between(quote.span.start, quote.span.end):
                if token.lower in _FIRST and token.pos == "PRON":
                    self.names.pronouns[token.i] = name

    def _put(self, pronoun: Token, gender: Gender | None, name: str | None) -> None:
        if name is None:
            return
        self.names.pronouns[pronoun.i] = name
        if gender is not None and any(name == person for _, person, _ in self._people):
            self._genders.setdefault(name, gender)
            above = self.parse.head(pronoun)
            is_subject = pronoun.dep in _SUBJECT
            is_subject = is_subject or (pronoun.dep == "poss" and above is not None and above.dep in _SUBJECT)
            insort(self._people, (pronoun.i, name, is_subject))

    def _antecedent(self, pronoun: Token, gender: Gender) -> str | None:
        """The last person who is a subject, of this sentence or those just before; else the only person there is."""
        speaker = self._speaker(pronoun, gender)
        if speaker is not None:
            return speaker
        near = self._near(pronoun, gender)
        if self._is_nameless(pronoun) or self._is_of_newcomer(pronoun):
            return None
        related = self._paired(pronoun, near) or self._related(pronoun, near) or self._stated(pronoun, near)
        if related is not None:
            return related
        own = self._governing(pronoun, gender)
        if own is not None:
            return own if not any(self.parse.tokens[i].sentence == pronoun.sentence for i, _, _ in near) else None
        # Somebody else named earlier in the pronoun's own sentence may be meant as well as an earlier subject.
        here = {name for i, name, _ in near if self.parse.tokens[i].sentence == pronoun.sentence}
        for sentence in range(pronoun.sentence, max(-1, pronoun.sentence - _REACH - 1), -1):
            others = set() if sentence == pronoun.sentence else here
            subjects = {n for i, n, subject in near if subject and self.parse.tokens[i].sentence == sentence}
            if self._has_stranger(sentence, pronoun, gender):
                return None
            if subjects:
                return subjects.pop() if len(subjects) == 1 and subjects >= others else None
        names = {name for _, name, _ in near}
        return names.pop() if len(names) == 1 else None

    def _near(self, pronoun: Token, gender: Gender) -> list[tuple[int, str, bool]]:
        """The people named shortly before whom the pronoun can mean by gender, by quotation and by its own clause.

        Names inside a quotation are nobody's antecedent outside it: "'I never met Lund,' she said"; and "he" in one
        means nobody outside it but the one person it can.
        """
        parse, quote = self.parse, self._quote(pronoun)
        apart = self._apart(pronoun)
        start = parse.sentences[max(0, pronoun.sentence - _REACH)][0]
        first, last = (bisect_left(self._people, (at, "", False)) for at in (start, pronoun.i))
        near = self._people[first:last]
        near = [p for p in near if self._genders.get(p[1], gender) is gender and p[1] != apart]
        if quote < 0:
            return [p for p in near if self._quote(parse.tokens[p[0]]) < 0]
        inside = [p for p in near if self._quote(parse.tokens[p[0]]) == quote]
        outside = [p for p in near if pronoun.sentence - parse.tokens[p[0]].sentence <= 1]
        return inside or [(i, name, False) for i, name, _ in outside if name not in self._speakers(pronoun)]

    def _quote(self, token: Token) -> int:
        """The number of the quotation that holds the token, -1 outside any."""
        at = token.span.start
        number = bisect_right(self._quoted, at, key=lambda q: q.start) - 1
        return number if number >= 0 and at < self._quoted[number].end else -1

    def _speakers(self, pronoun: Token) -> set[str | None]:
        """Who speaks in the sentence of a quotation and those beside it: "he" is somebody else."""
        beside = range(max(0, pronoun.sentence - 1), min(len(self.parse.sentences), pronoun.sentence + 2))
        tokens = (t for sentence in beside for t in self.parse.sentence_tokens(sentence))
        said = (t for t in tokens if t.dep in _SUBJECT and self.parse.tokens[t.head].lemma in frames().reporting)
        return {self.names.of(self.parse, t) for t in said}

    def _apart(self, pronoun: Token) -> str | None:
        """Whom an object cannot mean: the subject of its own verb ("she promised him" is about two)."""
        verb = self.parse.head(pronoun)
        if verb is not None and verb.pos == "ADP":
            verb = self.parse.head(verb)
        if verb is None or verb.pos != "VERB" or pronoun.tag == "PRP$" or pronoun.dep in _SUBJECT:
            return None
        subject = next(iter(self.parse.children(verb, *_SUBJECT)), None)
        if subject is None or pronoun.lower.endswith("self"):
            return None
        return self.names.of(self.parse, subject)

    def _is_nameless(self, pronoun: Token) -> bool:
        """Whether the clause is the saying of somebody whose name was not recognised: "Kolar denied that he ..."."""
        verb = self.parse.head(pronoun)
        if verb is None or pronoun.dep not in _SUBJECT or verb.dep != "ccomp":
            return False
        subject = next(iter(self.parse.children(self.parse.tokens[verb.head], "nsubj")), None)
        return subject is not None and subject.pos == "PROPN" and self.names.of(self.parse, subject) is None

    def _is_of_newcomer(self, pronoun: Token) -> bool:
        """Whether an owner may be the subject just brought in: "A rider lost his hat"."""
        verb = next((t for t in self.parse.ancestors(pronoun) if t.pos == "VERB"), None)
        subjects = () if verb is None or pronoun.tag != "PRP$" else self.parse.children(verb, *_SUBJECT)
        new = [t for t in subjects if t.i < pronoun.i and t.tag == "NN" and self.names.of(self.parse, t) is None]
        return any(d.lower in ("a", "an", "another") for t in new for d in self.parse.children(t, "det"))

    def _paired(self, pronoun: Token, near: list[tuple[int, str, bool]]) -> str | None:
        """Whom the thing owned is named together with: "the arrest of Karl Dorn and his driver"."""
        owned = self.parse.head(pronoun)
        if owned is None or pronoun.dep != "poss" or owned.dep != "conj":
            return None
        names = {name for i, name, _ in near if i == owned.head}
        return names.pop() if len(names) == 1 else None

    def _related(self, pronoun: Token, near: list[tuple[int, str, bool]]) -> str | None:
        """Who the relative clause around the pronoun is about: "Berg, who has not sung since she fell ill"."""
        verb = self.parse.head(pronoun)
        for step in self.parse.ancestors(pronoun):
            if step.dep == "relcl":
                about = [t for t in self.parse.children(step, *_SUBJECT) if t.lower == "who"]
                own = step == verb and pronoun.dep not in ("poss", *_SUBJECT)
                names = {name for i, name, _ in near if i == step.head}
                return names.pop() if about and names and not own else None
        return None

    def _stated(self, pronoun: Token, near: list[tuple[int, str, bool]]) -> str | None:
        """Whose statement the clause is: "a statement by Karl Dorn that he had left"."""
        verb = self.parse.head(pronoun)
        noun = None if verb is None or verb.dep not in ("acl", "ccomp") else self.parse.head(verb)
        if noun is None or pronoun.dep not in _SUBJECT or noun.lemma not in frames().report_nouns:
            return None
        by = [t for p in self.parse.children(noun, "prep") if p.lower == "by" for t in self.parse.children(p, "pobj")]
        owners = {t.i for t in (*by, *self.parse.children(noun, "poss"))}
        names = {name for i, name, _ in near if i in owners}
        return names.pop() if len(names) == 1 else None

    def _governing(self, pronoun: Token, gender: Gender) -> str | None:
        """The unnamed person whose saying the pronoun's clause is: "the man said he had fled"."""
        verb = self.parse.head(pronoun)
        if verb is None or pronoun.dep not in _SUBJECT or verb.dep != "ccomp":
            return None
        subject = next(iter(self.parse.children(self.parse.tokens[verb.head], "nsubj")), None)
        if subject is None or subject.i > pronoun.i or not self._is_stranger(subject, gender):
            return None
        span = noun_phrase(self.parse, subject)
        first = self.parse.tokens[self.parse.within(span)[0].i]
        if first.pos != "DET" or len(self.parse.within(span)) > _LONG:
            return None
        return "the" + self.parse.text[first.span.end : span.end]

    def _has_stranger(self, sentence: int, pronoun: Token, gender: Gender) -> bool:
        """Whether the sentence has a person without a name for its subject, whom the pronoun could mean as well."""
        tokens = [t for t in self.parse.sentence_tokens(sentence) if t.i < pronoun.i and t.dep in _SUBJECT]
        if sentence != pronoun.sentence:
            tokens = [t for t in tokens if self.parse.tokens[t.head].dep in _MAIN]
        quote = self._quote(pronoun)
        return any(self._is_stranger(t, gender) for t in tokens if self._quote(t) == quote)

    def _is_stranger(self, noun: Token, gender: Gender) -> bool:
        if noun.tag != "NN" or noun.entity or self.names.of(self.parse, noun) is not None:
            return False
        return (noun.lemma in kinds() or is_person(noun)) and of_noun(noun) in (None, gender)

    def _speaker(self, pronoun: Token, gender: Gender) -> str | None:
        """Who spoke in the sentence before: "Braun said that Keller had lied. 'He took it,' she said"."""
        parse, verb = self.parse, self.parse.head(pronoun)
        marks = any(t.tag in ("``", "''") for t in parse.sentence_tokens(pronoun.sentence))
        if verb is None or pronoun.dep != "nsubj" or verb.lemma not in frames().reporting or not marks:
            return None
        if self._quote(pronoun) >= 0:
            return None
        if pronoun.sentence == 0:
            return None
        first, last = (bisect_left(self._people, (at, "", False)) for at in parse.sentences[pronoun.sentence - 1])
        for i, name, _ in self._people[first:last]:
            person = parse.tokens[i]
            said = parse.tokens[person.head]
            is_next = person.dep == "nsubj" and said.dep == "ROOT" and said.sentence == pronoun.sentence - 1
            if is_next and said.lemma in frames().reporting and self._genders.get(name, gender) is gender:
                return name
        return None
