"""Plain English to `Claim`: statements and questions about the order of events.

Each frame is one way to say it ("A before B", "A and B on the same day"); the first that finds its cue wins.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from timeline.article import Article
from timeline.claims.cues import cues
from timeline.claims.frames import connective, dating, extreme, sequence, verb
from timeline.claims.model import Claim, Described, Reference
from timeline.claims.pairs import between, same
from timeline.claims.questions import auxiliary
from timeline.claims.quoting import Quote, quoted
from timeline.claims.utterance import Range, Utterance
from timeline.errors import BadClaim

MAX_CHARACTERS = 1_000

Frame = Callable[[Utterance, Range], Claim | None]

FRAMES: tuple[Frame, ...] = (sequence, between, same, connective, verb, extreme, dating)


def read_claim(text: str, article: Article) -> Claim:
    """What a claim says. Dates in it are read as on the day the article was published.

    Raises BadClaim for a claim that is empty, longer than MAX_CHARACTERS, or says nothing about order or time.
    """
    text = " ".join(text.split())
    if not text:
        raise BadClaim("the claim is empty")
    if len(text) > MAX_CHARACTERS:
        raise BadClaim(f"the claim has {len(text):,} characters; the limit is {MAX_CHARACTERS:,}")
    utterance = Utterance.read(text, article)
    _refuse_open_questions(utterance)
    for quote in dict.fromkeys((quoted(utterance), Quote(utterance.whole))):  # "X said on Monday that" dates the saying
        for frame in FRAMES:
            claim = frame(utterance, quote.where)
            if claim is not None:
                claim = replace(claim, events=tuple(_asked(utterance, event) for event in claim.events))
                return replace(claim, negated=_negated(utterance, claim), source=quote.source, denied=quote.denied)
    raise BadClaim(
        f"the claim says nothing about order or time: {text[:80]!r} (say what came before or after what, or when)"
    )


def _refuse_open_questions(utterance: Utterance) -> None:
    """ "When did the plant close, before or after the recall?" is no claim that is true or false."""
    table, whole = cues(), utterance.whole
    either = next(utterance.find(table.alternatives, whole), None)
    asked = utterance.text.endswith("?") and utterance.tokens[0].lower in table.asking
    if either is not None or asked:
        raise BadClaim(f"the claim asks for more than yes or no: {utterance.text[:80]!r} (say which it was)")


def _asked(utterance: Utterance, event: Reference) -> Reference:
    """ "Is the bank selling its branch after the audit?" asks of what may be to come."""
    verb = auxiliary(utterance.parse)
    present = verb is not None and verb.tag in ("VBP", "VBZ") and verb.lemma in ("be", "do")
    return replace(event, modal=True) if present and isinstance(event, Described) else event


def _negated(utterance: Utterance, claim: Claim) -> bool:
    """The main clause is denied ("didn't come before"), unless the negation is part of the cue ("not before")."""
    in_cues = {word for cue in claim.cues for word in cue.split()}
    negations = [t for t in utterance.tokens if t.lower in cues().negation and t.lower not in in_cues]
    return any(utterance.depth(t) <= 1 for t in negations)
