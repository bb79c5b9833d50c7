"""Which words of a phrase a short description keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from timeline.events.adjuncts import is_adjunct, is_adjunct_of_time, is_time, misplaced
from timeline.events.lexicon import frames
from timeline.events.participants import noun_phrase
from timeline.syntax import Parse, Token

_TIMES = ("DATE", "TIME")
_CUT = ("relcl", "appos", "advcl", "acl", "ccomp", "parataxis")
BRIEF = 9  # tokens: a clause up to this length stays with its noun
WHOLE = 40  # tokens: and up to this one where the description is to give all that the article has
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
_ADVERBS = ("when", "where", "why", "also", "then", "however", "meanwhile", "therefore", "thus", "moreover", "here")
CONTENT = 25  # tokens: what is said is given whole up to this length
_WHEN = 6  # tokens: "two days before the vote"
_OBJECTIVE = ("over", "on", "for", "with", "to", "about", "against", "of")
_VAGUE = ("a", "an", "some")
_JOINED = 12  # tokens: what a noun is coordinated with is named up to this length


def clause(parse: Parse, verb: Token, subject: Token | None, content: int = CONTENT, brief: int = BRIEF) -> set[int]:
    """The verb with its complements, without its subject and without what only adds when or why.

    `content` is the number of tokens up to which what is said is given whole, `brief` that up to which a noun keeps a
    clause. With `WHOLE` the verb keeps its purpose as well: "called in troops to clear the port".
    """
    kept = {verb.i} | {t.i for t in parse.children(verb, "compound")} | {t.i for t in _hyphens(parse, verb)}
    for child in parse.children(verb):
        fronted = subject is not None and child.i < subject.i < verb.i
        if child.dep in _COMPLEMENTS and not fronted:
            kept |= _complement(parse, child, brief)
        elif brief >= WHOLE and _is_purpose(parse, verb, child):
            kept |= _up_to_mark(parse, child)
        elif child.i > verb.i and _says_what(parse, verb, child):
            kept |= _content(parse, child, content)
    if verb.lemma in frames().reporting:
        claims = (c for noun in parse.children(verb, "dobj") for c in parse.children(noun, "acl"))
        kept |= {i for said in claims for i in _content(parse, said, content)}
    return {i for i in kept if i > verb.i or parse.tokens[i].tag != "WDT"}  # "which they vowed to expand"


def _hyphens(parse: Parse, verb: Token) -> Iterator[Token]:
    """Those of "re-elected"."""
    return (t for t in parse.children(verb, "punct") if t.text == "-" and t.i == verb.i - 1)


def _is_outcome(parse: Parse, verb: Token, child: Token) -> bool:
    """ "went on to win the cup": an infinitive that says what was done, though it is no complement."""
    needed = frames().resulting_with.get(verb.lemma, frozenset())
    beside = {t.lower for t in parse.children(verb, "prt", "prep", "advmod")}
    return child.dep == "advcl" and child.tag == "VB" and not beside.isdisjoint(needed)


def _says_what(parse: Parse, verb: Token, child: Token) -> bool:
    """What was said, tried or wanted, and what was done in the end."""
    return child.dep in ("xcomp", "ccomp") or _is_outcome(parse, verb, child) or _is_wanted(parse, verb, child)


def _is_wanted(parse: Parse, verb: Token, child: Token) -> bool:
    """ "called for the mine to be closed": "called" alone says nothing."""
    if child.dep != "advcl" or verb.lemma not in frames().planned:
        return False
    return {t.lower for t in parse.children(child, "mark", "aux")} >= {"for", "to"}


def _is_purpose(parse: Parse, verb: Token, child: Token) -> bool:
    """An infinitive or a participle right behind the clause, without a comma and without a subject of its own."""
    if child.dep != "advcl" or child.tag not in ("VB", "VBG") or parse.children(child, "nsubj", "nsubjpass", "mark"):
        return False
    first = parse.subtree(child)[0]
    return first.i > verb.i and parse.tokens[first.i - 1].pos != "PUNCT"


def _up_to_mark(parse: Parse, clause: Token) -> set[int]:
    """All of a clause as it stands, up to the first comma."""
    inside = parse.subtree(clause)
    marks = (t for t in inside if t.i > clause.i and t.pos == "PUNCT" and t.text not in "-–")
    stop = next((t.i for t in marks if t.head < t.i), inside[-1].i + 1)  # not of "the new, larger house"
    return {t.i for t in inside if t.i < stop}


def _content(parse: Parse, said: Token, limit: int) -> set[int]:
    """What is said, ordered or tried: the whole of it where that is short, else its core."""
    whole = {t.i for t in parse.subtree(said) if t.text != "."}
    end = _set_off(parse, said, max(whole))
    whole = {i for i in whole if i < end}
    if len(whole) <= limit:
        return whole
    subjects = parse.children(said, "nsubj", "nsubjpass", "mark", "expl")
    return clause(parse, said, None, limit).union(*(phrase(parse, t) for t in subjects))


def _set_off(parse: Parse, said: Token, last: int) -> int:
    """Where a relative clause behind a comma ends what is said: "ordered them to leave the house, which was sold"."""
    for step in (parse.tokens[last], *parse.ancestors(parse.tokens[last])):
        if step.i == said.i:
            break
        first = parse.subtree(step)[0].i if step.dep == "relcl" else 0
        if first > said.i and parse.tokens[first - 1].text == ",":
            return first - 1
    return last + 1


def _complement(parse: Parse, child: Token, brief: int) -> set[int]:
    """A complement as far as it is kept: times, frames ("according to") and what dangles are not."""
    if child.dep == "advmod" and (child.lower in _ADVERBS or _points_on(parse, child)):
        return set()
    if child.lower == "according" or is_time(parse, child):
        return {i for hanging in misplaced(parse, child) for i in phrase(parse, hanging)}
    if child.dep == "prep" and (_dangles(parse, child, brief) or _is_long_time(parse, child)):
        return phrase(parse, child, brief) if _is_asked(parse, child) else set()
    return phrase(parse, child, brief)


def _points_on(parse: Parse, adverb: Token) -> bool:
    """ "soon" of "closed soon after the strike began": it says nothing without the clause behind it, which is cut."""
    behind = parse.tokens[adverb.i + 1 : adverb.i + 2]
    above = parse.tokens[behind[0].head] if behind and behind[0].lower in frames().temporal_marks else None
    return above is not None and above.dep == "advcl" and above.head == adverb.head and not parse.children(adverb)


def _dangles(parse: Parse, preposition: Token, brief: int) -> bool:
    """ "at a time", "because of fears": a noun that says nothing without the clause that was cut off it."""
    for noun in parse.children(preposition, "pobj"):
        cut = [c for c in parse.children(noun, "relcl", "acl", "ccomp") if not _is_brief(parse, noun, c, brief)]
        bare = not parse.children(noun, "amod", "poss", "compound", "nummod", "prep")
        vague = all(t.lower in _VAGUE for t in parse.children(noun, "det"))
        if cut and bare and vague and noun.pos != "PROPN":
            return True
    return False


def _is_asked(parse: Parse, preposition: Token) -> bool:
    """ "pored over a plan to close it": all that the verb says is said of this."""
    verb = parse.tokens[preposition.head]
    beside = parse.children(verb, "dobj", "prep", "attr", "acomp", "agent", "nsubjpass", "xcomp", "ccomp", "prt")
    return len(beside) == 1 and preposition.lower in _OBJECTIVE


def _is_long_time(parse: Parse, preposition: Token) -> bool:
    """ "two days after an accountant who had left handed over a box": what a few words of time would not be."""
    inside = parse.subtree(preposition)
    # "served as head of the board"
    is_role = preposition.lower == "as" and parse.tokens[preposition.head].lemma in frames().roles
    is_temporal = preposition.lower in frames().temporal_marks and not is_role
    return is_temporal and (len(inside) > _WHEN or any(t.text == "," or t.pos == "VERB" for t in inside))


def phrase(parse: Parse, token: Token, brief: int = BRIEF) -> set[int]:
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
                found.update(_below(parse, current, child, brief))
            elif child.dep == "punct":
                stack += [child] if child.text in ("-", "–") else []
            elif (
                not (verbal and child.dep in ("cc", "conj")) and not _is_in_order(parse, child) and not _is_here(child)
            ):
                stack.append(child)
    if any(is_adjunct(parse, parse.tokens[i]) for i in found if i != token.i):
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


def _is_here(token: Token) -> bool:
    """ "a meeting here": wherever the report was written."""
    return token.dep == "advmod" and token.lower == "here"


def partners(parse: Parse, nouns: Iterable[Token]) -> set[int]:
    """What these words are coordinated with, as far as it is short: "and two farmers" of "a nurse and two farmers"."""
    found: set[int] = set()
    for noun in nouns:
        inside: set[int] = set()
        for partner in _conjuncts(parse, noun):
            words = parse.within(noun_phrase(parse, partner))
            inside |= {t.i for t in words} | {t.i for t in _joints(parse, partner, words[0].i)}
        said = [parse.tokens[i] for i in inside]
        clausal = any(t.pos in ("VERB", "AUX") and t.dep not in ("amod", "compound") for t in said)
        if len(inside) <= _JOINED and not clausal:
            found |= inside
    return found


def _conjuncts(parse: Parse, noun: Token) -> Iterator[Token]:
    """ "b" and "c" of "a, b and c", where each hangs on the one before."""
    for partner in parse.children(noun, "conj") if noun.pos in ("NOUN", "PROPN", "NUM", "PRON", "ADJ") else ():
        yield partner
        yield from _conjuncts(parse, partner)


def _joints(parse: Parse, partner: Token, first: int) -> Iterator[Token]:
    """The "and" or the comma in front of a conjunct, which begins with the token `first`."""
    for token in reversed(parse.tokens[parse.tokens[partner.head].i + 1 : first]):
        if token.dep not in ("cc", "preconj", "punct") and token.text != ",":
            return
        if token.dep == "cc" or token.text == ",":
            yield token


def _below(parse: Parse, noun: Token, below: Token, brief: int) -> Iterable[int]:
    """What is kept of a clause that hangs on a noun: "plans to close two mines in May" are those to close two mines."""
    inside = [t.i for t in parse.subtree(below)]
    if _is_kept(parse, noun, below, brief):
        return inside
    to = any(t.lower == "to" for t in parse.children(below, "aux"))
    is_infinitive = below.dep in ("acl", "relcl") and below.tag == "VB" and to
    return clause(parse, below, None, brief, brief) if is_infinitive and inside[0] == noun.i + 1 else ()


def _is_kept(parse: Parse, noun: Token, below: Token, brief: int) -> bool:
    if below.dep == "appos":
        return _is_name(parse, noun, below)
    return below.dep in ("acl", "relcl") and _is_brief(parse, noun, below, brief)


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


def own_name(parse: Parse, noun: Token) -> list[Token]:
    """What names a noun between commas: "the firm's head, Jan Weiss, resigned"."""
    names = (c for c in parse.children(noun, "appos") if _is_name(parse, noun, c))
    return next((parse.subtree(c) for c in names), [])


def _is_brief(parse: Parse, noun: Token, below: Token, brief: int) -> bool:
    """A clause right behind its noun, brief and without a comma: "rules imposed by the bloc", "a law that failed"."""
    inside = parse.subtree(below)
    whole = brief >= WHOLE
    behind = inside[0].i == noun.i + 1 or (whole and inside[0].i > noun.i and _is_unmarked(parse, noun, inside[0]))
    if not behind or len(inside) > brief:
        return False
    if below.dep == "acl" and below.tag not in ("VBN", "VBG", "VB"):
        return False
    if whole:
        return not any(t.text in ':;"“”' for t in inside)
    return not any(t.pos == "PUNCT" or t.text in '"“”' or t.entity in _TIMES for t in inside)


def _is_unmarked(parse: Parse, noun: Token, first: Token) -> bool:
    """Whether nothing but what hangs on the noun stands in between: "plans of the party to close two mines"."""
    own = {t.i for t in parse.subtree(noun)}
    between = parse.tokens[noun.i + 1 : first.i]
    return all(t.i in own for t in between) and (not between or between[-1].pos != "PUNCT")
