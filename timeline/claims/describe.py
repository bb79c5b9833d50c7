"""From the words of a claim to the description of an event: which words may be the event's own, who takes part."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from timeline.claims.cues import Cues, cues
from timeline.claims.model import Described, Word
from timeline.claims.utterance import Range, Utterance, particles
from timeline.syntax import Parse, Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_OBJECTS = ("dobj", "attr", "dative", "oprd")
_CHAIN = ("xcomp", "ccomp", "pcomp", "acomp", "prep", "agent", "pobj", "conj")
_UPON = ("of", "on", "against")  # before what a noun's event happens to
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "X")
_PREFERENCE = {"VERB": 0, "AUX": 1, "NOUN": 1, "PROPN": 2, "ADJ": 2}
_FIRST, _SECOND, _VERB, _LIGHT, _ANY = 1.0, 0.8, 0.7, 0.6, 0.5  # how likely a word is the event's own


def describe(utterance: Utterance, where: Range, drop: Collection[int] = ()) -> Described | None:
    """The event that these tokens speak of, less the ones to `drop` (cues); None where nothing is left to go by."""
    table = cues()
    dated = [(r, time) for r, time in utterance.dates(where) if not set(range(*r)) & set(drop)]
    gone = set(drop) | {i for (first, last), _ in dated for i in range(first, last)}
    kept = [t for t in utterance.tokens[where[0] : where[1]] if t.i not in gone]
    content = [t for t in kept if _is_content(t, table)]
    content = [
        t for t in content if not _is_light(utterance, t, table) and t.lemma.lower() not in table.light_objects
    ] or content
    if not content:
        return None
    weights = _heads(utterance, kept, content, table)
    named = [_word(t, weights[t.i]) for t in kept if t.i in weights]
    named += [_phrasal(t, p, weights[t.i]) for t in kept if t.i in weights for p in particles(utterance.parse, t)]
    heads = sorted(named, key=lambda w: -w.weight)
    others = tuple(_word(t, 0.0) for t in content if weights.get(t.i, 0.0) < _SECOND)
    return Described(
        span=utterance.span(where),
        text=_words(utterance, kept, content),
        heads=tuple(heads),
        others=others,
        agents=_taking_part(utterance, kept, weights, _acting),
        patients=_taking_part(utterance, kept, weights, _undergoing),
        bounds=dated[0][1].bounds if dated else None,
        modal=any(t.lemma in table.modal and t.pos in ("AUX", "VERB") for t in kept),
    )


def _word(token: Token, weight: float) -> Word:
    return Word(token.lower, token.lemma.lower(), token.span, weight)


def _phrasal(verb: Token, particle: Token, weight: float) -> Word:
    """A verb with its particle: "stepped down"."""
    return Word(f"{verb.lower} {particle.lower}", f"{verb.lemma.lower()} {particle.lower}", verb.span, weight)


def _is_content(token: Token, table: Cues) -> bool:
    return token.pos in _CONTENT and token.lemma.lower() not in table.ignored and token.lower not in table.ignored


def _is_light(utterance: Utterance, token: Token, table: Cues) -> bool:
    """A verb that leaves the event to its noun, as in "took place"; "took over" and "she left for home" say more."""
    particle = next(iter(particles(utterance.parse, token)), None)
    if particle is not None:
        return f"{token.lemma} {particle.lower}" in table.light_phrases
    if token.lemma.lower() not in table.light:
        return False
    return not _moves(utterance, token, table, ("PROPN", "PRON"))


def _moves(utterance: Utterance, verb: Token, table: Cues, subjects: Collection[str]) -> bool:
    """Someone comes or goes: "Lund came", "the owner went". What "came" in "the vote came" is, its subject says."""
    if verb.lemma.lower() not in table.moving or utterance.parse.children(verb, *_OBJECTS):
        return False
    actors = (t for t in utterance.parse.children(verb, "nsubj") if t.pos in subjects and t.lower not in table.things)
    return any(t.pos != "NOUN" or t.lemma.lower().endswith(table.actor_endings) for t in actors)


def _words(utterance: Utterance, kept: list[Token], content: list[Token]) -> str:
    """The words as they stand, from the first that is no auxiliary to the last that carries content."""
    last = max(t.i for t in content)
    first = next(t.i for t in kept if t.pos not in ("PUNCT", "CCONJ", "AUX", "ADP", "SCONJ") or t.i == last)
    return utterance.words((first, last + 1))


def _heads(utterance: Utterance, kept: list[Token], content: list[Token], table: Cues) -> dict[int, float]:
    """Token number to how likely it is the event's own word."""
    weights = {t.i: _VERB if t.pos == "VERB" else _ANY for t in content if t.pos in ("NOUN", "VERB")}
    weights |= {t.i: _FIRST for t in content if t.pos == "X"}  # "coup d'état": one name
    root = _root(utterance, kept, content)
    chosen = [root]
    if root.pos == "NUM":  # "157 dead"
        chosen = [t for t in content if t.pos != "NUM"][:1] or chosen
    if _is_light(utterance, root, table):
        chosen = _below_light(utterance, root, table)
        named = _moves(utterance, root, table, ("NOUN",))
        weights |= {root.i: _SECOND if named else _LIGHT} if root.pos == "VERB" else {}
    kept_ids = {t.i for t in kept}
    for token in chosen:
        if token.i in kept_ids:
            weights[token.i] = _FIRST
            doing = [t for t in utterance.parse.children(token, "acl") if t.pos == "VERB" and token.pos != "VERB"]
            for child in (*utterance.parse.children(token, *_CHAIN[:4]), *doing):
                if child.i in weights:
                    weights[child.i] = _FIRST if child.dep == "acl" else _SECOND
    if _FIRST not in weights.values():
        weights[min(content, key=lambda t: (_PREFERENCE.get(t.pos, 3), utterance.depth(t), t.i)).i] = _FIRST
    return weights


def _root(utterance: Utterance, kept: list[Token], content: list[Token]) -> Token:
    """The token that governs the others: its own governor is outside these.

    Verbs go before nouns before names, then the one with most below it.
    """
    inside = {t.i for t in kept}
    tops = [
        t for t in kept if (t.head not in inside or t.head == t.i) and t.pos not in ("PUNCT", "CCONJ", "ADP", "SCONJ")
    ]
    tops = [t for t in tops if not _completes_noun(utterance, t, tops)]
    if not tops:
        return content[0]
    below = {t.i: sum(1 for s in utterance.parse.subtree(t) if s.i in inside) for t in tops}
    return min(tops, key=lambda t: (_PREFERENCE.get(t.pos, 3), -below[t.i], t.i))


def _completes_noun(utterance: Utterance, token: Token, tops: list[Token]) -> bool:
    """ "Convert" of "the choice to convert", which the parser may hang beside its noun."""
    marks = (t for t in utterance.parse.children(token, "aux") if t.tag == "TO")
    return any(top.i == mark.i - 1 and top.pos == "NOUN" for mark in marks for top in tops)


def _below_light(utterance: Utterance, verb: Token, table: Cues) -> list[Token]:
    """What a light verb stands for: the vote in "the vote took place", the decision in "made a decision"."""
    objects = [
        t for t in utterance.parse.children(verb, *_OBJECTS) if t.lemma not in table.light_objects and t.pos != "PRON"
    ]
    subjects = [t for t in utterance.parse.children(verb, *_SUBJECTS) if t.pos != "PRON"]
    common = [t for t in subjects if t.pos != "PROPN" or (not objects and t.entity != "PERSON" and verb.pos == "AUX")]
    return common + objects + list(utterance.parse.children(verb, "xcomp", "acomp"))


def _taking_part(
    utterance: Utterance, kept: list[Token], weights: dict[int, float], role: Callable[[Parse, Token], Iterator[Token]]
) -> tuple[str, ...]:
    """Names and nouns that have this role in the event, by its likeliest words."""
    inside = {t.i for t in kept}
    heads = [utterance.tokens[i] for i, weight in weights.items() if weight >= _SECOND]
    found = [token for head in heads for token in role(utterance.parse, head)]
    named = [t for t in found if t.i in inside and t.pos in ("NOUN", "PROPN") and weights.get(t.i, 0.0) < _SECOND]
    return tuple(dict.fromkeys(t.text for t in named))


def _acting(parse: Parse, head: Token) -> Iterator[Token]:
    """Subjects, possessors, and "by" phrases."""
    yield from parse.children(head, "nsubj", "poss")
    for link in parse.children(head, "agent", "prep"):
        if link.lower == "by":
            yield from parse.children(link, "pobj")


def _undergoing(parse: Parse, head: Token) -> Iterator[Token]:
    """Objects, subjects of passives, and "of" phrases of nouns."""
    yield from parse.children(head, "dobj", "nsubjpass")
    if head.pos == "NOUN":
        for link in parse.children(head, "prep"):
            if link.lower in _UPON:
                yield from parse.children(link, "pobj")
