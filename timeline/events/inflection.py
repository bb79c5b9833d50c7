"""Tenses of a verb, for deeds that an article tells without a finite verb ("accused of taking bribes")."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

_VOWELS = "aeiou"


@cache
def _table(language: str) -> tuple[dict[str, str], frozenset[str]]:
    text = files(f"timeline.language.{language}").joinpath("events/verbs.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    return dict(table["past"]), frozenset(table["doubled"]["verbs"])


def past(lemma: str, language: str = "en") -> str:
    """The past tense, third person singular.

    >>> [past(verb) for verb in ("take", "carry", "stop", "admit", "visit", "close")]
    ['took', 'carried', 'stopped', 'admitted', 'visited', 'closed']
    """
    irregular, doubled = _table(language)
    if lemma in irregular:
        return irregular[lemma]
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    if lemma.endswith("c"):
        return lemma + "ked"
    return lemma + (lemma[-1] if lemma in doubled or _is_short(lemma) else "") + "ed"


def third(lemma: str) -> str:
    """The present tense, third person singular.

    >>> [third(verb) for verb in ("be", "have", "go", "try", "pass", "say")]
    ['is', 'has', 'goes', 'tries', 'passes', 'says']
    """
    irregular = {"be": "is", "have": "has"}
    if lemma in irregular:
        return irregular[lemma]
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _is_short(lemma: str) -> bool:
    """One syllable that ends in one vowel and one consonant: "stop", not "stoop", "start" or "play"."""
    if len(lemma) < 3 or lemma[-1] in _VOWELS + "wxy" or lemma[-2] not in _VOWELS:
        return False
    return not any(letter in _VOWELS for letter in lemma[:-2].replace("qu", "q"))
