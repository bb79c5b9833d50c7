"""Repairs of parses that are wrong in one known way, before anything reads them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.events.lexicon import frames
from timeline.events.subordinates import subordinated
from timeline.syntax import Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_SUBJECTS = ("nsubj", "nsubjpass", "expl", "csubj")
_BETWEEN = ("RB", "RBR", "RBS", "JJ", "JJR", "JJS", "CD", "VBN")
_AFTER = ("JJ", "JJR", "JJS", "NN", "NNP", "VBN")
_WHERE = ("there", "here", "abroad", "ashore", "inside", "outside", "upstairs", "downstairs")
_PREFIXES = ("re", "co", "pre", "de", "mis", "counter")
_HALVES = ("appos", "npadvmod", "nmod", "dobj")
# One syllable that ends in one vowel and one consonant doubles it ("hopped"); behind a hiss or an o, "-es" is right.
_DOUBLES = re.compile(r"[^aeiou]+[aeiou][^aeiouwxys]")
_TAKES_ES = re.compile(r".*(?:[sxzo]|[cs]h)")


def repaired(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with counted participles put back before their nouns, and lists by semicolons kept together.

    In "the capture of four partly flooded coastal towns" the parser takes "flooded" for a verb of its own, with the
    towns as its object, and leaves "four" to be captured. Of "a deal involving new elections; recognizing the border;
    and leaving the bloc" it hangs the later items on the main verb. In "cleared the man of stealing" it hangs the deed
    on the man, of "his co-defendant" it makes two nouns, and "fined" it takes for a form of "fin". "Gone there to hunt"
    it takes for a way to some hunt, and the "set" of "will come and set up a camp" for the past. In "in 2002 floods
    killed nine" it makes "2002 floods" one thing, so that nothing killed, and of "sold the barge but the quay is his"
    it has the barge and the quay sold. "Left nine miners wounded" it takes for the past, or hangs on what left them.
    """
    fixed = list(tokens)
    opener, semicolon = None, -1
    for token in tokens:
        if _lacks_e(token):
            fixed[token.i] = replace(fixed[token.i], lemma=f"{token.lemma}e")
        if opener is not None and opener.sentence != token.sentence:
            opener, semicolon = None, -1
        if token.text == ";" and opener is not None:
            semicolon = token.i
        elif token.tag == "VBG" and token.dep == "acl" and semicolon < 0:
            opener = token
        elif opener is not None and semicolon >= 0 and _is_item(tokens, token, semicolon):
            fixed[token.i] = replace(fixed[token.i], head=opener.head, dep="acl")
        if _is_bare(tokens, token):
            fixed[token.i] = replace(fixed[token.i], tag="VB")
        if token.tag in ("VBN", "VBD") and token.i:
            _leave(fixed, token)
        if _is_left_out(tokens, token):
            _put_before(fixed, token)
        if _is_infinitive(tokens, token):
            _make_verb(fixed, token)
        for changed in subordinated(tokens, token):
            fixed[changed.i] = changed
        if _is_charge(tokens, token):
            fixed[token.i] = replace(fixed[token.i], head=tokens[token.head].head)
        if _is_hyphened(tokens, token):
            _put_together(fixed, token)
        opening = _opened(tokens, token)
        if opening is not None:
            _open(fixed, token, *opening)
        found = _counted(tokens, token)
        if found is not None:
            _put_back(fixed, token, *found)
    return tuple(_untangled(tokens, fixed))


def _opened(tokens: Sequence[Token], preposition: Token) -> tuple[Token, Token] | None:
    """The time that a sentence opens with and the noun right behind that the parser made one phrase with it."""
    if preposition.dep != "prep" or preposition.i + 2 >= len(tokens):
        return None
    time = tokens[preposition.i + 1]
    if time.entity != "DATE" or time.dep not in ("compound", "nummod", "amod", "nmod"):
        return None
    noun, verb = tokens[time.head], tokens[preposition.head]
    opens = preposition.i == 0 or tokens[preposition.i - 1].sentence < preposition.sentence
    if not opens or noun.entity == "DATE" or not noun.i < verb.i or verb.pos not in ("VERB", "AUX"):
        return None
    between = tokens[noun.i : verb.i]
    subjects = [t for t in between if t.head == verb.i and t.dep in _SUBJECTS]
    hangs = noun.dep == "pobj" and noun.head == preposition.i
    free = not any(t.text == "," for t in between) and (not subjects if hangs else bool(subjects))
    return (time, noun) if free else None


def _open(fixed: list[Token], preposition: Token, time: Token, noun: Token) -> None:
    """Leave the preposition only the time; the noun is the subject, where the verb has none."""
    verb = fixed[preposition.head]
    if noun.head == preposition.i:
        passive = any(t.dep == "auxpass" and t.head == verb.i for t in fixed[noun.i : verb.i])
        fixed[noun.i] = replace(fixed[noun.i], head=verb.i, dep="nsubjpass" if passive else "nsubj")
    fixed[time.i] = replace(fixed[time.i], head=preposition.i, dep="pobj")


def _leave(fixed: list[Token], token: Token) -> None:
    """Have "wounded" of "left nine miners wounded" say more of the miners."""
    before = fixed[token.i - 1]
    if token.dep == "ccomp" and fixed[token.head].lemma == "leave":
        fixed[token.i] = replace(fixed[token.i], tag="VBN")
    elif token.dep == "advcl" and before.dep == "dobj" and fixed[before.head].lemma == "leave":
        fixed[token.i] = replace(fixed[token.i], tag="VBN", dep="acl", head=before.i)


def _is_left_out(tokens: Sequence[Token], noun: Token) -> bool:
    """The "quay" of "sold the barge but the quay is his": an object's partner right before a verb without a subject."""
    if noun.dep != "conj" or noun.pos not in ("NOUN", "PROPN") or tokens[noun.head].dep not in ("dobj", "pobj"):
        return False
    behind = next(
        (t for t in tokens[noun.i + 1 : noun.i + 5] if t.dep not in ("aux", "auxpass", "neg", "advmod")), noun
    )
    above = _verb_above(tokens, noun.head)
    finite = behind.tag in _FINITE or any(t.tag in _FINITE for t in tokens[noun.i + 1 : behind.i] if t.head == behind.i)
    own = any(t.head == behind.i and t.dep in _SUBJECTS for t in tokens[above : behind.i])
    return finite and behind.dep == "conj" and behind.head == above and not own


def _put_before(fixed: list[Token], noun: Token) -> None:
    verb = next(t for t in fixed[noun.i + 1 :] if t.dep not in ("aux", "auxpass", "neg", "advmod"))
    passive = any(t.dep == "auxpass" and t.head == verb.i for t in fixed[noun.i : verb.i])
    joint = next((t for t in fixed[noun.head : noun.i] if t.dep == "cc" and t.head == noun.head), None)
    fixed[noun.i] = replace(fixed[noun.i], head=verb.i, dep="nsubjpass" if passive else "nsubj")
    if joint is not None:
        fixed[joint.i] = replace(joint, head=verb.head)


def _is_bare(tokens: Sequence[Token], verb: Token) -> bool:
    """ "will train nurses and set up schools": what could be the past is like the verb that it is coordinated with."""
    above = tokens[verb.head]
    return verb.tag == "VBD" and verb.lower == verb.lemma and verb.dep == "conj" and above.tag == "VB"


def _is_infinitive(tokens: Sequence[Token], noun: Token) -> bool:
    """ "gone there to hunt": a bare noun behind "to", where an adverb already says where to."""
    to = tokens[noun.head]
    bare = noun.tag == "NN" and noun.dep == "pobj" and to.i == noun.i - 1 and to.lower == "to" and to.i > 0
    return bare and tokens[to.i - 1].lower in _WHERE and tokens[to.head].pos == "VERB"


def _make_verb(fixed: list[Token], noun: Token) -> None:
    to = fixed[noun.head]
    fixed[noun.i] = replace(noun, pos="VERB", tag="VB", dep="advcl", head=to.head)
    fixed[to.i] = replace(to, pos="PART", tag="TO", dep="aux", head=noun.i)


def _lacks_e(verb: Token) -> bool:
    """Whether the form is spelled as that of the lemma with an e: "hoped" and "hopes" are no forms of "hop"."""
    if verb.tag == "VBZ":
        return verb.lower == f"{verb.lemma}es" and _TAKES_ES.fullmatch(verb.lemma) is None
    endings = {"VBD": "ed", "VBN": "ed", "VBG": "ing"}
    regular = verb.tag in endings and verb.lower == verb.lemma + endings[verb.tag]
    return regular and _DOUBLES.fullmatch(verb.lemma) is not None


def _is_charge(tokens: Sequence[Token], preposition: Token) -> bool:
    """ "of" between a person and a deed, below a verb of accusing or clearing."""
    person = tokens[preposition.head]
    verb = tokens[person.head]
    if preposition.lower != "of" or preposition.dep != "prep" or person.dep not in ("dobj", "nsubjpass"):
        return False
    deed = any(t.head == preposition.i and t.tag == "VBG" for t in tokens[preposition.i + 1 : preposition.i + 5])
    return deed and any(verb.lemma in verbs for verbs in (frames().accusing, frames().convicting, frames().clearing))


def _is_hyphened(tokens: Sequence[Token], hyphen: Token) -> bool:
    """The hyphen of "co-defendant", whose halves hang on one word in one way, or the second on the first; and any that
    joins a prefix to a verb ("re-elected"), of which the parser makes two verbs."""
    if hyphen.text != "-" or not 0 < hyphen.i < len(tokens) - 1:
        return False
    left, right = tokens[hyphen.i - 1], tokens[hyphen.i + 1]
    close = left.span.end == hyphen.span.start and hyphen.span.end == right.span.start
    alike = left.head == right.head and left.dep == right.dep
    nouns = left.pos in ("NOUN", "ADJ", "X") and right.pos == "NOUN"
    if close and left.lower in _PREFIXES and right.pos == "VERB":
        return True
    return close and nouns and (alike or (right.head == left.i and right.dep in _HALVES))


def _put_together(fixed: list[Token], hyphen: Token) -> None:
    """Make the half behind the hyphen the noun, and the half before it a compound of that."""
    left, right = fixed[hyphen.i - 1], fixed[hyphen.i + 1]
    for token in list(fixed):
        if token.head in (left.i, hyphen.i) and token.i not in (left.i, hyphen.i, right.i):
            fixed[token.i] = replace(token, head=right.i)
    if left.head not in (right.i, hyphen.i) and not _is_above(fixed, right, left):
        head = right.i if left.head == left.i else left.head
        tag = left.tag if right.pos == "VERB" and left.tag.startswith("VB") else right.tag
        fixed[right.i] = replace(right, head=head, dep=left.dep, tag=tag)
    fixed[left.i] = replace(left, head=right.i, dep="compound")
    fixed[hyphen.i] = replace(fixed[hyphen.i], head=right.i, dep="punct")


def _is_above(tokens: Sequence[Token], upper: Token, lower: Token) -> bool:
    return any(at.i == upper.i for at in _upwards(tokens, lower) if at.i != lower.i)


def _upwards(tokens: Sequence[Token], token: Token) -> Iterator[Token]:
    """The token, its governor and so on; once round where an earlier repair has made a circle (see `_untangled`)."""
    seen: set[int] = set()
    while token.i not in seen:
        seen.add(token.i)
        yield token
        token = tokens[token.head]


def _untangled(parsed: Sequence[Token], fixed: Sequence[Token]) -> Iterator[Token]:
    """The repaired tokens, sentence by sentence as parsed where repairs that met in it made a circle of heads."""
    tangled = {fixed[i].sentence for i in _circles(fixed)}
    for before, after in zip(parsed, fixed, strict=True):
        yield before if after.sentence in tangled else after


def _circles(tokens: Sequence[Token]) -> Iterator[int]:
    """A token of each circle of heads. Each token is visited once: `walk` is the way that led to it."""
    walks = [-1] * len(tokens)
    for walk in range(len(tokens)):
        at = walk
        while walks[at] < 0 and tokens[at].head != at:
            walks[at] = walk
            at = tokens[at].head
        if walks[at] == walk and tokens[at].head != at:
            yield at


def _is_item(tokens: Sequence[Token], token: Token, semicolon: int) -> bool:
    """A participle that opens what follows the semicolon, but for "and" and adverbs."""
    if token.tag != "VBG" or token.dep not in ("advcl", "conj", "dep", "ccomp"):
        return False
    return all(t.dep in ("cc", "advmod") for t in tokens[semicolon + 1 : token.i])


def _counted(tokens: Sequence[Token], count: Token) -> tuple[Token, Token] | None:
    """The participle and the plural noun after it, where the numeral stands for that noun alone."""
    if count.tag != "CD" or count.dep not in ("pobj", "dobj", "nsubj", "nsubjpass", "attr"):
        return None
    at = count.i + 1
    while at < len(tokens) and tokens[at].tag in _BETWEEN and tokens[at].sentence == count.sentence:
        participle = tokens[at]
        if participle.tag == "VBN" and participle.dep in ("conj", "acl", "advcl"):
            noun = _object(tokens, participle)
            return None if noun is None else (participle, noun)
        at += 1
    return None


def _object(tokens: Sequence[Token], participle: Token) -> Token | None:
    """The plural noun right behind the participle (adjectives between), if the parser made it its object."""
    at = participle.i + 1
    while at < len(tokens) and tokens[at].tag in _AFTER:
        at += 1
    if at < len(tokens) and tokens[at].tag == "NNS" and tokens[at].head == participle.i and tokens[at].dep == "dobj":
        return tokens[at]
    return None


def _put_back(fixed: list[Token], count: Token, participle: Token, noun: Token) -> None:
    above = fixed[count.i].head
    verb = _verb_above(fixed, above)
    for token in list(fixed):
        if token.head == participle.i and token.i > noun.i:
            fixed[token.i] = replace(token, head=verb)
    fixed[noun.i] = replace(fixed[noun.i], head=above, dep=count.dep)
    fixed[count.i] = replace(fixed[count.i], head=noun.i, dep="nummod")
    fixed[participle.i] = replace(fixed[participle.i], head=noun.i, dep="amod", pos="ADJ")


def _verb_above(fixed: Sequence[Token], at: int) -> int:
    above = list(_upwards(fixed, fixed[at]))
    return next((token.i for token in above if token.pos in ("VERB", "AUX")), above[-1].i)
