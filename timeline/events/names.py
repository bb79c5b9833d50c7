"""Who is meant: entities under one name, pronouns and titles resolved where it is safe.

Safe means: only one reading fits. A pronoun with two candidates of the same standing stays unresolved, since a wrong
name costs more trust than "he".
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.article import Span
from timeline.events.epithets import introduced, is_epithet, is_titled, kinds
from timeline.events.lexicon import frames
from timeline.syntax import Entity, Parse, Token

_NAMED = ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC")
_PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_SUBJECT = ("nsubj", "nsubjpass")
_POSSESSIVE = ("'s", "’s", "'", "’")
_IMPERSONAL = frozenset({"be", "seem", "appear", "rain", "snow", "happen", "emerge", "transpire"})
_REACH = 2  # sentences a pronoun looks back


@dataclass(frozen=True, slots=True)
class Names:
    """For each entity (by its last token's index) the fullest form of its name in the article."""

    by_token: dict[int, str]
    people: tuple[tuple[int, str, bool], ...]  # token index of the head, full name, whether it is a subject
    known_as: dict[str, tuple[tuple[int, str], ...]]  # kind of person (titles.toml) -> where introduced, and who

    def of(self, parse: Parse, token: Token) -> str | None:
        """The full name that a token stands for: the token of an entity, or a pronoun that can mean only one person."""
        if token.i in self.by_token:
            return self.by_token[token.i]
        if token.lower in _PERSONAL:
            return self._antecedent(parse, token)
        if token.lower == "it":
            return self._thing(parse, token)
        if token.pos != "NOUN":
            return None
        return self._titled(parse, token) or (self._known(token) if is_epithet(parse, token) else None)

    def _known(self, noun: Token) -> str | None:
        """The one person introduced so far whom "the billionaire" can mean."""
        names = {name for i, name in self.known_as.get(kinds()[noun.lemma], ()) if i < noun.i}
        return names.pop() if len(names) == 1 else None

    def _titled(self, parse: Parse, noun: Token) -> str | None:
        """The one person whom a noun introduces: "American political scientist and founder Ian Bremmer"."""
        inside = {t.i for t in _same_phrase(parse, noun)}
        below = {name for i, name, _ in self.people if i in inside}
        return below.pop() if len(below) == 1 else None

    def _antecedent(self, parse: Parse, token: Token) -> str | None:
        """The last person who is a subject, of this sentence or those just before; else the only person there is.

        Names inside a quotation are nobody's antecedent outside it: "'I never met Lund,' she said".
        """
        near = [p for p in self.people if p[0] < token.i and token.sentence - parse.tokens[p[0]].sentence <= _REACH]
        near = [p for p in near if not _quoted_between(parse, p[0], token.i)]
        speaker = self._speaker(parse, token)
        if speaker is not None:
            return speaker
        apart = self._apart(parse, token)
        near = [p for p in near if p[1] != apart]
        # Somebody else named earlier in the pronoun's own sentence may be meant as well as an earlier subject.
        here = {name for i, name, _ in near if parse.tokens[i].sentence == token.sentence}
        for sentence in range(token.sentence, max(-1, token.sentence - _REACH - 1), -1):
            others = set() if sentence == token.sentence else here
            subjects = {name for i, name, subject in near if subject and parse.tokens[i].sentence == sentence}
            if subjects:
                return subjects.pop() if len(subjects) == 1 and subjects >= others else None
        names = {name for _, name, _ in near}
        return names.pop() if len(names) == 1 else None

    def _apart(self, parse: Parse, pronoun: Token) -> str | None:
        """Whom an object cannot mean: the subject of its own verb ("she promised him" is about two)."""
        verb = parse.head(pronoun)
        if verb is not None and verb.pos == "ADP":
            verb = parse.head(verb)
        if verb is None or verb.pos != "VERB" or pronoun.tag == "PRP$" or pronoun.dep in _SUBJECT:
            return None
        subject = next(iter(parse.children(verb, "nsubj", "nsubjpass")), None)
        return None if subject is None or pronoun.lower.endswith("self") else self.of(parse, subject)

    def _thing(self, parse: Parse, pronoun: Token) -> str | None:
        """The organisation or place that is the subject above or before: "The bank said it had sold its branches"."""
        verb = parse.head(pronoun)
        if verb is None or pronoun.dep not in _SUBJECT or verb.lemma in _IMPERSONAL:
            return None
        for sentence in (pronoun.sentence, pronoun.sentence - 1):
            tokens = parse.sentence_tokens(sentence) if sentence >= 0 else ()
            main = next((t for t in tokens if t.dep in _SUBJECT and parse.tokens[t.head].dep == "ROOT"), None)
            if main is not None and main.i < pronoun.i:
                return self._no_person(parse, main)
        return None

    def _no_person(self, parse: Parse, subject: Token) -> str | None:
        """What "it" can stand for: a name that is no person's, or a singular noun with the words before it."""
        if subject.entity == "PERSON" or subject.tag not in ("NN", "NNP") or subject.lemma in kinds():
            return None
        if subject.i in self.by_token:
            return self.by_token[subject.i]
        start = min((t.i for t in parse.children(subject, "det", "amod", "compound")), default=subject.i)
        words = Span(parse.tokens[start].span.start, subject.span.end).of(parse.text)
        return words[:1].lower() + words[1:] if parse.tokens[start].pos == "DET" else words

    def _speaker(self, parse: Parse, pronoun: Token) -> str | None:
        """Who spoke in the sentence before: "Braun said that Keller had lied. 'He took it,' she said"."""
        verb = parse.head(pronoun)
        quoted = any(t.tag in ("``", "''") for t in parse.sentence_tokens(pronoun.sentence))
        if verb is None or pronoun.dep != "nsubj" or verb.lemma not in frames().reporting or not quoted:
            return None
        for i, name, _ in self.people:
            person = parse.tokens[i]
            said = parse.tokens[person.head]
            is_next = person.dep == "nsubj" and said.dep == "ROOT" and said.sentence == pronoun.sentence - 1
            if is_next and said.lemma in frames().reporting:
                return name
        return None


def _quoted_between(parse: Parse, name: int, pronoun: int) -> bool:
    """Whether a closing quotation mark stands between a name and a pronoun, and no opening one: the name is quoted."""
    text = parse.text[parse.tokens[name].span.end : parse.tokens[pronoun].span.start]
    return text.count("”") > text.count("“") or text.count('"') % 2 == 1


def find_names(parse: Parse) -> Names:
    """Group the entities of an article: "Musk" is "Elon Musk" where exactly one longer name ends in it."""
    known = [_relabelled(parse, set(), e) for e in parse.entities if e.label in _NAMED]
    surnames = {e.span.of(parse.text).split()[-1] for e in known if e.label == "PERSON" and e.last - e.first > 1}
    known = [_relabelled(parse, surnames, e) for e in parse.entities if e.label in _NAMED]
    known += _introduced(parse, known)
    spoken = [(e, _bare(parse, e)) for e in [*known, *_overlooked(parse, known)]]
    spoken.sort(key=lambda pair: pair[0].first)
    full = {name: _fullest(name, {other for e, other in spoken if e.label == entity.label}) for entity, name in spoken}
    by_token: dict[int, str] = {}
    people: list[tuple[int, str, bool]] = []
    known_as: dict[str, list[tuple[int, str]]] = {}
    for entity, name in spoken:
        for i in range(entity.first, entity.first + _owner(parse, entity)):
            by_token[i] = full[name]
        head = _head(parse, entity)
        if entity.label == "PERSON" and not _is_where(parse, head):
            people.append((head.i, full[name], _is_subject(parse, head)))
            for kind in introduced(parse, head):
                known_as.setdefault(kind, []).append((head.i, full[name]))
    return Names(by_token, tuple(people), {kind: tuple(named) for kind, named in known_as.items()})


def _is_where(parse: Parse, head: Token) -> bool:
    """ "was born in Kolm", "a fire near Kolm": what the recogniser takes for a person is none there."""
    return head.dep == "pobj" and parse.tokens[head.head].lower in ("in", "near", "outside", "across")


def _is_subject(parse: Parse, head: Token) -> bool:
    """A subject, what names it ("the owner, Jan Weiss, said"), or whose it is ("Musk's poll asking his followers")."""
    above = parse.head(head)
    return head.dep in _SUBJECT or (head.dep in ("poss", "appos") and above is not None and above.dep in _SUBJECT)


def _relabelled(parse: Parse, people: set[str], entity: Entity) -> Entity:
    """What the recogniser took for an organisation or a place is a person's name where it is the last name of one,
    and two or three words with a title to them: "geologist Hanna Veit"."""
    if entity.label == "PERSON":
        return entity
    inside = parse.tokens[entity.first : entity.last]
    alone = entity.span.of(parse.text) in people
    titled = 1 < len(inside) < 4 and all(t.pos == "PROPN" and t.text.isalpha() for t in inside)
    if alone or (titled and is_titled(parse, _head(parse, entity))):
        return Entity(entity.first, entity.last, "PERSON", entity.span)
    return entity


def _overlooked(parse: Parse, known: list[Entity]) -> list[Entity]:
    """Proper nouns that the recogniser passed over here and took for a person's last name elsewhere."""
    people = {e.span.of(parse.text).split()[-1] for e in known if e.label == "PERSON"}
    taken = {i for e in known for i in range(e.first, e.last)}
    single = [t for t in parse.tokens if t.pos == "PROPN" and t.text in people and t.i not in taken]
    return [Entity(t.i, t.i + 1, "PERSON", t.span) for t in single]


def _introduced(parse: Parse, known: list[Entity]) -> list[Entity]:
    """Two proper nouns with a title that the recogniser passed over: "defender Tomas Ried"."""
    found, taken = [], {i for e in known for i in range(e.first, e.last)}
    for last in parse.tokens:
        first = parse.tokens[last.i - 1] if last.i else last
        named = last.pos == first.pos == "PROPN" and first.head == last.i and not {first.i, last.i} & taken
        if named and last.dep != "compound" and is_titled(parse, last):
            found.append(Entity(first.i, last.i + 1, "PERSON", Span(first.span.start, last.span.end)))
    return found


def _fullest(name: str, others: set[str]) -> str:
    longer = {o for o in others if o != name and (o.endswith(" " + name) or o.startswith(name + " "))}
    return longer.pop() if len(longer) == 1 else name


def _owner(parse: Parse, entity: Entity) -> int:
    """How many of the entity's tokens stand before a possessive ending."""
    tokens = parse.tokens[entity.first : entity.last]
    return next((n for n, t in enumerate(tokens) if n and t.text in _POSSESSIVE), len(tokens))


def _bare(parse: Parse, entity: Entity) -> str:
    """The entity's words without an article in front, and up to a possessive: "Musk's Twitter" is Musk's."""
    tokens = list(parse.tokens[entity.first : entity.last])
    tokens = tokens[: _owner(parse, entity)]
    while len(tokens) > 1 and tokens[0].lower in ("the", "a", "an"):
        tokens.pop(0)
    return " ".join(Span(tokens[0].span.start, tokens[-1].span.end).of(parse.text).split())


def _head(parse: Parse, entity: Entity) -> Token:
    """The token of the entity whose governor lies outside it."""
    for token in parse.tokens[entity.first : entity.last]:
        if not entity.first <= token.head < entity.last or token.head == token.i:
            return token
    return parse.tokens[entity.last - 1]


def _same_phrase(parse: Parse, noun: Token) -> list[Token]:
    """Tokens that can name whom the noun means: in apposition, or, for a bare title, coordinated with another title."""
    found = list(parse.children(noun, "appos"))
    if not parse.children(noun, "det", "poss"):
        found += [t for t in parse.children(noun, "conj") if is_titled(parse, t)]
    return found
