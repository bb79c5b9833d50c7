"""Who is meant: entities under one name, pronouns and titles resolved where it is safe.

Safe means: only one reading fits. A pronoun with two candidates of the same standing stays unresolved, since a wrong
name costs more trust than "he".
"""

from __future__ import annotations

from dataclasses import dataclass

from timeline.article import Span
from timeline.syntax import Entity, Parse, Token

_NAMED = ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC")
_PERSONAL = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
_SUBJECT = ("nsubj", "nsubjpass")
_POSSESSIVE = ("'s", "’s", "'", "’")
_REACH = 2  # sentences a pronoun looks back


@dataclass(frozen=True, slots=True)
class Names:
    """For each entity (by its last token's index) the fullest form of its name in the article."""

    by_token: dict[int, str]
    people: tuple[tuple[int, str, bool], ...]  # token index of the head, full name, whether it is a subject

    def of(self, parse: Parse, token: Token) -> str | None:
        """The full name that a token stands for: the token of an entity, or a pronoun that can mean only one person."""
        if token.i in self.by_token:
            return self.by_token[token.i]
        if token.lower in _PERSONAL:
            return self._antecedent(parse, token)
        return self._titled(parse, token) if token.pos == "NOUN" else None

    def _titled(self, parse: Parse, noun: Token) -> str | None:
        """The one person whom a noun introduces: "American political scientist and founder Ian Bremmer"."""
        below = {self.by_token[t.i] for t in _same_phrase(parse, noun) if t.i in self.by_token and t.entity == "PERSON"}
        return below.pop() if len(below) == 1 else None

    def _antecedent(self, parse: Parse, token: Token) -> str | None:
        """The last person who is a subject, of this sentence or those just before; else the only person there is.

        Names inside a quotation are nobody's antecedent outside it: "'I never met Lund,' she said".
        """
        near = [p for p in self.people if p[0] < token.i and token.sentence - parse.tokens[p[0]].sentence <= _REACH]
        near = [p for p in near if not _quoted_between(parse, p[0], token.i)]
        for sentence in range(token.sentence, max(-1, token.sentence - _REACH - 1), -1):
            subjects = {name for i, name, subject in near if subject and parse.tokens[i].sentence == sentence}
            if subjects:
                return subjects.pop() if len(subjects) == 1 else None
        names = {name for _, name, _ in near}
        return names.pop() if len(names) == 1 else None


def _quoted_between(parse: Parse, name: int, pronoun: int) -> bool:
    """Whether a closing quotation mark stands between a name and a pronoun, and no opening one: the name is quoted."""
    text = parse.text[parse.tokens[name].span.end : parse.tokens[pronoun].span.start]
    return text.count("”") > text.count("“") or text.count('"') % 2 == 1


def find_names(parse: Parse) -> Names:
    """Group the entities of an article: "Musk" is "Elon Musk" where exactly one longer name ends in it."""
    surnames = {
        e.span.of(parse.text).split()[-1] for e in parse.entities if e.label == "PERSON" and e.last - e.first > 1
    }
    known = [_relabelled(parse, surnames, e) for e in parse.entities if e.label in _NAMED]
    spoken = [(e, _bare(parse, e)) for e in [*known, *_overlooked(parse, known)]]
    spoken.sort(key=lambda pair: pair[0].first)
    full = {name: _fullest(name, {other for e, other in spoken if e.label == entity.label}) for entity, name in spoken}
    by_token: dict[int, str] = {}
    people: list[tuple[int, str, bool]] = []
    for entity, name in spoken:
        for i in range(entity.first, entity.first + _owner(parse, entity)):
            by_token[i] = full[name]
        head = _head(parse, entity)
        if entity.label == "PERSON":
            people.append((head.i, full[name], head.dep in _SUBJECT))
    return Names(by_token, tuple(people))


def _relabelled(parse: Parse, people: set[str], entity: Entity) -> Entity:
    """A last name alone that the recogniser took for an organisation or a place is still the person's."""
    if entity.label != "PERSON" and entity.span.of(parse.text) in people:
        return Entity(entity.first, entity.last, "PERSON", entity.span)
    return entity


def _overlooked(parse: Parse, known: list[Entity]) -> list[Entity]:
    """Proper nouns that the recogniser passed over here and took for a person's last name elsewhere."""
    people = {e.span.of(parse.text).split()[-1] for e in known if e.label == "PERSON"}
    taken = {i for e in known for i in range(e.first, e.last)}
    return [
        Entity(t.i, t.i + 1, "PERSON", t.span)
        for t in parse.tokens
        if t.pos == "PROPN" and t.text in people and t.i not in taken
    ]


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
    """Tokens that can name what the noun stands for: its compounds, appositions and coordinated heads."""
    found, stack = [], [noun]
    while stack:
        current = stack.pop()
        found.append(current)
        stack += parse.children(current, "appos", "compound", "nmod", "conj")
    return found
