"""Events that another event's description tells: "the search" beside "The search was suspended" needs no entry."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from timeline.events.coreference import family_of
from timeline.events.finite import is_absolute, is_finite
from timeline.events.lexicon import frames
from timeline.events.model import Factuality
from timeline.events.salience import body_of
from timeline.events.whole import is_named
from timeline.expressions import TimeExpression
from timeline.syntax import Parse, Token

_MOST = 60  # tokens: what has more is cut short when it is shown, and does not tell the rest
_LEAD = 3  # sentences of the story that a headline is made of
_ONE_DEED = ("xcomp", "advcl", "conj")  # "came from behind to win and reach the final"
_ALIKE = 8  # entries that read the same are compared with so many before them


class Entry(NamedTuple):
    """An event as a timeline would list it: the word that describes it, the description with the tokens that it gives,
    and the expression that dates it, if one hangs on the word itself."""

    token: Token
    text: str
    words: frozenset[int]
    dated: TimeExpression | None


def tellers(parse: Parse, entries: Sequence[Entry]) -> list[tuple[int, ...]]:
    """For each entry the numbers of those that tell it, the one with most to say first.

    A noun or a verb without a tense of its own is told where a longer description has it ("halted the search of the
    house" tells the search, "vowed to close the mine" the closing), unless it has a date of its own and says which
    ("recalled Monday's collapse of a bridge"). "The bank announced that the mine had
    closed" is told by "The mine had closed", whose source says the rest, and what reads the same by the verb of it.
    """
    giving: defaultdict[int, list[int]] = defaultdict(list)
    places = {entry.token.i for entry in entries}
    for number, entry in enumerate(entries):
        if len(entry.words) <= _MOST:
            for i in entry.words & places:
                giving[i].append(number)
    found: list[list[int]] = [[] for _ in entries]
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for number in sorted(range(len(entries)), key=lambda n: (*_likeness(parse, entries[n].token), n)):
        same = alike[entries[number].text.lower()]
        found[number] += [n for n in same[:_ALIKE] if _at_one_time(entries[n], entries[number])]
        same.append(number)
    framing: set[int] = set()
    for number, again in _headlines(parse, entries):
        found[number].append(again)
    for inner, entry in enumerate(entries):
        for outer in giving[entry.token.i]:
            if outer == inner or entries[outer].text.lower() == entry.text.lower():
                continue
            above = entries[outer]
            if _is_frame(parse, above.token, entry.token):
                found[outer].append(inner)
                framing.add(outer)
            elif _says_more(parse, above, entry) and _is_told(parse, above.token, entry):
                found[inner].append(outer)
    for number in sorted(framing):  # "it was told that the man said that it leaked" by what leaked
        found[number] += [n for said in found[number] for n in found[said] if said in framing and n != number]
    return [tuple(sorted(dict.fromkeys(outer), key=lambda n: (-len(entries[n].words), n))) for outer in found]


def _likeness(parse: Parse, token: Token) -> tuple[bool, bool]:
    """Which of two entries that read the same comes first: the verb whose clause it is, which has its date."""
    return not is_finite(parse, token), token.pos not in ("VERB", "AUX")


def entered(saliences: Sequence[float], told_by: Sequence[Sequence[int]], least: float) -> list[int]:
    """For each event of at least this salience the number of the one in whose entry it stands, most often its own; -1
    for the others."""
    step = [next((n for n in outer if saliences[n] >= least), own) for own, outer in enumerate(told_by)]
    found = [-1] * len(step)
    for start in range(len(step)):
        walk: dict[int, None] = {}
        at = start
        while found[at] < 0 and step[at] != at and at not in walk:
            walk[at] = None
            at = step[at]
        home = at if found[at] < 0 else found[at]
        found[at] = home
        for number in walk:
            found[number] = home
    return [home if salience >= least else -1 for home, salience in zip(found, saliences, strict=True)]


def _headlines(parse: Parse, entries: Sequence[Entry]) -> Iterator[tuple[int, int]]:
    """Each entry of the headline with those that tell the same in the first sentences of the story."""
    body = body_of(parse)
    kinds: defaultdict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries) if body else ():
        if body <= entry.token.sentence < body + _LEAD:
            kinds[family_of(entry.token.lemma)].append(number)
    for number, entry in enumerate(entries) if kinds else ():
        if entry.token.sentence < body:
            yield from ((number, other) for other in kinds[family_of(entry.token.lemma)][:_ALIKE])


def dated_instead(parse: Parse, entries: Sequence[Entry], told: Sequence[Factuality]) -> dict[int, int]:
    """For entries without a date the number of the verb in their words that has one, and could stand for them.

    "Repairs" is told as "Repairs are to begin", and it is the beginning that has a date; of "came from behind to win on
    Friday" the winning. Not of "agreed to close it in May", which was agreed before.
    """
    at = {entry.token.i: number for number, entry in enumerate(entries)}
    found: dict[int, int] = {}
    for number, entry in enumerate(entries):
        below = (at[i] for i in entry.words if i in at and at[i] != number) if entry.dated is None else ()
        dated = [n for n in sorted(below) if entries[n].dated is not None]
        fits = (n for n in dated if _stands_for(parse, entries[n].token, entry.token, told[n] is told[number]))
        other = next(fits, None)
        if other is not None:
            found[number] = other
    return found


def _stands_for(parse: Parse, verb: Token, token: Token, alike: bool) -> bool:
    if verb.pos not in ("VERB", "AUX") or verb.tag == "VBG":
        return False  # no tense says whether "falling on Friday" is past
    if token.pos == "NOUN":
        above = parse.tokens[token.head]
        meant = verb.dep == "xcomp" and verb.head == above.i and above.lemma == "be"  # "repairs are to begin"
        return token.dep in ("nsubj", "nsubjpass") and (meant or above.i == verb.i)
    for step in (verb, *parse.ancestors(verb)):
        if step.i == token.i:
            return alike
        if step.dep not in _ONE_DEED or is_finite(parse, step):
            break
    return False


def _is_beside(parse: Parse, verb: Token) -> bool:
    above = parse.head(verb)
    return is_absolute(parse, verb) or (above is not None and verb.dep == "conj" and is_absolute(parse, above))


def _is_frame(parse: Parse, verb: Token, content: Token) -> bool:
    """Whether the verb says no more than who told what the other clause tells."""
    if content.dep != "ccomp" or content.head != verb.i or not is_finite(parse, content):
        return False
    return verb.lemma in frames().certain and not parse.children(verb, "neg")


def _at_one_time(one: Entry, other: Entry) -> bool:
    """Whether no two times part them: "Guards fired shots" on Monday, and again on Friday."""
    return one.dated is None or other.dated is None or one.dated.span == other.dated.span


def _says_more(parse: Parse, above: Entry, entry: Entry) -> bool:
    """More words, or those of the verb that governs the other: "took part in the hunt to find him"."""
    if len(above.words) > len(entry.words):
        return True
    return entry.token.pos == "VERB" and any(step.i == above.token.i for step in parse.ancestors(entry.token))


def _is_told(parse: Parse, above: Token, entry: Entry) -> bool:
    inner = entry.token
    if any(step.i == inner.i for step in parse.ancestors(above)):
        return True  # "Guards fled, and they were caught", in the article's words
    if inner.pos in ("VERB", "AUX"):
        if _is_beside(parse, inner):
            return True  # "shelled the town, with nine killed and two missing"
        if inner.dep in ("ccomp", "xcomp", "oprd") and not is_finite(parse, inner) and inner.head == above.i:
            return True  # "left nine wounded"
        return not is_finite(parse, inner) and not parse.children(inner, "nsubj", "nsubjpass")
    subject = inner.head == above.i and inner.dep in ("nsubj", "nsubjpass")
    return subject or entry.dated is None or not is_named(parse, inner, entry.words)
