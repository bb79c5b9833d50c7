"""What the words around an event say of it in one voice: did it happen, not, perhaps, or is it only meant?"""

from __future__ import annotations

from timeline.events.clauses import Mode, Stance, governor, of_word
from timeline.events.governors import Link, governed, ordered
from timeline.events.lexicon import Frames
from timeline.events.model import Certainty
from timeline.syntax import Parse, Token


def stance(parse: Parse, frames: Frames, event: Token, stop: Token | None) -> Stance:
    """The stance towards `event`, climbing from it to `stop` (the reporting verb that governs it, not included)."""
    found = of_word(parse, frames, event)
    current = event
    while found.mode is Mode.FACT and found.certainty in (Certainty.CERTAIN, Certainty.PROBABLE):
        above, link = governor(parse, current)
        if above is None:
            break
        if stop is not None and above.i == stop.i:
            return ordered(Link(parse, frames, current, above, link), found) or found
        turned = governed(Link(parse, frames, current, above, link), found)
        if turned is None:
            break
        found, current = turned, above
    return found
