"""What a governor makes of the event below it: "failed to pay", "accused of lying", "talks on a merger"."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.events.clauses import Mode, Stance, flip, is_negated, of_word
from timeline.events.epithets import kinds
from timeline.events.genders import bodies, is_person
from timeline.events.lexicon import Frames
from timeline.events.model import Certainty
from timeline.syntax import Parse, Token

_COMPLEMENTS = ("xcomp", "ccomp", "acl", "pcomp", "csubj", "relcl")
_SUBJECTS = ("nsubj", "nsubjpass")
_OBJECTS = ("dobj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Link:
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
    def is_perfect(self) -> bool:
        """ "to have left"."""
        return any(k.lower == "have" for k in self.parse.children(self.current, "aux"))

    @property
    def is_infinitive(self) -> bool:
        return any(k.lower == "to" for k in self.parse.children(self.current, "aux", "mark"))


def governed(link: Link, found: Stance) -> Stance | None:
    """What the governor makes of it; None where the clause ends and the governor says nothing of it."""
    if link.by == "without":
        return Stance(Certainty.CERTAIN, flip(found.polarity), Mode.FACT, link.above.span)
    if link.current.dep == "conj":
        return found
    if link.above.lemma in link.frames.containing and link.is_object:
        return found  # "a deal involving elections": part of whatever the deal is
    if link.current.dep == "attr" and _is_ranked(link, link.current):
        inherited = of_word(link.parse, link.frames, link.above)  # "would be the first to score"
        return inherited if inherited.certainty is not Certainty.CERTAIN else found
    for judge in JUDGES:
        turned = judge(link, found)
        if turned is not None:
            return turned
    if link.current.dep in ("xcomp", "ccomp"):
        inherited = of_word(link.parse, link.frames, link.above)
        return inherited if inherited.certainty is not Certainty.CERTAIN else found
    is_claim = link.above.pos == "NOUN" and link.above.lemma in link.frames.report_nouns
    return found if is_claim and link.current.dep in ("acl", "relcl", "ccomp") else None


def _predicated(link: Link, found: Stance) -> Stance | None:
    """ "It is not true that ...", "the claim that ... was false", "it is possible that ..."."""
    if link.above.lemma != "be" or not (link.is_complement or link.current.dep in _SUBJECTS):
        return None
    if link.current.dep in _SUBJECTS and link.current.lemma not in link.frames.report_nouns:
        return None
    negated = is_negated(link.parse, link.frames, link.above) is not None
    for word in link.parse.children(link.above, "acomp", "attr"):
        if word.lower in ("false", "untrue", "wrong", "unlikely") or (negated and word.lower in ("true", "correct")):
            certainty = Certainty.PROBABLE if word.lower == "unlikely" else Certainty.CERTAIN
            return Stance(certainty, flip(found.polarity), Mode.FACT, word.span)
        if word.lower in link.frames.likely:
            return Stance(Certainty.PROBABLE, found.polarity, Mode.FACT, word.span)
        if word.lower in link.frames.hedges:
            return Stance(Certainty.POSSIBLE, found.polarity, Mode.FACT, word.span)
    return None


def _negated(link: Link, found: Stance) -> Stance | None:
    """ "failed to pay", "prevented them from entering", "acquitted of forging", "cancelled the flight"."""
    if _is_put_off(link):
        return Stance(Certainty.CERTAIN, flip(found.polarity), Mode.FACT, link.above.span)
    clearing = link.above.lemma in link.frames.clearing and link.by == "of"
    if link.above.lemma not in link.frames.negating and not clearing:
        return None
    governs = link.is_complement or (link.is_object and link.by in ("", "of", "from"))
    if not governs or link.by not in ("", "of", "from", "in"):
        return None
    if is_negated(link.parse, link.frames, link.above) is not None:
        return found
    return Stance(Certainty.CERTAIN, flip(found.polarity), Mode.FACT, link.above.span)


def _ranked(link: Link, found: Stance) -> Stance | None:
    """ "was the first to score", "the only country to sign it": done, unlike what other infinitives say."""
    if link.current.dep not in ("acl", "relcl", "xcomp") or not link.is_infinitive:
        return None
    if _is_ranked(link, link.above):
        return found
    called = link.parse.children(link.above, "attr") if link.above.lemma in ("be", "become") else ()
    if not any(_is_ranked(link, t) for t in called):
        return None
    inherited = of_word(link.parse, link.frames, link.above)
    return inherited if inherited.certainty is not Certainty.CERTAIN else found


def _is_ranked(link: Link, noun: Token) -> bool:
    """ "the first", "the youngest player", but not "the first step", which does nothing itself."""
    if noun.lower in link.frames.ranking:
        return True
    acts = noun.lemma in kinds() or noun.lemma in bodies() or is_person(noun)
    words = link.parse.children(noun, "amod")
    return acts and any(t.lower in link.frames.ranking or t.tag == "JJS" for t in words)


def _accused(link: Link, found: Stance) -> Stance | None:
    """ "accused of lying", "charged with murder", "alleged to have lied", "arrested for lying"."""
    if link.above.lemma in link.frames.pursuing and link.by == "for" and link.current.dep == "pcomp":
        return Stance(Certainty.POSSIBLE, found.polarity, Mode.FACT, link.above.span)
    if link.above.lemma not in link.frames.accusing:
        return None
    if link.current.dep == "pobj" and (link.is_definite or link.by not in ("of", "with")):
        return None
    if link.current.dep in ("pobj", "pcomp", "xcomp", "ccomp"):
        return Stance(Certainty.POSSIBLE, found.polarity, Mode.FACT, link.above.span)
    return None


def _happened(link: Link, found: Stance) -> Stance | None:
    """ "managed to save", "forced to close", "convicted of forging": done, and not done where negated.

    "Not guilty in the crash" says that there was a crash: only what one is guilty of is negated.
    """
    governs = link.is_complement or (link.current.dep == "pobj" and link.by in ("of", "for", "to", "into", "with"))
    if link.above.lemma not in link.frames.done or not governs:
        return None
    if link.above.pos == "NOUN":
        return None  # "a force to be sent"
    if link.above.lemma == "go" and link.above.tag == "VBG":
        return None  # "is going to reopen"
    if is_negated(link.parse, link.frames, link.above) is not None:
        return Stance(Certainty.CERTAIN, flip(found.polarity), Mode.FACT, link.above.span)
    inherited = of_word(link.parse, link.frames, link.above)
    return inherited if inherited.certainty is not Certainty.CERTAIN else found


def _planned(link: Link, found: Stance) -> Stance | None:
    """ "plans to build", "agreed to talks", "is scheduled", and any other infinitive that no other judge took."""
    told = ordered(link, found) or _purpose(link, found)
    if told is not None:
        return told
    had = any(t.lower == "had" for t in link.parse.children(link.current, "aux"))
    if link.above.pos == "NOUN" and link.current.dep == "relcl" and (had or link.current.tag == "VBD"):
        return None  # "told them on a call that demand had weakened"
    named = link.above.lemma in link.frames.planned
    meant = Stance(Certainty.UNCOMMITTED, found.polarity, Mode.PLAN, link.above.span)
    if link.is_complement and (named or (link.is_infinitive and link.above.lemma not in link.frames.reporting)):
        return meant if link.by in ("", "for", "to", "on", "of") else None
    if not named or not link.is_object:
        return None
    if link.current.dep == "nsubjpass":
        return meant if _is_scheduled(link) else None
    if link.is_definite:
        return None
    return meant if link.by in ("", "for", "to", "on") else None


def _is_scheduled(link: Link) -> bool:
    """ "the launch is planned", "the launch is set for June"; a fire that is set burns."""
    needed = link.frames.scheduled_with.get(link.above.lemma)
    below = {t.lower for t in link.parse.children(link.above, "prep")}
    return link.above.lemma in link.frames.scheduled and (needed is None or not below.isdisjoint(needed))


def _discussed(link: Link, found: Stance) -> Stance | None:
    """ "talks on a merger", "a referendum on annexation": named as a topic, not told."""
    if link.above.lemma not in link.frames.topics or link.by not in link.frames.topical or not link.is_object:
        return None
    if link.is_definite:
        return None
    return Stance(Certainty.UNCOMMITTED, found.polarity, Mode.CONDITION, link.above.span)


def _believed(link: Link, found: Stance) -> Stance | None:
    """ "is thought to have fled": a belief without a holder is the author's."""
    if not link.is_complement or not link.parse.children(link.above, "nsubjpass", "auxpass"):
        return None
    if link.above.lemma in link.frames.planned and link.is_infinitive and not link.is_perfect:
        return None  # "is expected to close"
    if link.above.lemma in link.frames.probable:
        return Stance(Certainty.PROBABLE, found.polarity, Mode.FACT, link.above.span)
    said = link.above.lemma in link.frames.hearsay and link.is_perfect
    hearsay = said and not link.parse.children(link.above, "agent")
    if link.above.lemma in link.frames.possible or hearsay:
        return Stance(Certainty.POSSIBLE, found.polarity, Mode.FACT, link.above.span)
    return None


def _is_put_off(link: Link) -> bool:
    """ "has yet to comment" has not commented."""
    yet = (t for t in link.parse.children(link.above, "advmod") if t.lower == "yet")
    return link.above.lemma in ("have", "be") and link.is_infinitive and any(yet)


def _unsupported(link: Link, found: Stance) -> Stance | None:
    """ "There is no evidence that he forged it", "found no sign of a fight": neither said nor denied."""
    if link.above.lemma not in link.frames.grounds or link.above.pos != "NOUN":
        return None
    if not (link.is_complement or link.by == "of"):
        return None
    governor = link.parse.head(link.above)
    absent = is_negated(link.parse, link.frames, link.above)
    if absent is None and governor is not None:
        absent = is_negated(link.parse, link.frames, governor)
    return None if absent is None else Stance(Certainty.POSSIBLE, flip(found.polarity), Mode.FACT, absent.span)


def ordered(link: Link, found: Stance) -> Stance | None:
    """ "told him to leave", "were warned to stay": what somebody is told to do is not done yet."""
    if link.above.lemma not in link.frames.ordering or link.current.dep not in ("xcomp", "ccomp", "advcl"):
        return None
    if not link.is_infinitive or link.is_perfect:
        return None
    return Stance(Certainty.UNCOMMITTED, found.polarity, Mode.PLAN, link.above.span)


def _came_on(link: Link) -> bool:
    """ "went on to win", "came from behind to win"; "went there to hunt" and "came to see her" say what for."""
    needed = link.frames.resulting_with.get(link.above.lemma)
    below = {t.lower for t in link.parse.children(link.above, "prep", "prt", "advmod")}
    return needed is None or link.current.lemma in link.frames.unsought or not below.isdisjoint(needed)


def _purpose(link: Link, found: Stance) -> Stance | None:
    """ "sold it to pay its debts" says what for; "came from behind to win" says what came of it."""
    passive = link.parse.children(link.current, "auxpass")  # "called for the mine to be closed"
    bare = link.current.tag == "VB" or any(t.tag == "VB" for t in passive)
    if link.current.dep != "advcl" or not bare or not link.is_infinitive or link.by:
        return None
    results = link.above.lemma in link.frames.resulting or link.above.lemma in link.frames.done
    came_of_it = _came_on(link) and (results or link.current.lemma in link.frames.unsought)
    mode, certainty = (Mode.FACT, Certainty.CERTAIN) if came_of_it else (Mode.PLAN, Certainty.UNCOMMITTED)
    return Stance(certainty, found.polarity, mode, None if came_of_it else link.above.span)


JUDGES = (
    _unsupported,
    _predicated,
    _negated,
    _ranked,
    _accused,
    _believed,
    _happened,
    _planned,
    _discussed,
)
