"""Whom "they" means, where only one group of people or things fits."""

from __future__ import annotations

from timeline.events.names import Names
from timeline.events.participants import noun_phrase
from timeline.syntax import Parse, Token

_SUBJECT = ("nsubj", "nsubjpass")
_NONE = ("no", "few", "many", "most", "some", "any", "such")
_COUNTED = ("DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL")
_LONG = 6  # tokens


def group_of(parse: Parse, names: Names, pronoun: Token) -> str | None:
    """The plural subject above or of the sentence before, where the words between name no other group."""
    subject = _subject_with(parse, pronoun)
    if subject is None:
        return None
    for sentence in (pronoun.sentence, pronoun.sentence - 1):
        tokens = parse.sentence_tokens(sentence) if sentence >= 0 else ()
        subjects = [t for t in tokens if t.i < subject.i and t.dep in _SUBJECT and t.i != pronoun.i]
        last = subjects[-1] if sentence == pronoun.sentence and subjects else _main(parse, subjects)
        if last is None:
            continue
        if last.lower == "they":
            return names.pronouns.get(last.i)
        if not _is_group(parse, last) or _rivals(parse, last, pronoun):
            return None
        return _words(parse, names, last)
    return None


def _subject_with(parse: Parse, pronoun: Token) -> Token | None:
    """The subject that the pronoun is, or whose owner it names: "their manager"."""
    if pronoun.lower == "they":
        return pronoun if pronoun.dep in _SUBJECT else None
    owned = parse.head(pronoun)
    return owned if owned is not None and owned.dep in _SUBJECT else None


def _main(parse: Parse, subjects: list[Token]) -> Token | None:
    return next((t for t in subjects if parse.tokens[t.head].dep == "ROOT"), None)


def _is_group(parse: Parse, noun: Token) -> bool:
    return (noun.tag in ("NNS", "NNPS") or any(parse.children(noun, "conj"))) and noun.pos in ("NOUN", "PROPN")


def _rivals(parse: Parse, group: Token, pronoun: Token) -> bool:
    """Whether the words between name another group, what hangs on the first one aside."""
    own = {t.i for t in parse.subtree(group)}
    between = (t for t in parse.tokens[group.i + 1 : pronoun.i] if t.i not in own)
    return any(t.tag in ("NNS", "NNPS") and t.entity not in _COUNTED for t in between)


def _words(parse: Parse, names: Names, group: Token) -> str | None:
    """The group's words: "the companies", "Jan Weiss and Petra Lund"; none for "no survivors" or a long phrase.

    Two names stand for themselves however much is told of either.
    """
    both = [names.by_token.get(t.i) for t in (group, *parse.children(group, "conj"))]
    if len(both) == 2 and both[0] is not None and both[1] is not None:
        return f"{names.spoken(both[0])} and {names.spoken(both[1])}"
    span = noun_phrase(parse, group)
    inside = list(parse.within(span))
    partners = [t for c in parse.children(group, "cc", "conj") for t in parse.subtree(c)]
    if partners:
        inside = [*inside, *partners]
    elif len(inside) > _LONG:
        inside = [t for t in inside if t.i <= group.i]  # "the bakers of the old town on the northern coast"
    if len(inside) > _LONG or any(t.pos in ("VERB", "PUNCT", "PRON") for t in inside) or inside[0].lower in _NONE:
        return None
    words = " ".join(parse.text[inside[0].span.start : inside[-1].span.end].split())
    lower = inside[0].lower
    is_common = inside[0].pos == "DET" or any(t.text == lower for t in parse.tokens)  # "Rovers" are never "rovers"
    return words[:1].lower() + words[1:] if is_common and not inside[0].entity else words
