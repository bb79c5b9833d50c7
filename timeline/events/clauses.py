"""What a clause says of its own event: its auxiliaries, negations, hedges and conjunctions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from timeline.article import Span
from timeline.events.lexicon import Frames
from timeline.events.model import Certainty, Polarity
from timeline.syntax import Parse, Token

_SUBJECTS = ("nsubj", "nsubjpass")
_ARGUMENTS = (*_SUBJECTS, "dobj")
_QUOTES = ('"', "“", "”", "'", "‘", "’", "``", "''")


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


def governor(parse: Parse, current: Token) -> tuple[Token | None, str]:
    """The governor and the preposition between: "the proposal for ending the war" gives (proposal, "for").

    "Closed due to floods" gives (closed, "due to"): what is due to something is no plan.
    """
    above, link = parse.head(current), ""
    while above is not None and above.pos in ("ADP", "SCONJ"):
        link = f"{above.lower} {link}".strip()
        above = parse.head(above)
    return above, link


def is_negated(parse: Parse, frames: Frames, word: Token) -> Token | None:
    """The word that negates, in the clause's own negation, its subject ("nobody") or its object ("no arrests")."""
    for kid in parse.children(word):
        if kid.dep in ("neg", "det", "preconj") and kid.lower in frames.negations and not _is_quoted(parse, kid):
            return kid
        if kid.dep == "advmod" and kid.lower == "longer":
            return kid
        is_thing = kid.dep == "attr" and bool(parse.children(word, "expl"))  # "there was no meeting"
        if (kid.dep in _ARGUMENTS or is_thing) and word.pos in ("VERB", "AUX"):
            inside = [kid, *parse.children(kid, "det", "neg", "preconj", "cc", "amod")]
            turned = next((t for t in inside if t.lower in frames.negations and not _is_quoted(parse, t)), None)
            if turned is not None:
                return turned
    above = parse.head(word)
    if word.dep == "acl" and word.tag == "VBN" and above is not None and above.dep == "ROOT":
        return next(
            (t for t in parse.children(above, "det") if t.lower in frames.negations), None
        )  # "No survivors found"
    return None


def _is_quoted(parse: Parse, word: Token) -> bool:
    """ "the 'no' vote", "world No. 1": a word that is spoken of, or none."""
    before, behind = parse.tokens[max(0, word.i - 1)], parse.tokens[word.i + 1 : word.i + 3]
    numbered = word.text == "No" and any(t.text[0].isdigit() for t in behind)
    return numbered or (before.text in _QUOTES and bool(behind) and behind[0].text in _QUOTES)


def of_word(parse: Parse, frames: Frames, event: Token) -> Stance:
    """What the event's own auxiliaries, negations and conjunctions say."""
    negation = is_negated(parse, frames, event)
    polarity = Polarity.POS if negation is None else Polarity.NEG
    nearly = _nearly(parse, frames, event)
    if nearly is not None:
        return Stance(Certainty.CERTAIN, flip(polarity), Mode.FACT, nearly.span)
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
    so_called = kid.lower == "called" and any(t.lower == "so" for t in parse.children(kid, "advmod"))
    if (kid.lower in frames.hedges or so_called) and kid.dep in ("advmod", "amod"):
        return Stance(Certainty.POSSIBLE, polarity, Mode.FACT, kid.span)
    if kid.dep == "amod" and kid.lower in frames.meant:
        return Stance(Certainty.UNCOMMITTED, polarity, Mode.PLAN, kid.span)
    return None


def _condition(parse: Parse, frames: Frames, event: Token) -> Token | None:
    """The word that leaves open whether: "if", "whether", "in case", the mark of a yes/no question."""
    for kid in parse.children(event, "mark"):
        if kid.lower in frames.condition_marks:
            return kid
    above, _ = governor(parse, event)
    if above is not None and above.lower in frames.condition_marks and event.dep == "ccomp":
        return above  # "provided that they win"
    if above is not None and above.lower == "case" and event.dep in ("acl", "relcl", "ccomp"):
        return above
    inverted = _inverted(parse, frames, event)
    if inverted is not None:
        return inverted
    last = parse.tokens[parse.sentences[event.sentence][1] - 1]
    marks = [last] if event.dep == "ROOT" else [t for t in parse.children(event, "punct") if event.dep == "ccomp"]
    asked = next((t for t in marks if t.text == "?"), None)
    return None if asked is None or _asks_for_more(parse, event) else asked


def _inverted(parse: Parse, frames: Frames, event: Token) -> Token | None:
    """The auxiliary in front that says "if": "Had the gate been locked, the tiger would have stayed"."""
    if event.dep not in ("advcl", "ccomp") or parse.children(event, "mark", "advmod"):
        return None
    subject = next(iter(parse.children(event, *_SUBJECTS)), None)
    above = parse.head(event)
    fronted = (t for t in parse.children(event, "aux", "auxpass") if t.lower in frames.inverted)
    first = next((t for t in fronted if subject is not None and t.i < subject.i), None)
    return first if above is not None and event.i < above.i and parse.children(above, "aux") else None


def _nearly(parse: Parse, frames: Frames, event: Token) -> Token | None:
    """ "nearly sank" is not sunk; "nearly doubled" is a rise all the same."""
    if event.pos != "VERB" or event.lemma in frames.measured:
        return None
    return next((t for t in parse.children(event, "advmod") if t.lower in frames.nearly and t.i < event.i), None)


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


def flip(polarity: Polarity) -> Polarity:
    return Polarity.NEG if polarity is Polarity.POS else Polarity.POS
