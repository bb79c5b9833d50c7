"""Who is meant: entities under one name, and titles and epithets that can stand for one of them only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from timeline.article import Span
from timeline.events.epithets import introduced, is_epithet, is_titled, kinds
from timeline.events.genders import of_name
from timeline.syntax import Entity, Parse, Token

_NAMED = ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC")
_SUBJECT = ("nsubj", "nsubjpass")
_BEHIND_AGE = (",", ".", ";", ")")
_POSSESSIVE = ("'s", "’s", "'", "’")


@dataclass(frozen=True, slots=True)
class Names:
    """For each entity (by its last token's index) the fullest form of its name in the article."""

    by_token: dict[int, str]
    people: tuple[tuple[int, str, bool], ...]  # token index of the head, full name, whether it is a subject
    known_as: dict[str, tuple[tuple[int, str], ...]]  # kind of person (titles.toml) -> where introduced, and who
    definite: frozenset[str] = frozenset()  # names that stand with "the": the Lindqvist Institute
    pronouns: dict[int, str] = field(default_factory=dict)  # token index -> whom or what it means (pronouns.py)

    def of(self, parse: Parse, token: Token) -> str | None:
        """The full name that a token stands for: that of an entity, a title, or a pronoun that can mean one only."""
        if token.i in self.by_token:
            return self.by_token[token.i]
        if token.i in self.pronouns:
            return self.pronouns[token.i]
        if token.pos != "NOUN":
            return None
        return self._titled(parse, token) or (self._known(token) if is_epithet(parse, token) else None)

    def spoken(self, name: str) -> str:
        """A name as it stands in a sentence: "the Lindqvist Institute"."""
        return f"the {name}" if name in self.definite else name

    def is_person(self, parse: Parse, token: Token) -> bool:
        """Whether the token stands in the name of a person."""
        if token.entity == "PERSON":
            return True
        name = self.by_token.get(token.i)
        mentions = [parse.tokens[i] for i, person, _ in self.people if person == name]
        return any(of_name(parse, person.text if name is None else name, person) is not None for person in mentions)

    def _known(self, noun: Token) -> str | None:
        """The one person introduced so far whom "the billionaire" can mean."""
        names = {name for i, name in self.known_as.get(kinds()[noun.lemma], ()) if i < noun.i}
        return names.pop() if len(names) == 1 else None

    def _titled(self, parse: Parse, noun: Token) -> str | None:
        """The one person whom a noun introduces: "American political scientist and founder Ian Bremmer"."""
        inside = {t.i for t in _same_phrase(parse, noun)}
        if not inside:
            return None
        below = {name for i, name, _ in self.people if i in inside}
        return below.pop() if len(below) == 1 else None


def named(parse: Parse) -> Names:
    """Group the entities of an article: "Musk" is "Elon Musk" where exactly one longer name ends in it."""
    known = [_relabelled(parse, set(), e) for e in parse.entities if e.label in _NAMED]
    aged = {parse.tokens[e.last - 1].text for e in known if _has_age(parse, e)}
    known += _introduced(parse, known, aged)
    surnames = {e.span.of(parse.text).split()[-1] for e in known if e.label == "PERSON" and e.last - e.first > 1}
    known = [_relabelled(parse, surnames | aged, e, aged) for e in known]
    spoken = [(e, _bare(parse, e)) for e in [*known, *_overlooked(parse, known)]]
    spoken.sort(key=lambda pair: pair[0].first)
    labels = {name: entity.label for entity, name in spoken}
    alike = {label: {name for entity, name in spoken if entity.label == label} for label in set(labels.values())}
    full = {name: _fullest(name, alike[label]) for name, label in labels.items()}
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
    definite = frozenset(full[name] for entity, name in spoken if entity.label != "PERSON" and _has_the(parse, entity))
    return Names(by_token, tuple(people), {kind: tuple(named) for kind, named in known_as.items()}, definite)


def _has_the(parse: Parse, entity: Entity) -> bool:
    """ "the Senate", whether the article is taken for a part of the name or not, and where it is the whole phrase."""
    head = _head(parse, entity)
    return head.i == entity.last - 1 and any(t.lower == "the" for t in parse.children(head, "det"))


def _is_where(parse: Parse, head: Token) -> bool:
    """ "was born in Kolm", "a fire near Kolm": what the recogniser takes for a person is none there."""
    return head.dep == "pobj" and parse.tokens[head.head].lower in ("in", "near", "outside", "across")


def _is_subject(parse: Parse, head: Token) -> bool:
    """A subject, one of its halves, what names it ("the owner, Jan Weiss, said"), or whose it is ("Musk's poll")."""
    above = parse.head(head)
    beside = head.dep in ("poss", "appos", "conj") and above is not None and above.dep in _SUBJECT
    return head.dep in _SUBJECT or beside


def _has_age(parse: Parse, entity: Entity) -> bool:
    """ "Varga, 27, who won": only a person is so old."""
    comma, age, behind = ([t.text for t in parse.tokens[entity.last : entity.last + 3]] + [""] * 3)[:3]
    return comma == "," and behind in _BEHIND_AGE and age.isascii() and age.isdigit() and int(age[:4]) < 120


def _relabelled(parse: Parse, people: set[str], entity: Entity, aged: Collection[str] = ()) -> Entity:
    """What the recogniser took for an organisation or a place is a person's name where it is the last name of one,
    and two or three words with a title to them, "geologist Hanna Veit", or the last name of somebody so old."""
    if entity.label == "PERSON":
        return entity
    first = entity.first
    while entity.last - first > 2 and parse.tokens[first].lower in kinds():
        first += 1  # "Substitute Amara Diallo"
    if first > entity.first:
        return Entity(first, entity.last, "PERSON", Span(parse.tokens[first].span.start, entity.span.end))
    inside = parse.tokens[entity.first : entity.last]
    alone = entity.span.of(parse.text) in people
    titled = 1 < len(inside) < 4 and all(t.pos == "PROPN" and t.text.isalpha() for t in inside)
    if alone or (titled and (inside[-1].text in aged or is_titled(parse, _head(parse, entity)))):
        return Entity(entity.first, entity.last, "PERSON", entity.span)
    return entity


def _overlooked(parse: Parse, known: list[Entity]) -> list[Entity]:
    """Proper nouns that the recogniser passed over here and took for a person's last name elsewhere."""
    people = {e.span.of(parse.text).split()[-1] for e in known if e.label == "PERSON"}
    taken = {i for e in known for i in range(e.first, e.last)}
    free = (t for t in parse.tokens if t.text in people and t.i not in taken)
    single = [t for t in free if t.pos == "PROPN" or t.dep in _SUBJECT]
    return [Entity(t.i, t.i + 1, "PERSON", t.span) for t in single]


def _introduced(parse: Parse, known: list[Entity], aged: Collection[str]) -> list[Entity]:
    """Two proper nouns that the recogniser passed over, with a title, "defender Tomas Ried", or the last name of
    somebody so old."""
    found, taken = [], {i for e in known for i in range(e.first, e.last)}
    for last in parse.tokens:
        first = parse.tokens[last.i - 1] if last.i else last
        named = last.pos == first.pos == "PROPN" and first.head == last.i and not {first.i, last.i} & taken
        if named and last.dep != "compound" and (last.text in aged or is_titled(parse, last)):
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
