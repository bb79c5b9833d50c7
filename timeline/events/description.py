"""A short readable clause for an event, in the article's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from timeline.events.finite import is_finite
from timeline.events.lexicon import frames
from timeline.events.model import Factuality
from timeline.events.names import Names
from timeline.events.phrases import (
    WHOLE,
)
from timeline.events.shorter import cuts, ends, tails
from timeline.events.whole import verbatim
from timeline.events.writer import LONG, SHORT_CONTENT, Described, Writer, polished
from timeline.syntax import Parse, Token


def describe(parse: Parse, names: Names, trigger: Token, told: Factuality = Factuality.ASSERTED) -> Described:
    """ "Putin finalized the annexation of four regions" for a verb, the noun phrase for a noun.

    `told` says whether the event happened, which decides on the tense of a verb that has none.
    """
    writer = Writer(parse, names)
    copula = _copula(parse, trigger)
    if copula is not None:
        trigger = copula
    above = parse.head(trigger)
    if trigger.pos == "VERB" and trigger.dep == "amod" and above is not None and above.pos == "NOUN":
        trigger = trigger if above.entity in ("DATE", "TIME") else above  # "damaged crops"
    if trigger.pos not in ("VERB", "AUX"):
        bare = writer.described(trigger, writer.noun(trigger))
    else:
        bare = _clause(writer, trigger, told)
    return bare if bare.whole else _clause_around(writer, trigger, told) or bare


def _clause_around(writer: Writer, word: Token, told: Factuality) -> Described | None:
    """The clause of a word that says too little alone: "The storm caused nine deaths" for "deaths".

    None where that clause only reports, or does not give the word, and for a clause of its own.
    """
    verb = next((t for t in writer.parse.ancestors(word) if t.pos in ("VERB", "AUX")), None)
    if verb is None or is_finite(writer.parse, word) or not is_finite(writer.parse, verb):
        return None
    found = None if verb.lemma in frames().reporting else _clause(writer, verb, told)
    return found if found is not None and found.whole and word.i in found.words else None


def _clause(writer: Writer, trigger: Token, told: Factuality) -> Described:
    parse = writer.parse
    found = None
    for described in _tries(writer, trigger, told):
        if len(described.text) <= LONG:
            found = found or described
            if ends(parse, trigger, described.words):
                found = described
                break
    if found is None:
        found = writer.described(trigger, writer.verb(trigger, told, SHORT_CONTENT))
        text = found.text[:LONG].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
        found = found._replace(text=text, whole=False)
    own = None if found.whole else verbatim(parse, trigger, LONG)
    return found if own is None else Described(polished(own[0]), own[1], True)


def _tries(writer: Writer, verb: Token, told: Factuality) -> Iterator[Described]:
    """A verb's clause in full, with what is said in brief, and without one part of it or another."""
    whole = replace(writer, brief=WHOLE)
    full = writer.described(verb, whole.verb(verb, told))
    yield full
    for rest in tails(writer.parse, verb, full.words, len(full.text) - LONG):
        yield writer.described(verb, replace(whole, without=rest).verb(verb, told))
    yield writer.described(verb, writer.verb(verb, told))
    brief = writer.described(verb, writer.verb(verb, told, SHORT_CONTENT))
    yield brief
    for cut in cuts(writer.parse, verb, len(brief.text) - LONG):
        yield writer.described(verb, replace(writer, without=cut).verb(verb, told, SHORT_CONTENT))


def _copula(parse: Parse, trigger: Token) -> Token | None:
    """The verb that says an adjective of its subject: "was unknown"."""
    above = parse.head(trigger)
    return above if trigger.pos == "ADJ" and trigger.dep == "acomp" and above is not None else None
