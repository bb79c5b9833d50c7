"""Sayings: the words of a sentence that carry what a source says ("denied", "reports that", "according to")."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events.lexicon import Frames
from timeline.events.model import Certainty, Polarity
from timeline.events.participants import subject_of
from timeline.syntax import Parse, Token


@dataclass(frozen=True, slots=True)
class Carrier:
    """A word that carries a saying, and the word for who says it (None: the noun carries it by itself)."""

    token: Token
    speaker: Token | None
    certainty: Certainty
    polarity: Polarity


def carrier(parse: Parse, frames: Frames, above: Token, content: Token) -> Carrier | None:
    """The saying that `above` makes of the clause or noun `content` below it, if it makes one."""
    if above.pos == "NOUN":
        return _by_noun(parse, frames, above, content)
    if above.pos != "VERB" or above.lemma not in frames.reporting:
        return None
    if above.lemma in frames.denied and content.dep == "ccomp" and parse.children(above, "dobj"):
        return None  # "they accused him; he rejected the claim": the object is what is rejected
    return verbal(parse, frames, above) if _is_content(frames, above, content) else None


def _is_content(frames: Frames, verb: Token, below: Token) -> bool:
    """Whether what hangs on a reporting verb is what is reported."""
    if below.dep == "prep":
        return verb.lemma in frames.accusing and below.lower == "of"
    if below.dep == "dobj":
        named = below.lemma in frames.report_nouns
        return verb.lemma in frames.denied and (named or verb.lemma in frames.denying)
    return below.dep not in ("advcl", "relcl", "nsubj", "nsubjpass", "conj", "npadvmod")


def verbal(parse: Parse, frames: Frames, verb: Token) -> Carrier | None:
    """What a reporting verb makes of its content; None where nobody is said to speak ("is thought to have fled")."""
    speaker = speaker_of(parse, verb)
    if speaker is None:
        return None
    return Carrier(verb, speaker, *_holds(parse, frames, verb))


def speaker_of(parse: Parse, verb: Token) -> Token | None:
    """The subject, or the agent of a passive: "was confirmed by the palace"."""
    if parse.children(verb, "auxpass", "nsubjpass"):
        return next((t for by in parse.children(verb, "agent") for t in parse.children(by, "pobj")), None)
    if verb.tag == "VBN" and verb.dep in ("acl", "relcl") and not parse.children(verb, "aux", "nsubj"):
        return None
    return subject_of(parse, verb)


def _by_noun(parse: Parse, frames: Frames, noun: Token, content: Token) -> Carrier | None:
    """ "reports that", "Musk's claim that"; a claim that is called false is the author's word, not a saying."""
    if noun.lemma not in frames.report_nouns or content.dep not in ("acl", "relcl", "pcomp", "ccomp"):
        return None
    governor = parse.head(noun)
    if governor is not None and governor.lemma == "be" and noun.dep == "nsubj":
        called = parse.children(governor, "acomp", "attr")
        if any(t.lower in frames.falsehoods for t in called):
            return None
    owner = next(iter(parse.children(noun, "poss")), None)
    certainty = Certainty.POSSIBLE if noun.lemma in frames.doubtful_nouns else Certainty.CERTAIN
    return Carrier(noun, owner, certainty, Polarity.POS)


def _holds(parse: Parse, frames: Frames, verb: Token) -> tuple[Certainty, Polarity]:
    """How surely the verb's subject holds the content, and whether it holds it true.

    Not denying leaves it open; not believing is believing not.
    """
    negated = bool(parse.children(verb, "neg"))
    if verb.lemma in frames.denied:
        return (Certainty.POSSIBLE, Polarity.POS) if negated else (Certainty.CERTAIN, Polarity.NEG)
    if verb.lemma in frames.doubted:
        return Certainty.PROBABLE, Polarity.POS if negated else Polarity.NEG
    if verb.lemma in frames.probable:
        return Certainty.PROBABLE, Polarity.NEG if negated else Polarity.POS
    return Certainty.POSSIBLE if verb.lemma in frames.possible else Certainty.CERTAIN, Polarity.POS


def inserted(parse: Parse, frames: Frames, clause: Token) -> Carrier | None:
    """A saying set into the clause it carries: "The plant, Orlov said, closed in May", "Ferry sinks, says navy"."""
    for verb in parse.children(clause, "ccomp", "parataxis", "dep", "conj", "advcl"):
        if verb.lemma in frames.reporting and verb.pos == "VERB" and _is_parenthesis(parse, verb):
            return verbal(parse, frames, verb)
    return None


def _is_parenthesis(parse: Parse, verb: Token) -> bool:
    """Set off by a comma, with a subject and no content of its own."""
    if parse.children(verb, "ccomp", "dobj", "mark") or not parse.children(verb, "nsubj"):
        return False
    inside = parse.subtree(verb)
    first, last = inside[0].i, inside[-1].i
    return any(0 <= i < len(parse.tokens) and parse.tokens[i].text == "," for i in (first, first - 1, last + 1))


def according_to(parse: Parse, sentence: int) -> tuple[Token, Token] | None:
    """ "according to the coast guard": (the word "according", the word for the source)."""
    for token in parse.sentence_tokens(sentence):
        if token.lower == "according":
            for to in parse.children(token, "prep"):
                for source in parse.children(to, "pobj"):
                    return token, source
    return None
