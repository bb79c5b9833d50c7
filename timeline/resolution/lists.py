"""Times in a row: "in May, June and July", "on Monday and Tuesday"."""

from __future__ import annotations

import re

from timeline.tagger.mention import Mention, Tense

_BETWEEN = re.compile(r", (?:and |or )?| (?:and|or) (?:(?:in|on|at) )?")
_ENDS = re.compile(r"(?! )| (?:and|or) ")  # what may follow: "in 2016, and the next year was hard" lists nothing


def is_listed(before: Mention, mention: Mention, text: str) -> bool:
    """Whether a comma, "and" or "or", and perhaps a preposition is all that stands between two times of one sentence,
    and nothing of the clause stands behind the second: "in May, June and July."."""
    between = _BETWEEN.fullmatch(text, before.span.end, mention.span.start)
    return bool(between and mention.sentence == before.sentence and _ENDS.match(text, mention.span.end))


def tense_of(mention: Mention) -> Tense:
    """The tense of its clause; what lies "since" a time is past whatever the clause is about."""
    return Tense.PAST if mention.signal == "since" else mention.tense
