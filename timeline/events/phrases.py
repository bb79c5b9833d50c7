"""Which words of a phrase a short description keeps."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.events.lexicon import frames
from timeline.syntax import Parse, Token

_TIMES = ("DATE", "TIME")
_CUT = ("relcl", "appos", "advcl", "acl", "ccomp", "parataxis")
_BRIEF = 9  # tokens: a clause up to this length stays with its noun
_NAME = 6  # tokens: and so does a name in apposition
_COMPLEMENTS = (
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
    "expl",
)
_ADVERBS = ("when", "where", "why", "also", "then", "however", "meanwhile", "therefore", "thus", "moreover")
_CONTENT = 25  # tokens: what is said is given whole up to this length
_WHEN = 6  # tokens: "two days before the vote"
_GOVERNED = ("of", "by", "from", "with", "to")  # prepositions that verbs ask for
_VAGUE = ("a", "an", "some")


def clause(parse: Parse, verb: Token, subject: Token | None, content: int = _CONTENT) -> set[int]:
    """The verb with its complements, without its subject and without what only adds when or why.

    `content` is the number of tokens up to which what is said is given whole.
    """
    kept = {verb.i} | {t.i for t in parse.children(verb, "compound")} | {t.i for t in _hyphens(parse, verb)}
    for child in parse.children(verb):
        fronted = subject is not None and child.i < subject.i < verb.i
        if child.dep in _COMPLEMENTS and not fronted:
            kept |= _complement(parse, child)
        elif child.dep in ("xcomp", "ccomp") and child.i > verb.i:
            kept |= _content(parse, child, content)
    if verb.lemma in frames().reporting:
        claims = (c for noun in parse.children(verb, "dobj") for c in parse.children(noun, "acl"))
        kept |= {i for said in claims for i in _content(parse, said, content)}
    return kept


def _hyphens(parse: Parse, verb: Token) -> Iterator[Token]:
    """Those of "re-elected"."""
    return (t for t in parse.children(verb, "punct") if t.text == "-" and t.i == verb.i - 1)


def _content(parse: Parse, said: Token, limit: int) -> set[int]:
    """What is said, ordered or tried: the whole of it where that is short, else its core."""
    whole = {t.i for t in parse.subtree(said)}
    if len(whole) <= limit:
        return whole
    subjects = parse.children(said, "nsubj", "nsubjpass", "mark", "expl")
    return clause(parse, said, None, limit).union(*(phrase(parse, t) for t in subjects))


def _complement(parse: Parse, child: Token) -> set[int]:
    """A complement as far as it is kept: times, frames ("according to") and what dangles are not."""
    if child.dep == "advmod" and child.lower in _ADVERBS:
        return set()
    if child.lower == "according" or is_time(parse, child):
        return {i for hanging in _misplaced(parse, child) for i in phrase(parse, hanging)}
    if child.dep == "prep" and (_dangles(parse, child) or _is_long_time(parse, child)):
        return set()
    return phrase(parse, child)


def is_time(parse: Parse, child: Token) -> bool:
    """ "on Monday", "two days later", "later"."""
    if child.dep in ("npadvmod", "advmod"):
        return child.entity in _TIMES or any(t.entity in _TIMES for t in parse.subtree(child))
    return child.dep == "prep" and any(_head_of_time(parse, t) for t in parse.children(child, "pobj", "pcomp"))


def _head_of_time(parse: Parse, noun: Token) -> bool:
    """ "June", "the night of 3 May", but neither "a trial in June" nor "Monday's talks"."""
    if noun.entity in _TIMES:
        return True
    parts = (by for by in parse.children(noun, "prep") if by.lower == "of")
    return any(t.entity in _TIMES for by in parts for t in parse.children(by))


def _misplaced(parse: Parse, child: Token) -> Iterator[Token]:
    """What the parser hung on a time and belongs to the verb: "convicted in June of conspiracy"."""
    for noun in parse.children(child, "pobj"):
        for by in parse.children(noun, "prep") if noun.pos != "NOUN" else ():
            if by.lower in _GOVERNED and not any(t.entity in _TIMES for t in parse.subtree(by)):
                yield by


def _dangles(parse: Parse, preposition: Token) -> bool:
    """ "at a time", "because of fears": a noun that says nothing without the clause that was cut off it."""
    for noun in parse.children(preposition, "pobj"):
        cut = [c for c in parse.children(noun, "relcl", "acl", "ccomp") if not _is_brief(parse, noun, c)]
        bare = not parse.children(noun, "amod", "poss", "compound", "nummod", "prep")
        vague = all(t.lower in _VAGUE for t in parse.children(noun, "det"))
        if cut and bare and vague and noun.pos != "PROPN":
            return True
    return False


def _is_long_time(parse: Parse, preposition: Token) -> bool:
    """ "two days after an accountant who had left handed over a box": what a few words of time would not be."""
    inside = parse.subtree(preposition)
    is_temporal = preposition.lower in frames().temporal_marks
    return is_temporal and (len(inside) > _WHEN or any(t.text == "," or t.pos == "VERB" for t in inside))


def phrase(parse: Parse, token: Token) -> set[int]:
    """The token and what hangs on it, short of longer clauses and appositions."""
    found: set[int] = set()
    stack = [token]
    while stack:
        current = stack.pop()
        found.add(current.i)
        below = parse.children(current)
        verbs = (c for c in parse.children(current, "conj") if c.pos == "VERB")
        verbal = current.pos in ("NOUN", "PROPN") and any(verbs)  # "through the valley and killing six"
        for child in below:
            if child.dep in _CUT:
                found.update([t.i for t in parse.subtree(child)] if _is_kept(parse, current, child) else [])
            elif child.dep == "punct":
                stack += [child] if child.text in ("-", "–") else []
            elif not (verbal and child.dep in ("cc", "conj")) and not _is_in_order(parse, child):
                stack.append(child)
    if any(_is_adjunct(parse, parse.tokens[i]) for i in found if i != token.i):
        found = {i for i in found if not is_adjunct_of_time(parse, token, parse.tokens[i])} | {token.i}
    return {i for i in found if not _is_stranded(parse, parse.tokens[i], found)}


def _is_stranded(parse: Parse, preposition: Token, kept: set[int]) -> bool:
    """A preposition whose noun was left out, or that the parser gave none: "participation in"."""
    if preposition.dep != "prep":
        return False
    below = parse.children(preposition)
    return not any(t.i in kept for t in below) and (bool(below) or parse.tokens[preposition.head].pos == "NOUN")


def _is_in_order(parse: Parse, preposition: Token) -> bool:
    """ "in order", without what for."""
    if preposition.lower != "in":
        return False
    nouns = parse.children(preposition, "pobj")
    return any(t.lower == "order" and not parse.children(t, "det", "amod") for t in nouns)


def is_adjunct_of_time(parse: Parse, top: Token, token: Token) -> bool:
    """Whether a time that hangs on a noun of the phrase holds the token: "a lodge near Kolm in late May"."""
    for step in (token, *parse.ancestors(token)):
        if step.i == top.i:
            return False
        if _is_adjunct(parse, step):
            return True
    return False


def _is_adjunct(parse: Parse, step: Token) -> bool:
    """ "in late May", but neither "of May" nor "on" of "a year-on-year rise"."""
    if step.dep != "prep" or step.lower == "of" or parse.tokens[step.i - 1].text == "-":
        return False
    return is_time(parse, step)


def _is_kept(parse: Parse, noun: Token, below: Token) -> bool:
    if below.dep == "appos":
        return _is_name(parse, noun, below)
    return below.dep in ("acl", "relcl") and _is_brief(parse, noun, below)


def _is_name(parse: Parse, noun: Token, name: Token) -> bool:
    """A short name right behind its noun: "the firm Halden Partners", "its rival, Jan Weiss"."""
    inside = parse.subtree(name)
    if noun.pos != "NOUN" or name.pos != "PROPN" or len(inside) > _NAME:
        return False
    between = parse.tokens[noun.i + 1 : inside[0].i]
    return all(t.text == "," or t.head in (noun.i, name.i) for t in between) and len(between) < 8


def close_names(parse: Parse, tokens: list[Token]) -> list[Token]:
    """What names one of the tokens without a comma: "the firm Kolm Lines"."""
    names = (c for t in tokens for c in parse.children(t, "appos") if _is_name(parse, t, c))
    below = (parse.subtree(c) for c in names)
    return [t for name in below if parse.tokens[name[0].i - 1].pos != "PUNCT" for t in name]


def _is_brief(parse: Parse, noun: Token, below: Token) -> bool:
    """A clause right behind its noun, brief and without a comma: "rules imposed by the bloc", "a law that failed"."""
    inside = parse.subtree(below)
    if inside[0].i != noun.i + 1 or len(inside) > _BRIEF:
        return False
    if below.dep == "acl" and below.tag not in ("VBN", "VBG", "VB"):
        return False
    return not any(t.pos == "PUNCT" or t.text in '"“”' or t.entity in _TIMES for t in inside)
