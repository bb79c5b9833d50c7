"""Verb groups: the tense of a mention, read off its auxiliaries."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from timeline.syntax import Parse, Token

_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})
_MODALS = frozenset({"would", "could", "can", "may", "might", "must", "should", "ca"})


class Tense(StrEnum):
    PAST = "past"
    PAST_PERFECT = "past perfect"
    PRESENT = "present"
    PRESENT_PERFECT = "present perfect"
    FUTURE = "future"
    MODAL = "modal"
    BARE = "bare"  # infinitives, gerunds, nouns: no tense of their own


@dataclass(frozen=True, slots=True)
class Group:
    tense: Tense
    progressive: bool = False


def group(parse: Parse, token: Token) -> Group:
    """Tense of a verb from its own form and its auxiliaries; a coordinated verb borrows those of the first."""
    if token.pos not in ("VERB", "AUX"):
        copula = parse.head(token) if token.dep in ("attr", "acomp") else None
        return group(parse, copula) if copula is not None and copula.pos == "AUX" else Group(Tense.BARE)
    helpers = parse.children(token, "aux", "auxpass")
    if not helpers and token.dep == "conj" and token.tag in ("VB", "VBN", "VBG"):
        first = parse.head(token)
        if first is not None and first.pos in ("VERB", "AUX"):
            return group(parse, first)
    return Group(_tense(token, helpers), token.tag == "VBG" and any(h.lemma == "be" for h in helpers))


def _tense(token: Token, helpers: tuple[Token, ...]) -> Tense:
    words = {h.lower for h in helpers}
    if words & _FUTURE:
        return Tense.FUTURE
    if words & _MODALS:
        return Tense.MODAL
    finite = next((h for h in helpers if h.tag in ("VBD", "VBZ", "VBP")), token)
    perfect = any(h.lemma == "have" for h in helpers) and token.tag in ("VBN", "VBG", "VBD")
    if finite.tag == "VBD":
        return Tense.PAST_PERFECT if perfect else Tense.PAST
    if finite.tag in ("VBZ", "VBP"):
        return Tense.PRESENT_PERFECT if perfect else Tense.PRESENT
    return Tense.BARE
