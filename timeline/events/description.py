"""A short readable clause for an event, in the article's own words."""

from __future__ import annotations

import re

from timeline.events.lexicon import frames
from timeline.events.names import Names
from timeline.events.participants import noun_phrase, subject_of
from timeline.syntax import Parse, Token

_CLAUSE = (
    "dobj",
    "prep",
    "prt",
    "attr",
    "oprd",
    "acomp",
    "agent",
    "dative",
    "advmod",
    "npadvmod",
    "neg",
    "aux",
    "auxpass",
)
_LOOSE = re.compile(r"\s+(?:and|but|or|while)$")  # what is left where a coordinated clause was cut off
_CONTENT = 25  # tokens: what is said is given whole up to this length
_SHORT = 8  # tokens: a participle clause up to this length stays with its noun
_LONG = 160  # characters; a clause beyond that is cut at a word


def describe(parse: Parse, names: Names, trigger: Token) -> str:
    """ "Putin finalized the annexation of four regions" for a verb, the noun phrase for a noun."""
    text = (
        _verb_clause(parse, names, trigger) if trigger.pos in ("VERB", "AUX") else _noun_clause(parse, names, trigger)
    )
    text = _LOOSE.sub("", " ".join(text.split()).strip(" ,;:—-"))
    if len(text) > _LONG:
        text = text[:_LONG].rsplit(" ", 1)[0] + "…"
    return text[:1].upper() + text[1:]


def _verb_clause(parse: Parse, names: Names, verb: Token) -> str:
    """Subject, auxiliaries, verb and its complements, each as it stands; clauses that hang on it are left out."""
    subject = subject_of(parse, verb)
    kept = _clause(parse, verb, subject)
    words = "" if subject is None else _subject(parse, names, subject) + " "
    bare = verb.tag in ("VB", "VBG") and not parse.children(verb, "aux", "auxpass")
    if bare and words.strip().lower() in ("it", "they", "he", "she", "we", "i"):
        words = ""
    return words + _join(parse, names, sorted(kept), skip=subject)


def _clause(parse: Parse, verb: Token, subject: Token | None) -> set[int]:
    """The verb with its complements, without its subject and without what only adds when or why."""
    kept = {verb.i}
    for child in parse.children(verb):
        fronted = subject is not None and child.i < subject.i < verb.i
        if child.dep in _CLAUSE and not fronted and not _is_time_or_clause(parse, child):
            kept |= _phrase(parse, child)
        elif child.dep in ("xcomp", "ccomp") and child.i > verb.i:
            kept |= _content(parse, child)
    if verb.lemma in frames().reporting:
        claims = (c for noun in parse.children(verb, "dobj") for c in parse.children(noun, "acl"))
        kept |= {i for clause in claims for i in _content(parse, clause)}
    return kept


def _content(parse: Parse, clause: Token) -> set[int]:
    """What is said, ordered or tried: the whole of it where that is short, else its core."""
    whole = {t.i for t in parse.subtree(clause) if t.pos != "PUNCT"}
    if len(whole) <= _CONTENT:
        return whole
    subjects = parse.children(clause, "nsubj", "nsubjpass", "mark", "expl")
    return _clause(parse, clause, None).union(*(_phrase(parse, t) for t in subjects))


def _is_time_or_clause(parse: Parse, child: Token) -> bool:
    inside = parse.subtree(child)
    if child.dep == "advmod" and child.lower in ("when", "where", "why", "also", "then", "however"):
        return True
    return child.dep in ("npadvmod", "advmod", "prep") and any(t.entity in ("DATE", "TIME") for t in inside)


def _phrase(parse: Parse, token: Token) -> set[int]:
    """The token and what hangs on it, short of relative clauses and appositions."""
    found, stack = set(), [token]
    while stack:
        current = stack.pop()
        found.add(current.i)
        cut = ("relcl", "appos", "punct", "advcl", "acl", "ccomp")
        stack += [c for c in parse.children(current) if c.dep not in cut or _is_short(parse, current, c)]
    return found


def _is_short(parse: Parse, noun: Token, clause: Token) -> bool:
    """A participle clause right behind its noun, brief and without a comma: "rules imposed by the bloc"."""
    if clause.dep != "acl" or clause.tag not in ("VBN", "VBG"):
        return False
    inside = parse.subtree(clause)
    return inside[0].i == noun.i + 1 and len(inside) <= _SHORT and not any(t.pos in ("PUNCT", "DATE") for t in inside)


def _subject(parse: Parse, names: Names, subject: Token) -> str:
    """The subject's words; the name for a pronoun, and for a noun whose phrase leaves the name out."""
    name, words = names.of(parse, subject), noun_phrase(parse, subject).of(parse.text)
    if name is not None and (subject.pos == "PRON" or (subject.pos == "NOUN" and name.split()[-1] not in words)):
        return name
    partners = [t for c in parse.children(subject, "conj") for t in parse.subtree(c)]
    if 0 < len(partners) <= _SHORT and not any(t.pos in ("VERB", "AUX", "PUNCT") for t in partners):
        words = parse.text[noun_phrase(parse, subject).start : partners[-1].span.end]
    return words


def _join(parse: Parse, names: Names, kept: list[int], skip: Token | None) -> str:
    """The kept tokens with the spaces they had; a pronoun becomes the name where that was not said already."""
    words: list[str] = []
    said = set() if skip is None else {names.of(parse, skip)}
    for n, i in enumerate(kept):
        token = parse.tokens[i]
        words.append(_glue(parse, kept, n) + _word(parse, names, token, said))
        said.add(names.of(parse, token) if token.pos in ("PRON", "PROPN") else None)
    return "".join(words).strip()


def _glue(parse: Parse, kept: list[int], n: int) -> str:
    """What stands between a kept token and the one before: nothing, a hyphen ("5-0"), or else a space."""
    if n == 0:
        return ""
    between = parse.text[parse.tokens[kept[n - 1]].span.end : parse.tokens[kept[n]].span.start]
    return between if len(between) <= 1 and not between.isspace() else " "


def _word(parse: Parse, names: Names, token: Token, said: set[str | None]) -> str:
    if token.pos != "PRON" or token.lower.endswith("self"):
        return token.text
    name = names.of(parse, token)
    if name is None or name in said:
        return token.text
    return f"{name}'s" if token.tag == "PRP$" else name


def _noun_clause(parse: Parse, names: Names, noun: Token) -> str:
    """The noun phrase with its "of", "by" and "between" complements, and whose it is."""
    kept = _phrase(parse, noun)
    kept = {i for i in kept if not _outside(parse, noun, parse.tokens[i])}
    return _join(parse, names, sorted(kept), skip=None)


def _outside(parse: Parse, noun: Token, token: Token) -> bool:
    """Adjuncts of time, and coordination: "the vote on Tuesday and the debate" is "the vote"."""
    path = [token, *parse.ancestors(token)]
    for step in path[: next((n for n, t in enumerate(path) if t.i == noun.i), 0)]:
        if step.dep in ("cc", "conj") and step.head == noun.i:
            return True
        if (
            step.dep == "prep"
            and step.head == noun.i
            and any(t.entity in ("DATE", "TIME") for t in parse.subtree(step))
        ):
            return True
    return False
