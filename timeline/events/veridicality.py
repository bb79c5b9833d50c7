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


_COMPLEMENTS = ("xcomp", "ccomp", "acl", "pcomp", "csubj", "relcl")
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "nsubjpass")


def stance(parse: Parse, frames: Frames, event: Token, stop: Token | None) -> Stance:
    """The stance towards `event`, climbing from it to `stop` (the reporting verb that governs it, not included)."""
    found = _of_word(parse, frames, event)
    current = event
    while found.mode is Mode.FACT and found.certainty in (Certainty.CERTAIN, Certainty.PROBABLE):
        above, link = _governor(parse, current)
        if above is None or (stop is not None and above.i == stop.i):
            break
        turned = _governed(_Link(parse, frames, current, above, link), found)
        if turned is None:
            break
        found, current = turned, above
    return found


def _governor(parse: Parse, current: Token) -> tuple[Token | None, str]:
    """The governor and the preposition between: "the proposal for ending the war" gives (proposal, "for")."""
    above = parse.head(current)
    if above is None or above.pos not in ("ADP", "SCONJ"):
        return above, ""
    return parse.head(above), above.lower


def is_negated(parse: Parse, frames: Frames, word: Token) -> Token | None:
    """The word that negates, in the clause's own negation, its subject ("nobody") or its object ("no arrests")."""
    for kid in parse.children(word):
        if kid.dep in ("neg", "det", "preconj") and kid.lower in frames.negations:
            return kid
        if kid.dep == "advmod" and kid.lower == "longer":
            return kid
        if kid.dep in (*_SUBJECTS, "dobj") and word.pos in ("VERB", "AUX"):
            inside = [kid, *parse.children(kid, "det", "neg", "preconj", "cc", "amod")]
            turned = next((t for t in inside if t.lower in frames.negations), None)
            if turned is not None:
                return turned
    above = parse.head(word)
    if word.dep == "acl" and word.tag == "VBN" and above is not None and above.dep == "ROOT":
        return next(
            (t for t in parse.children(above, "det") if t.lower in frames.negations), None
        )  # "No survivors found"
    return None


def _of_word(parse: Parse, frames: Frames, event: Token) -> Stance:
    """What the event's own auxiliaries, negations and conjunctions say."""
    negation = is_negated(parse, frames, event)
    polarity = Polarity.POS if negation is None else Polarity.NEG
    condition = _condition(parse, frames, event)
    if condition is not None:
        return Stance(Certainty.UNCOMMITTED, polarity, Mode.CONDITION, condition.span)
    if event.dep == "ROOT" and event.tag == "VB" and parse.children(event, "nsubj", "nsubjpass"):
        to = next((k for k in parse.children(event, "aux") if k.lower == "to"), None)
        if to is not None:  # the future of headlines: "Bank to close branches"
            return Stance(Certainty.UNCOMMITTED, polarity, Mode.PLAN, to.span)
    for kid in parse.children(event):
        turned = _turned(parse, frames, event, kid, polarity)
        if turned is not None:
            return turned
    return Stance(Certainty.CERTAIN, polarity, Mode.FACT, None if negation is None else negation.span)


def _turned(parse: Parse, frames: Frames, event: Token, kid: Token, polarity: Polarity) -> Stance | None:
    """What one dependent of the event makes of it: an auxiliary, a hedge, "planned" before a noun."""
    if kid.dep == "aux":
        return _modal(parse, frames, event, kid, polarity)
    if kid.dep == "advmod" and kid.lower in frames.likely:
        return Stance(Certainty.PROBABLE, polarity, Mode.FACT, kid.span)
    if kid.lower in frames.hedges and kid.dep in ("advmod", "amod"):
        return Stance(Certainty.POSSIBLE, polarity, Mode.FACT, kid.span)
    if kid.dep == "amod" and kid.lower in frames.meant:
        return Stance(Certainty.UNCOMMITTED, polarity, Mode.PLAN, kid.span)
    return None


def _condition(parse: Parse, frames: Frames, event: Token) -> Token | None:
    """The word that leaves open whether: "if", "whether", "in case", the mark of a yes/no question."""
    for kid in parse.children(event, "mark"):
        if kid.lower in frames.condition_marks:
            return kid
    above, _ = _governor(parse, event)
    if above is not None and above.lower == "case" and event.dep in ("acl", "relcl", "ccomp"):
        return above
    last = parse.sentence_tokens(event.sentence)[-1]
    if last.text == "?" and event.dep == "ROOT" and not _asks_for_more(parse, event):
        return last
    return None


def _asks_for_more(parse: Parse, verb: Token) -> bool:
    """ "When did he leave?" takes for granted that he left; "Did he leave?" does not."""
    return any(t.tag in ("WP", "WRB", "WDT", "WP$") for t in parse.subtree(verb))


def _modal(parse: Parse, frames: Frames, event: Token, aux: Token, polarity: Polarity) -> Stance | None:
    conditional = any(
        k.lower in frames.condition_marks for c in parse.children(event, "advcl") for k in parse.children(c, "mark")
    )
    if aux.lower in frames.will and not conditional:
        return Stance(Certainty.PROBABLE, polarity, Mode.PLAN, aux.span)
    if aux.lower in frames.would and not conditional and _is_past_future(parse, event):
        return Stance(Certainty.UNCOMMITTED, polarity, Mode.PLAN, aux.span)
    if aux.lower == "must" and any(k.lower == "have" for k in parse.children(event, "aux")):
        return Stance(Certainty.PROBABLE, polarity, Mode.FACT, aux.span)
    if aux.lower in frames.would or aux.lower in frames.will or aux.lower in ("should", "must"):
        return Stance(Certainty.UNCOMMITTED, polarity, Mode.CONDITION, aux.span)
    if aux.lower in frames.may:
        return Stance(Certainty.POSSIBLE, polarity, Mode.FACT, aux.span)
    return None


def _is_past_future(parse: Parse, event: Token) -> bool:
    """ "promised that she would return": would is will, told in the past."""
    above = parse.head(event)
    return event.dep == "ccomp" and above is not None and above.tag in ("VBD", "VBN")


@dataclass(frozen=True, slots=True)
class _Link:
    """One step up the tree: `current` hangs on `above`, through the preposition `by` ("" where there is none)."""

    parse: Parse
    frames: Frames
    current: Token
    above: Token
    by: str

    @property
    def is_complement(self) -> bool:
        return self.current.dep in _COMPLEMENTS

    @property
    def is_object(self) -> bool:
        return self.current.pos in ("NOUN", "PROPN") and self.current.dep in (*_OBJECTS, "pobj")

    @property
    def is_definite(self) -> bool:
        """ "the murder" is no mere accusation: the words take it for granted."""
        kids = self.parse.children(self.current, "det", "poss")
        return any(k.dep == "poss" or k.lower in self.frames.definite for k in kids)

    @property
    def is_infinitive(self) -> bool:
        return any(k.lower == "to" for k in self.parse.children(self.current, "aux", "mark"))


def _governed(link: _Link, found: Stance) -> Stance | None:
    """What the governor makes of it; None where the clause ends and the governor says nothing of it."""
    if link.by == "without":
        return Stance(Certainty.CERTAIN, _flip(found.polarity), Mode.FACT, link.above.span)
    if link.current.dep == "conj":
        return found
    if link.above.lemma in link.frames.containing and link.is_object:
        return found  # "a deal involving elections": part of whatever the deal is
    for judge in (_predicated, _negated, _accused, _believed, _happened, _planned, _discussed):
        turned = judge(link, found)
        if turned is not None:
            return turned
    if link.current.dep in ("xcomp", "ccomp"):
        inherited = _of_word(link.parse, link.frames, link.above)
        return inherited if inherited.certainty is not Certainty.CERTAIN else found
    is_claim = link.above.pos == "NOUN" and link.above.lemma in link.frames.report_nouns
    return found if is_claim and link.current.dep in ("acl", "relcl", "ccomp") else None


def _predicated(link: _Link, found: Stance) -> Stance | None:
    """ "It is not true that ...", "the claim that ... was false", "it is possible that ..."."""
    if link.above.lemma != "be" or not (link.is_complement or link.current.dep in _SUBJECTS):
        return None
    if link.current.dep in _SUBJECTS and link.current.lemma not in link.frames.report_nouns:
        return None
    negated = is_negated(link.parse, link.frames, link.above) is not None
    for word in link.parse.children(link.above, "acomp", "attr"):
        if word.lower in ("false", "untrue", "wrong", "unlikely") or (negated and word.lower in ("true", "correct")):
            certainty = Certainty.PROBABLE if word.lower == "unlikely" else Certainty.CERTAIN
            return Stance(certainty, _flip(found.polarity), Mode.FACT, word.span)
        if word.lower in link.frames.likely:
            return Stance(Certainty.PROBABLE, found.polarity, Mode.FACT, word.span)
        if word.lower in link.frames.hedges:
            return Stance(Certainty.POSSIBLE, found.polarity, Mode.FACT, word.span)
    return None


def _negated(link: _Link, found: Stance) -> Stance | None:
    """ "failed to pay", "prevented them from entering", "acquitted of forging", "cancelled the flight"."""
    if link.above.lemma not in link.frames.negating:
        return None
    governs = link.is_complement or (link.is_object and link.by in ("", "of", "from"))
    if not governs or link.by not in ("", "of", "from", "in"):
        return None
    if is_negated(link.parse, link.frames, link.above) is not None:
        return found
    return Stance(Certainty.CERTAIN, _flip(found.polarity), Mode.FACT, link.above.span)


def _accused(link: _Link, found: Stance) -> Stance | None:
    """ "accused of lying", "charged with murder", "alleged to have lied"."""
    if link.above.lemma not in link.frames.accusing:
        return None
    if link.current.dep == "pobj" and (link.is_definite or link.by not in ("of", "with")):
        return None
    if link.current.dep in ("pobj", "pcomp", "xcomp", "ccomp"):
        return Stance(Certainty.POSSIBLE, found.polarity, Mode.FACT, link.above.span)
    return None


def _happened(link: _Link, found: Stance) -> Stance | None:
    """ "managed to save", "forced to close", "convicted of forging": done, and not done where negated."""
    if link.above.lemma not in link.frames.done or not (link.is_complement or link.current.dep == "pobj"):
        return None
    if link.above.lemma == "go" and link.above.tag == "VBG":
        return None  # "is going to reopen"
    if is_negated(link.parse, link.frames, link.above) is not None:
        return Stance(Certainty.CERTAIN, _flip(found.polarity), Mode.FACT, link.above.span)
    inherited = _of_word(link.parse, link.frames, link.above)
    return inherited if inherited.certainty is not Certainty.CERTAIN else found


def _planned(link: _Link, found: Stance) -> Stance | None:
    """ "plans to build", "agreed to talks", "is scheduled", and any other infinitive that no other judge took."""
    named = link.above.lemma in link.frames.planned
    meant = Stance(Certainty.UNCOMMITTED, found.polarity, Mode.PLAN, link.above.span)
    if link.is_complement and (named or (link.is_infinitive and link.above.lemma not in link.frames.reporting)):
        return meant if link.by in ("", "for", "to", "on", "of") else None
    if not named or not link.is_object:
        return None
    if link.current.dep == "nsubjpass":
        return meant if link.above.lemma in link.frames.scheduled else None
    if link.is_definite:
        return None
    return meant if link.by in ("", "for", "to", "on") else None


def _discussed(link: _Link, found: Stance) -> Stance | None:
    """ "talks on a merger", "a referendum on annexation": named as a topic, not told."""
    if link.above.lemma not in link.frames.topics or link.by not in link.frames.topical or not link.is_object:
        return None
    if link.is_definite:
        return None
    return Stance(Certainty.UNCOMMITTED, found.polarity, Mode.CONDITION, link.above.span)


def _believed(link: _Link, found: Stance) -> Stance | None:
    """ "is thought to have fled": a belief without a holder is the author's."""
    if not link.is_complement or not link.parse.children(link.above, "nsubjpass", "auxpass"):
        return None
    if link.above.lemma in link.frames.probable:
        return Stance(Certainty.PROBABLE, found.polarity, Mode.FACT, link.above.span)
    if link.above.lemma in link.frames.possible:
        return Stance(Certainty.POSSIBLE, found.polarity, Mode.FACT, link.above.span)
    return None


def _flip(polarity: Polarity) -> Polarity:
    return Polarity.NEG if polarity is Polarity.POS else Polarity.POS
