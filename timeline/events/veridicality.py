"""What the words around an event say of it in one voice: did it happen, not, perhaps, or is it only meant?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from timeline.article import Span
from timeline.events.lexicon import Frames
from timeline.events.model import Certainty, Polarity
from timeline.syntax import Parse, Token


class Mode(StrEnum):
    """How the clause presents the event."""

    FACT = "fact"
    PLAN = "plan"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Stance:
    """Certainty and polarity of an event in the voice of its own clause; `cue` covers the word that turned it."""

    certainty: Certainty
    polarity: Polarity
    mode: Mode = Mode.FACT
    cue: Span | None = None


_ASIDE = ("during", "despite", "amid", "in", "at", "by", "under", "near", "because")
_NEGATED = ("xcomp", "ccomp", "acl", "pcomp", "dobj", "pobj", "nsubjpass")
_COMPLEMENTS = ("xcomp", "ccomp", "acl", "pcomp", "advcl", "csubj")


def stance(parse: Parse, frames: Frames, event: Token, stop: Token | None) -> Stance:
    """The stance towards `event`, climbing from it to `stop` (the reporting verb that governs it, not included)."""
    found = _of_word(parse, frames, event)
    if found.mode is Mode.CONDITION and found.cue is not None and stop is not None and _is_later(parse, frames, event):
        return Stance(Certainty.PROBABLE, found.polarity, Mode.PLAN, found.cue)
    current = event
    while found.mode is Mode.FACT and found.certainty is Certainty.CERTAIN:
        above = parse.head(current)
        if above is not None and above.pos == "ADP" and above.lower != "without":
            if above.lower in frames.temporal_marks or above.lower in _ASIDE:
                break
            above = parse.head(above)  # "the proposal for ending the war": the noun governs, the preposition links
        if above is None or (stop is not None and above.i == stop.i):
            break
        turned = _governed(parse, frames, current, above, found)
        if turned is None:
            break
        found, current = turned, above
    return found


def _is_later(parse: Parse, frames: Frames, event: Token) -> bool:
    """ "said it would ask": the future of a past saying, where no condition is named."""
    kids = parse.children(event)
    would = any(k.dep == "aux" and k.lower in frames.would for k in kids)
    conditions = [k for k in kids if k.dep == "advcl" and _has_mark(parse, frames, k)]
    return would and not conditions and not _has_mark(parse, frames, event)


def _has_mark(parse: Parse, frames: Frames, verb: Token) -> bool:
    return any(k.lower in frames.condition_marks for k in parse.children(verb, "mark"))


def _of_word(parse: Parse, frames: Frames, event: Token) -> Stance:
    """What the event's own auxiliaries, negations and conjunctions say."""
    kids = parse.children(event)
    negation = next((k for k in kids if k.dep in ("neg", "det", "preconj") and k.lower in frames.negations), None)
    polarity = Polarity.POS if negation is None else Polarity.NEG
    for kid in kids:
        if kid.dep == "mark" and kid.lower in frames.condition_marks:
            return Stance(Certainty.UNCOMMITTED, polarity, Mode.CONDITION, kid.span)
        if kid.dep == "aux":
            turned = _modal(frames, kid, polarity)
            if turned is not None:
                return turned
        if kid.dep == "advmod" and kid.lower in frames.hedges:
            return Stance(Certainty.POSSIBLE, polarity, Mode.FACT, kid.span)
    cue = None if negation is None else negation.span
    return Stance(Certainty.CERTAIN, polarity, Mode.FACT, cue)


def _modal(frames: Frames, aux: Token, polarity: Polarity) -> Stance | None:
    if aux.lower in frames.will:
        return Stance(Certainty.PROBABLE, polarity, Mode.PLAN, aux.span)
    if aux.lower in frames.would or aux.lower in ("should", "must"):
        return Stance(Certainty.UNCOMMITTED, polarity, Mode.CONDITION, aux.span)
    if aux.lower in frames.may:
        return Stance(Certainty.POSSIBLE, polarity, Mode.FACT, aux.span)
    return None


def _governed(parse: Parse, frames: Frames, current: Token, above: Token, found: Stance) -> Stance | None:
    """What the governor makes of it; None where the clause ends and the governor says nothing of it."""
    if current.dep in ("conj", "appos", "compound", "amod", "relcl"):
        return found if current.dep == "conj" else None
    if above.pos == "ADP" and above.lower == "without":
        return Stance(Certainty.CERTAIN, _flip(found.polarity), Mode.FACT, above.span)
    infinitive = current.tag == "VB" and any(k.lower == "to" for k in parse.children(current, "aux", "mark"))
    if above.lemma in frames.negating and current.dep in _NEGATED:
        return Stance(Certainty.CERTAIN, _flip(found.polarity), Mode.FACT, above.span)
    if above.lemma in frames.accusing and current.dep in ("pcomp", "pobj", "prep", "xcomp", "ccomp"):
        return Stance(Certainty.POSSIBLE, found.polarity, Mode.FACT, above.span)
    complement = current.dep in _COMPLEMENTS and (infinitive or current.dep != "advcl")
    if complement and (infinitive or above.lemma in frames.planned):
        if above.lemma in frames.certain or above.lemma in (
            "begin",
            "start",
            "continue",
            "manage",
            "help",
            "come",
            "go",
        ):
            return found
        return Stance(Certainty.UNCOMMITTED, found.polarity, Mode.PLAN, above.span)
    if above.lemma in frames.planned and current.dep in ("dobj", "pobj") and current.pos == "NOUN":
        return Stance(Certainty.UNCOMMITTED, found.polarity, Mode.PLAN, above.span)
    if current.dep in ("xcomp", "ccomp"):
        inherited = _of_word(parse, frames, above)
        return inherited if inherited.certainty is not Certainty.CERTAIN else found
    return None


def _flip(polarity: Polarity) -> Polarity:
    return Polarity.NEG if polarity is Polarity.POS else Polarity.POS
