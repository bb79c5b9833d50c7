"""Participants: who or what takes part in an event, read off the parse."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.article import Span
from timeline.events.antecedents import meant
from timeline.events.lexicon import frames
from timeline.events.model import Participant
from timeline.events.names import Names
from timeline.syntax import Parse, Token

_AGENT, _PATIENT, _RECIPIENT, _PLACE, _OTHER = "agent", "patient", "recipient", "place", "other"
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "inside", "across"})
_PLACES = ("GPE", "LOC", "FAC")
_CUT = frozenset({"relcl", "acl", "appos", "punct", "advcl", "conj", "cc", "parataxis"})
_SHARING = ("conj", "xcomp")  # clauses that take their governor's subject


def find_participants(parse: Parse, names: Names, trigger: Token) -> tuple[Participant, ...]:
    """Participants in text order, each once."""
    found = _of_verb(parse, trigger) if trigger.pos in ("VERB", "AUX", "ADJ") else _of_noun(parse, trigger)
    unique = {t.i: (role, t) for role, token in found for t in _each(parse, token) if _takes_part(t)}
    ordered = sorted(unique.values(), key=lambda pair: pair[1].i)
    return tuple(_participant(parse, names, role, token) for role, token in ordered)


def _each(parse: Parse, token: Token) -> Iterator[Token]:
    """The token and what is coordinated with it: "Airbus and Air France" are two. Titles of one person are not."""
    yield token
    if token.entity == "PERSON" or not any(t.entity == "PERSON" for t in parse.children(token, "conj")):
        for other in parse.children(token, "conj"):
            if other.pos in ("NOUN", "PROPN", "PRON"):
                yield from _each(parse, other)


def _takes_part(token: Token) -> bool:
    """Neither a time, nor a relative pronoun, nor a stray mark."""
    named = any(c.isalnum() for c in token.text)
    return named and token.entity not in ("DATE", "TIME") and token.tag not in ("WDT", "WP")


def _of_verb(parse: Parse, verb: Token) -> Iterator[tuple[str, Token]]:
    subject = subject_of(parse, verb)
    if subject is not None:
        yield (_PATIENT if subject.dep == "nsubjpass" else _AGENT), subject
    for child in parse.children(verb):
        if child.dep in ("dobj", "obj", "attr", "oprd"):
            yield _PATIENT, child
        elif child.dep in ("dative", "iobj") and child.pos != "ADP":
            yield _RECIPIENT, child
        elif child.dep == "agent":
            yield from ((_OTHER if t.lemma in frames().means else _AGENT, t) for t in parse.children(child, "pobj"))
        elif child.dep in ("prep", "dative"):
            yield from ((_role(child, t), t) for t in parse.children(child, "pobj"))
        elif child.dep == "conj" and _shares_agent(parse, verb, child):
            yield from (pair for pair in _of_verb(parse, child) if pair[0] == _AGENT)


def _shares_agent(parse: Parse, verb: Token, other: Token) -> bool:
    """ "Was shot and killed by police": two passives side by side have the agent that stands behind them."""
    passive = verb.tag == other.tag == "VBN" and bool(parse.children(verb, "auxpass"))
    between = parse.tokens[verb.i + 1 : other.i]
    bare = all(t.dep in ("cc", "advmod", "punct", "neg") or t.tag == "VBN" for t in between)
    return passive and bare and not parse.children(verb, "agent") and not parse.children(other, "nsubj", "nsubjpass")


def _of_noun(parse: Parse, noun: Token) -> Iterator[tuple[str, Token]]:
    for child in parse.children(noun):
        if child.dep == "poss":
            yield _AGENT, child
        elif child.dep == "compound" and child.entity:
            yield _OTHER, child
        elif child.dep == "prep":
            role = {"of": _PATIENT, "by": _AGENT, "on": _PATIENT, "against": _PATIENT}.get(child.lower)
            yield from ((role or _role(child, t), t) for t in parse.children(child, "pobj"))
    governor = parse.head(noun)
    if governor is not None and noun.dep == "dobj" and governor.lemma in ("have", "hold", "make", "take", "give"):
        subject = subject_of(parse, governor)  # "they had a conversation"
        if subject is not None:
            yield _AGENT, subject


def _role(preposition: Token, token: Token) -> str:
    if preposition.lower == "to" and token.entity in ("PERSON", "ORG", "GPE", "NORP"):
        return _RECIPIENT
    if preposition.lower in _PLACE_PREPOSITIONS and token.entity in _PLACES:
        return _PLACE
    return _OTHER


def subject_of(parse: Parse, verb: Token) -> Token | None:
    """The verb's own subject, the noun a relative or participial clause hangs on, or one shared with its governor."""
    for _ in range(4):
        own = parse.children(verb, "nsubj", "nsubjpass", "csubj")
        if own:
            return antecedent(parse, verb, own[0])
        governor = parse.head(verb)
        if governor is None:
            return None
        if verb.dep in ("relcl", "acl"):
            hangs = governor.pos in ("NOUN", "PROPN", "PRON", "NUM") and verb.tag != "VB"
            return meant(parse, verb, governor, None) if hangs else None
        is_participle = verb.tag in ("VBG", "VBN") or is_bare_passive(parse, verb)
        if verb.dep == "advcl" and not is_participle and not _is_purpose(parse, verb, governor):
            return None
        if verb.dep in ("xcomp", "ccomp") and verb.tag == "VB":
            controller = parse.children(governor, "dobj")  # "asked parliament to open": parliament opens
            if controller and governor.lemma != "promise":
                return controller[0]
        if verb.dep == "pcomp":
            preposition, governor = governor, parse.head(governor) or governor
            held = parse.children(governor, "dobj", "nsubjpass")
            if held and _is_theirs(preposition, governor):
                return held[0]
            if preposition.lower in ("for", "by") and _is_done_to(parse, governor):
                return None  # "a barn used for storing hay": who stores it is not said
        elif verb.dep not in (*_SHARING, "advcl") and not _is_predicate(verb, governor):
            return None
        verb = governor
    return None


def is_bare_passive(parse: Parse, verb: Token) -> bool:
    """ "fell on Friday, weighed down by debts": a participle, though the tagger takes it for the past."""
    return verb.tag == "VBD" and verb.dep == "advcl" and bool(parse.children(verb, "agent"))


def _is_purpose(parse: Parse, verb: Token, governor: Token) -> bool:
    """ "came from behind to win", "sold it to pay its debts": who acts above acts here, unless that is a passive."""
    to = any(k.lower == "to" for k in parse.children(verb, "aux"))
    return to and verb.tag == "VB" and not parse.children(governor, "auxpass", "nsubjpass")


def _is_done_to(parse: Parse, verb: Token) -> bool:
    """ "was used", "funds meant for": what the verb is about does nothing in its clause."""
    passive = bool(parse.children(verb, "auxpass", "nsubjpass"))
    return passive or (verb.tag == "VBN" and verb.dep == "acl" and not parse.children(verb, "aux"))


def _is_predicate(verb: Token, governor: Token) -> bool:
    """ "is due to take place": the infinitive hangs on the adjective, the subject on the verb above."""
    return verb.pos == "ADJ" and verb.dep == "acomp" and governor.pos in ("VERB", "AUX")


def _is_theirs(preposition: Token, verb: Token) -> bool:
    """ "accused them of hiding", "kept her from leaving", "fined him for speeding": the object's deed."""
    return preposition.lower in ("of", "from") or (preposition.lower == "for" and verb.lemma in frames().blamed)


def antecedent(parse: Parse, verb: Token, subject: Token) -> Token:
    """For "who", "which" and "that" of a relative clause, the noun they stand for."""
    governor = parse.head(verb)
    if subject.tag not in ("WP", "WDT") or verb.dep != "relcl" or governor is None:
        return subject
    by = parse.head(governor)
    above = None if by is None or by.lower != "of" else parse.head(by)
    if verb.lemma in frames().occurring and above is not None and above.pos == "NOUN":
        return above  # "the eruption of the volcano, which occurred in May"
    return meant(parse, verb, governor, subject)


def noun_phrase(parse: Parse, token: Token) -> Span:
    """The noun with what stands with it, without relative clauses, appositions and what follows a comma."""
    kept = [token]
    for current in kept:  # which grows on the way
        for child in parse.children(current):
            if child.dep not in _CUT or (child.dep == "punct" and current.i != token.i):
                kept.append(child)
    words = [t for t in kept if t.pos != "PUNCT"]
    start = min([t.span.start for t in words], default=token.span.start)
    return Span(start, max([t.span.end for t in words if t.tag != "POS"] + [token.span.end]))


def _participant(parse: Parse, names: Names, role: str, token: Token) -> Participant:
    span = noun_phrase(parse, token)
    text = " ".join(span.of(parse.text).split())
    name = names.of(parse, token)
    return Participant(role, span, text, name if name is not None and name != text else None)
