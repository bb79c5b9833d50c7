"""Quarters of a ball game, which are no times of a year: told by the words of the whole text."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from timeline.tagger.mention import Mention
from timeline.temporal.granularity import Granularity
from timeline.temporal.operators import First, Modified, Operator, Quarter, That

_ENOUGH = 2  # different words of the game


def without_quarters_of_games(mentions: Sequence[Mention], text: str) -> Sequence[Mention]:
    """The mentions less those of quarters without a year, where the text reports on a game."""
    if not any(_is_quarter(mention.meaning) for mention in mentions) or not _reports_a_game(text):
        return mentions
    return [mention for mention in mentions if not _is_quarter(mention.meaning)]


def _is_quarter(meaning: Operator) -> bool:
    if isinstance(meaning, Modified):
        meaning = meaning.of
    if isinstance(meaning, First):
        return meaning.period.unit is Granularity.QUARTER
    return isinstance(meaning, Quarter) or (isinstance(meaning, That) and meaning.of is Granularity.QUARTER)


def _reports_a_game(text: str) -> bool:
    found: set[str] = set()
    for match in _words().finditer(text):
        found.add(match[0].lower())
        if len(found) >= _ENOUGH:
            return True
    return False


@cache
def _words() -> re.Pattern[str]:
    source = files("timeline.language.en").joinpath("games.toml").read_text(encoding="utf-8")
    words = "|".join(map(re.escape, tomllib.loads(source)["words"]))
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
