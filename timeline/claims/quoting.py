"""Whom a claim quotes: "according to Bremmer", "Bremmer said that ...", "the Kremlin denied that ..."."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.claims.cues import cues
from timeline.claims.utterance import Range, Utterance
from timeline.syntax import Token


@dataclass(frozen=True, slots=True)
class Quote:
    """The tokens of what is said, and by whom; no source where the claim speaks for itself."""

    where: Range
    source: str | None = None
    denied: bool = False


def quoted(utterance: Utterance) -> Quote:
    return _according(utterance) or _reported(utterance) or Quote(utterance.whole)


def _according(utterance: Utterance) -> Quote | None:
    """ "According to X, S" and "S, according to X"."""
    first, last = utterance.whole
    cue = next(utterance.find(cues().attribution, (first, last)), None)
    if cue is None:
        return None
    comma = utterance.find_token(",", (cue[1], last))
    end = last if comma is None else comma
    source = utterance.words((cue[1], end))
    if cue[0] == first and comma is not None:
        return Quote((comma + 1, last), source)
    before = cue[0] - 1 if cue[0] > first and utterance.tokens[cue[0] - 1].text == "," else cue[0]
    return Quote((first, before), source) if before > first else None


def _reported(utterance: Utterance) -> Quote | None:
    """ "X said that S", "Did X deny that S?": the clause after "that"."""
    first, last = utterance.whole
    root = next((t for t in utterance.tokens[first:last] if t.dep == "ROOT"), None)
    if root is None or root.lemma not in cues().asserting | cues().denying:
        return None
    subject = next((t for t in utterance.parse.children(root) if t.dep in ("nsubj", "nsubjpass")), None)
    clause = next((t for t in utterance.parse.children(root) if t.dep == "ccomp" and t.i > root.i), None)
    if subject is None or clause is None:
        return None
    inside = _stretch(utterance, clause)
    start = inside[0] + 1 if utterance.tokens[inside[0]].lower == "that" else inside[0]
    return Quote(
        (start, min(inside[1], last)), utterance.words(_stretch(utterance, subject)), root.lemma in cues().denying
    )


def _stretch(utterance: Utterance, token: Token) -> Range:
    below = utterance.parse.subtree(token)
    return below[0].i, below[-1].i + 1
