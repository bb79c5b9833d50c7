"""A short readable clause for an event, in the article's own words."""

from __future__ import annotations

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
_LONG = 160  # characters; a clause beyond that is cut at a word


def describe(parse: Parse, names: Names, trigger: Token) -> str:
    """ "Putin finalized the annexation of four regions" for a verb, the noun phrase for a noun."""
    text = (
        _verb_clause(parse, names, trigger) if trigger.pos in ("VERB", "AUX") else _noun_clause(parse, names, trigger)
    )
    text = " ".join(text.split()).strip(" ,;:—-")
    if len(text) > _LONG:
        text = text[:_LONG].rsplit(" ", 1)[0] + "…"
    return text[:1].upper() + text[1:]


def _verb_clause(parse: Parse, names: Names, verb: Token) -> str:
    """Subject, auxiliaries, verb and its complements, each as it stands; clauses that hang on it are left out."""
    kept, subject = {verb.i}, subject_of(parse, verb)
    for child in parse.children(verb):
        fronted = subject is not None and child.i < subject.i < verb.i
        if child.dep in _CLAUSE and not fronted and not _is_time_or_clause(parse, child):
            kept |= _phrase(parse, child)
        elif child.dep == "xcomp":
            kept |= {t.i for t in parse.subtree(child) if t.pos != "PUNCT"} if len(parse.subtree(child)) <= 8 else set()
    kept |= _content(parse, verb)
    words = "" if subject is None else _subject(parse, names, subject) + " "
    if verb.tag in ("VB", "VBG") and words.strip().lower() in ("it", "they", "he", "she", "we", "i"):
        words = ""
    return words + _join(parse, names, sorted(kept), skip=subject)


def _content(parse: Parse, verb: Token) -> set[int]:
    """What a reporting verb reports: "denied reports that he had met the president"."""
    if verb.lemma not in frames().reporting:
        return set()
    clauses = [*parse.children(verb, "ccomp")]
    clauses += [c for o in parse.children(verb, "dobj") for c in parse.children(o, "acl")]
    return {t.i for clause in clauses for t in parse.subtree(clause) if clause.i > verb.i and t.pos != "PUNCT"}


def _is_time_or_clause(parse: Parse, child: Token) -> bool:
    inside = parse.subtree(child)
    return (
        child.dep == "npadvmod"
        or (child.dep == "advmod" and child.lower in ("when", "where", "why", "also", "then"))
        or (child.dep == "prep" and any(t.entity in ("DATE", "TIME") for t in inside))
    )


def _phrase(parse: Parse, token: Token) -> set[int]:
    """The token and what hangs on it, short of relative clauses and appositions."""
    found, stack = set(), [token]
    while stack:
        current = stack.pop()
        found.add(current.i)
        stack += [
            c for c in parse.children(current) if c.dep not in ("relcl", "appos", "punct", "advcl", "acl", "ccomp")
        ]
    return found


def _subject(parse: Parse, names: Names, subject: Token) -> str:
    name = names.of(parse, subject)
    if name is not None and subject.pos == "PRON":
        return name
    return noun_phrase(parse, subject).of(parse.text)


def _join(parse: Parse, names: Names, kept: list[int], skip: Token | None) -> str:
    """The kept tokens with the spaces they had; pronouns that mean one person become the name."""
    words: list[str] = []
    for n, i in enumerate(kept):
        token = parse.tokens[i]
        words.append(_glue(parse, kept, n) + _word(parse, names, token, skip))
    return "".join(words).strip()


def _glue(parse: Parse, kept: list[int], n: int) -> str:
    """What stands between a kept token and the one before: nothing, a hyphen ("5-0"), or else a space."""
    if n == 0:
        return ""
    between = parse.text[parse.tokens[kept[n - 1]].span.end : parse.tokens[kept[n]].span.start]
    return between if len(between) <= 1 and not between.isspace() else " "


def _word(parse: Parse, names: Names, token: Token, skip: Token | None) -> str:
    if token.pos != "PRON" or token.lower.endswith("self"):
        return token.text
    name = names.of(parse, token)
    if name is None or (skip is not None and names.of(parse, skip) == name):
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
