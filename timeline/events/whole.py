"""Whether a description can be read by itself, and the article's own words where the one put together cannot."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.epithets import kinds
from timeline.events.finite import is_finite
from timeline.events.genders import bodies, is_person
from timeline.events.lexicon import frames
from timeline.events.phrases import BRIEF, clause
from timeline.syntax import Parse, Token

_PRONOUNS = frozenset(
    {"he", "she", "it", "they", "i", "we", "you", "this", "that", "these", "those", "his", "her", "its", "their", "my"}
    | {"our", "your", "him", "them", "who", "which", "what", "there", "both", "others", "i've", "we've"}
)
_BEGINNING = ("DET", "NOUN", "PROPN", "ADJ", "NUM", "PRON", "SYM", "PUNCT", "X")  # no verb, preposition or conjunction
_NAMING = ("prep", "poss", "compound", "nmod", "nummod", "relcl", "acl", "appos")
_TIMES = ("DATE", "TIME")
_MARKS = (";", ":", "--", "–", "—", '"', "“", "”", "``", "''")
SAID = ("dobj", "ccomp", "xcomp", "acomp", "attr", "oprd")
_ABOUT = ("about", "of", "on", "for", "against")
_WHEN = 7  # tokens: "On the last Thursday of May,"


def is_whole(parse: Parse, trigger: Token, given: Sequence[int], text: str) -> bool:
    """Whether a description begins with who or what it is about, and a noun says which.

    `given` are the tokens whose words it gives, in its order.
    """
    first = parse.tokens[given[0]] if given else trigger  # "at least nine" hangs on a subject, "already" on the verb
    if text.split(" ", 1)[0].lower() in _PRONOUNS:
        return False
    if trigger.pos in ("VERB", "AUX"):
        return len(given) > 1 and first.i != trigger.i and (first.pos in _BEGINNING or first.head != trigger.i)
    return is_named(parse, trigger, frozenset(given))


def says_something(parse: Parse, verb: Token, words: frozenset[int]) -> bool:
    """Whether a description of these words gives what is said: "told reporters in Kolm" says only who spoke.

    What has a subject of another kind, or is done to it, needs nothing more: "the strike was announced".
    """
    if verb.lemma not in frames().saying or parse.children(verb, "nsubjpass", "auxpass"):
        return True
    whom = addressees(parse, verb)
    told = (t for t in parse.children(verb, *SAID, "prep", "advcl") if t.i in words and t.i not in whom)
    front = any(t.i in words for c in parse.children(verb, "ccomp") if c.i < verb.i for t in parse.subtree(c))
    return front or any(t.dep != "prep" or t.lower in _ABOUT for t in told)


def addressees(parse: Parse, verb: Token) -> frozenset[int]:
    """Whom something is told: the "reporters" of "told reporters", but not the "truth" of "told the truth"."""
    if verb.lemma not in frames().addressing:
        return frozenset()
    whom = [t for t in parse.children(verb, "dobj", "dative") if _is_somebody(t)]
    return frozenset(t.i for t in whom)


def _is_somebody(noun: Token) -> bool:
    listens = noun.lemma in kinds() or noun.lemma in bodies() or is_person(noun) or noun.tag == "NNS"
    return listens or noun.pos in ("PRON", "PROPN") or noun.entity in ("PERSON", "ORG", "GPE", "NORP")


def is_entry(parse: Parse, trigger: Token, described: tuple[str, frozenset[int], bool]) -> bool:
    """Whether a reader would make anything of a description.

    Not of a verb without anybody who does it or has it done ("being arrested"), of one word, of a participle that only
    tells things apart ("the damaged crops"), of somebody speaking without what is said.
    """
    text, words, whole = described
    inside = [parse.tokens[i] for i in sorted(words)]
    if trigger.dep == "amod" and trigger.pos in ("VERB", "ADJ"):
        return any(t.pos in ("VERB", "AUX") and is_finite(parse, t) for t in inside)
    if trigger.pos in ("VERB", "AUX"):
        begins = text.lstrip("“").split(" ", 1)[0].lower() in _PRONOUNS  # "it erupted"
        named = any(t.pos in ("NOUN", "PROPN") and t.i < trigger.i for t in inside)  # "In May in Kolm it rained"
        return (whole or begins or named) and says_something(parse, trigger, words)
    return whole or len(inside) > 1


def is_named(parse: Parse, noun: Token, words: frozenset[int]) -> bool:
    """Whether the words of a description say which deed a noun means: "the collapse of a bridge", "the 1990 vote".

    "A radio interview" is one of many.
    """
    below = [t for t in parse.children(noun) if t.i in words]
    if noun.lemma in frames().occasions:
        below = [t for t in below if t.entity or t.dep not in ("compound", "amod", "nummod")]
    return noun.pos == "PROPN" or any(t.dep in _NAMING or (t.entity and t.dep == "amod") for t in below)


def verbatim(parse: Parse, verb: Token, most: int) -> tuple[str, frozenset[int]] | None:
    """The article's words from where the sentence begins to the end of the verb's clause; None where they don't read.

    What only says when, at the beginning, is left out: "On Monday, the bank's new owner sold two ships and left the
    port" for "left".
    """
    if not is_finite(parse, verb):
        return None
    first = _begin(parse, verb)
    opening = parse.tokens[first : verb.i]
    if not any(t.pos in ("NOUN", "PROPN") for t in opening):
        return None
    if opening[0].pos not in _BEGINNING or opening[0].lower in _PRONOUNS:
        return None
    for brief in (BRIEF, 0):
        inside = parse.tokens[first : max(clause(parse, verb, None, brief=brief)) + 1]
        text = " ".join(parse.text[inside[0].span.start : inside[-1].span.end].split())
        if len(text) <= most:
            return text, frozenset(t.i for t in inside)
    return None


def _begin(parse: Parse, verb: Token) -> int:
    """Where the sentence begins, behind the last strong mark before the verb and behind a time set off by a comma."""
    start = parse.sentences[verb.sentence][0]
    before = parse.tokens[start : verb.i]
    start = max([t.i + 1 for t in before if t.text in _MARKS], default=start)
    opening = parse.tokens[start : min(verb.i, start + _WHEN)]
    comma = next((t.i for t in opening if t.text == ","), None)
    timed = comma is not None and any(t.entity in _TIMES for t in parse.tokens[start:comma])
    return comma + 1 if timed and comma is not None else start
