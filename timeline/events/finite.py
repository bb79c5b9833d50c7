"""Finite clauses for deeds told without a finite verb: "accused Weiss of taking bribes" -> "Weiss took bribes"."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events.inflection import past, third
from timeline.events.lexicon import frames
from timeline.events.model import Factuality
from timeline.events.participants import is_bare_passive
from timeline.syntax import Parse, Token

_FINITE = ("VBD", "VBZ", "VBP", "MD")
_CONJUNCTS = 4  # steps back along "tried, jailed and fined"
_UNREAL = (Factuality.PLANNED, Factuality.HYPOTHETICAL)
_PRESENT = {"was": "is", "were": "are"}
_PLURAL_TAGS = ("NNS", "NNPS")
_PLURAL_WORDS = frozenset(
    {"they", "them", "we", "us", "you", "those", "these", "both", "many", "several", "few", "some", "all", "others"}
)


@dataclass(frozen=True, slots=True)
class Form:
    """How a verb is put: the words between its subject and its clause, its own word, and the tokens left out."""

    before: str
    word: str
    dropped: frozenset[int]


def finite(parse: Parse, verb: Token, subject: Token | None, told: Factuality) -> Form | None:
    """The verb with the auxiliaries or the tense that its clause shares with another; None where it stands as it is.

    What is only meant keeps its infinitive, as in headlines: "Bank to close branches".
    """
    own = parse.children(verb, "aux", "auxpass")
    reduced = _is_reduced(parse, verb)
    if subject is None or (is_finite(parse, verb) and not reduced):
        return None
    shared = _shared(parse, verb)
    if shared is not None:
        return shared
    to = frozenset(t.i for t in own if t.lower == "to")
    governor = parse.head(verb)
    if governor is not None and governor.lemma == "be" and to and governor.tag in _FINITE:
        return Form(f"{governor.text} to", verb.text, to)  # "the search is to resume"
    hedge = _hedged(parse, verb, governor) if to else None
    if hedge is not None:
        return Form(hedge, verb.text, to)  # "is believed to have left"
    be = None if governor is None or governor.pos != "ADJ" else parse.head(governor)
    if be is not None and governor is not None and be.lemma == "be" and is_finite(parse, be) and to:
        words = " ".join(t.text for t in (*parse.children(be, "aux"), be, governor))
        return Form(f"{words} to", verb.text, to)  # "a hearing is due to take place"
    if told in _UNREAL or (verb.tag == "VB" and not _is_past(parse, verb)):
        return None
    return _told(parse, verb, subject, own, to)


def _hedged(parse: Parse, verb: Token, governor: Token | None) -> str | None:
    """The passive that says how sure an infinitive is, as it stands before it: "are expected to"."""
    if governor is None or verb.dep != "xcomp" or not is_finite(parse, governor):
        return None
    table = frames()
    if governor.lemma not in table.probable | table.possible | table.hearsay or not parse.children(governor, "auxpass"):
        return None
    words = (t for t in parse.children(governor, "aux", "auxpass", "neg") if t.i < governor.i)
    return " ".join([*(t.text for t in words), governor.text, "to"])


def _is_reduced(parse: Parse, verb: Token) -> bool:
    """ "ice cores drilled in 2019", "the ship, reported missing in 2019": whether the tagger takes it for the past or a
    participle."""
    behind = verb.tag in ("VBN", "VBD") and verb.dep == "acl" and verb.head == verb.i - 1
    behind = behind or (verb.tag == "VBD" and verb.dep == "acl" and parse.tokens[verb.i - 1].text == ",")
    return behind or is_bare_passive(parse, verb)


def _told(parse: Parse, verb: Token, subject: Token, own: tuple[Token, ...], to: frozenset[int]) -> Form | None:
    """The past of a deed that is told as done, or not done."""
    was = "were" if is_plural(parse, subject, verb) else "was"
    passive = next((t for t in own if t.dep == "auxpass" or t.lower == "being"), None)
    having = next((t for t in own if t.lower in ("have", "having")), None)
    dropped = to | {t.i for t in (passive, having) if t is not None}
    if having is not None:
        been = passive is not None or any(t.lower == "been" for t in own)
        return Form("had been" if been else "had", verb.text, dropped | {t.i for t in own if t.lower == "been"})
    participle = _is_reduced(parse, verb) or (verb.tag == "VBN" and _is_passive(parse, verb))
    if passive is not None or (participle and not own):
        return Form(was, verb.text, dropped)
    if verb.tag not in ("VB", "VBG") or (own and not to):
        return None
    if not _is_past(parse, verb) and not _is_charged(parse, verb):
        below = verb.dep in ("acl", "advcl") or is_absolute(parse, verb)
        is_adjunct = verb.tag == "VBG" and below and verb.i > subject.i
        is_clause = parse.children(verb, "dobj", "prep", "advmod", "acomp")  # "a tsunami warning" is none
        return Form(_PRESENT[was], verb.text, dropped) if is_adjunct and is_clause and not own else None
    meanwhile = verb.tag == "VBG" and verb.dep == "advcl" and any(t.lower == "while" for t in parse.children(verb))
    if meanwhile and not own:
        return Form(was, verb.text, dropped)  # "fell while climbing"
    if _is_undone(parse, verb):
        return Form("did not", verb.lemma, dropped)
    return Form("", was if verb.lemma == "be" else past(verb.lemma), dropped)


def _is_passive(parse: Parse, verb: Token) -> bool:
    """ "saw her brother killed", "one man was shot and four others wounded": a participle with a subject of its own."""
    if verb.lemma in frames().intransitive:
        return False
    for _ in range(_CONJUNCTS):  # "had a clerk tried and jailed"
        above = parse.head(verb)
        if verb.dep != "conj" or above is None or above.tag != "VBN" or parse.children(verb, "nsubj", "nsubjpass"):
            break
        verb = above
    own = parse.children(verb, "nsubj", "nsubjpass")
    if own and parse.children(verb, "mark") and not is_absolute(parse, verb):
        return False  # "as the train passed by": the past, though the tagger takes it for a participle
    if verb.dep in ("xcomp", "oprd"):
        return not parse.children(verb, "aux")  # "was found infected"
    if verb.dep == "ROOT":  # "A clerk jailed for fraud said ..."
        other = any(t.tag == "VBD" and not parse.children(t, "nsubj") for t in parse.children(verb, "conj"))
        return bool(own) and not parse.children(verb, "dobj") and (other or bool(parse.children(verb, "agent")))
    shared = bool(own) and verb.dep in ("ccomp", "conj")
    return verb.dep in ("acl", "advcl") or is_absolute(parse, verb) or shared


def is_absolute(parse: Parse, verb: Token) -> bool:
    """ "The town was shelled, with nine people killed"."""
    own = parse.children(verb, "nsubj", "nsubjpass")
    within = verb.dep == "pcomp" and parse.tokens[verb.head].lower == "with"
    marked = verb.dep == "advcl" and any(t.lower == "with" for t in parse.children(verb, "mark"))
    return bool(own) and (within or marked)


def _is_charged(parse: Parse, verb: Token) -> bool:
    """ "is accused of hiding it": what somebody is blamed for lies in the past, whatever the tense of the blame."""
    preposition = parse.head(verb)
    above = None if preposition is None or verb.dep != "pcomp" else parse.head(preposition)
    if preposition is None or above is None:
        return False
    charging = frames().accusing | frames().convicting
    return above.lemma in (charging if preposition.lower in ("of", "with") else frames().blamed)


def is_finite(parse: Parse, verb: Token) -> bool:
    """ "closed", "has closed", "will close", but not "closing" or "to close"."""
    return verb.tag in _FINITE or any(t.tag in _FINITE for t in parse.children(verb, "aux", "auxpass"))


def is_plural(parse: Parse, noun: Token, verb: Token) -> bool:
    """Whether a subject takes "were": "two men", "Berg and Dorn", "they"; only what stands before the verb counts."""
    partners = any(t.i < verb.i for t in parse.children(noun, "conj"))
    if noun.tag in _PLURAL_TAGS or noun.lower in _PLURAL_WORDS or partners:
        return True
    return noun.tag == "CD" and noun.lower not in ("one", "1")


def of_another(parse: Parse, verb: Token) -> Form | None:
    """ "I have met" as somebody else says it: "has met"."""
    for token in (*parse.children(verb, "aux", "auxpass"), verb):
        if token.tag == "VBP" or token.lower == "was":
            word = third(token.lemma) if token.tag == "VBP" else token.text
            if token.i == verb.i:
                return Form("", word, frozenset())
            return Form(word, verb.text, frozenset({token.i}))
    return None


def _shared(parse: Parse, verb: Token) -> Form | None:
    """The auxiliaries of the clause that this one is coordinated with: "were detained and later released"."""
    first = verb
    while first.dep == "conj" and not parse.children(first, "aux", "auxpass", "nsubj", "nsubjpass"):
        above = parse.head(first)
        if above is None or above.pos not in ("VERB", "AUX"):
            return None
        first = above
    if first.i == verb.i or first.tag != verb.tag or parse.children(verb, "nsubj", "nsubjpass"):
        return None
    if verb.lemma in frames().intransitive and parse.children(first, "auxpass"):
        return None  # "were shot or disappeared"
    words = [t for t in parse.children(first, "aux", "auxpass", "neg") if t.i < first.i]
    if not any(t.tag in _FINITE for t in words):
        return None
    return Form(" ".join(t.text for t in words if t.dep != "neg"), verb.text, frozenset())


def _is_past(parse: Parse, verb: Token) -> bool:
    """Whether the nearest finite clause above is told in the past, or as done by now."""
    for above in parse.ancestors(verb):
        if above.pos not in ("VERB", "AUX") or not is_finite(parse, above):
            continue
        finites = [t for t in (above, *parse.children(above, "aux", "auxpass")) if t.tag in _FINITE]
        if any(t.tag == "MD" for t in finites):
            return False
        behind = verb.dep == "pcomp" and parse.tokens[verb.head].lower == "after"  # "is in good form after winning"
        have = any(t.lemma == "have" and t.i != above.i for t in finites)
        return behind or have or any(t.tag == "VBD" for t in finites)
    return False


def _is_undone(parse: Parse, verb: Token) -> bool:
    """ "failed to pay", "refused to leave": what the governor says was not done."""
    above = parse.head(verb)
    if above is None or above.lemma not in frames().negating or verb.dep not in ("xcomp", "acl"):
        return False
    return not parse.children(above, "neg")
