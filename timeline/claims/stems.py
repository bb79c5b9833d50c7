"""Derivational families: "annexation" and "annexed" are of the family of "annex". No parser, a table and endings."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

_SHORTEST = 3  # letters a stem must keep


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("timeline.language") / "en" / "claims" / "families.toml").read_text(encoding="utf-8"))


@cache
def _table() -> tuple[dict[str, list[str]], dict[str, set[str]], frozenset[frozenset[str]]]:
    data = _data()
    irregular: dict[str, set[str]] = {}
    for family in data["families"]["words"]:
        for word in family:
            irregular.setdefault(word, set()).add(family[0])
    return data["suffixes"], irregular, frozenset(frozenset(pair) for pair in data["strangers"]["pairs"])


@lru_cache(maxsize=50_000)
def stems(word: str) -> frozenset[str]:
    """The verbs or roots that a word may come from, itself among them.

    >>> sorted(stems("annexation"))
    ['annex', 'annexat', 'annexate', 'annexation', 'annexe']
    """
    word = word.lower()
    suffixes, irregular, _ = _table()
    found = {word}
    for suffix, endings in suffixes.items():
        base = word.removesuffix(suffix)
        if base != word and len(base) >= _SHORTEST:
            found |= {base + ending for ending in endings}
            if len(base) > _SHORTEST and base[-1] == base[-2]:
                found.add(base[:-1])  # stabbing, stab
    return frozenset(found.union(*(irregular[stem] for stem in found if stem in irregular)))


def related(a: str, b: str) -> bool:
    """True where two words are of one family.

    >>> related("annexation", "annexed"), related("killed", "killings"), related("department", "depart")
    (True, True, False)
    """
    a, b = a.lower(), b.lower()
    if a == b:
        return True
    if frozenset((a, b)) in _table()[2]:
        return False
    shared = stems(a) & stems(b)
    return any(len(stem) >= _SHORTEST for stem in shared)


@cache
def _meanings() -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, group in enumerate(_data()["meanings"]["words"]):
        for word in group:
            found.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in found.items()}


@lru_cache(maxsize=50_000)
def kin(word: str) -> frozenset[str]:
    """The stems of all words that may mean what this one means.

    >>> "build" in kin("construction"), "vote" in kin("construction")
    (True, False)
    """
    groups = {number for stem in stems(word) for number in _meanings().get(stem, ())}
    return frozenset(other for other, numbers in _meanings().items() if groups & numbers)


def akin(a: str, b: str) -> bool:
    """True where two words of different families may mean one event.

    >>> akin("spoke", "conversation"), akin("spoke", "annexation")
    (True, False)
    """
    table = _meanings()
    return any(table.get(x, frozenset()) & table.get(y, frozenset()) for x in stems(a) for y in stems(b))
