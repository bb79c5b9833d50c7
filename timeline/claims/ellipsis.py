"""What a claim leaves out: "Cars crossed after lorries did", "City and Rovers won on the same day"."""

from __future__ import annotations

from dataclasses import replace

from timeline.claims.cues import cues
from timeline.claims.model import Described, Word
from timeline.claims.utterance import Range, Utterance
from timeline.syntax import Token


def same_deed(utterance: Utterance, a: Described, inner: Range) -> Described | None:
    """ "Cars crossed after lorries did": what lorries did is what the other side says of cars."""
    tokens = [t for t in utterance.tokens[inner[0] : inner[1]] if t.pos != "PUNCT"]
    if len(tokens) < 2 or tokens[-1].lemma not in cues().standing_in or any(t.pos == "VERB" for t in tokens[:-1]):
        return None
    who = tuple(t for t in tokens[:-1] if t.pos in ("NOUN", "PROPN", "PRON"))
    return done_by(utterance, a, who, inner) if who else None


def done_by(utterance: Utterance, deed: Described, who: tuple[Token, ...], where: Range) -> Described:
    """The same deed, by others."""
    actors = {word for agent in deed.agents for word in agent.lower().split()}
    heads = tuple(word for word in deed.heads if word.text not in actors)
    others = tuple(word for word in deed.others if word.text not in actors)
    named = tuple(Word(t.lower, t.lemma.lower(), t.span) for t in who if t.pos != "PRON")
    words = f"{utterance.words(where)} ({deed.text})"
    return replace(deed, text=words, heads=heads, others=(*named, *others), agents=tuple(t.text for t in who))
