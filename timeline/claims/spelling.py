"""Names that a claim misspells: "Spelian" where the article has "Slepian"."""

from __future__ import annotations

import re
from collections import Counter

_NAME = re.compile(r"\b[^\W\d_a-z][^\W\d_]{3,}\b")
_MOST = 2_000  # names of one article that are compared
_SHORTEST, _LONG = 5, 7  # letters: from these on one slip is forgiven, and two


class Speller:
    """The names of one article."""

    def __init__(self, text: str) -> None:
        names = dict.fromkeys(match[0].lower() for match in _NAME.finditer(text))
        self._names = {name: Counter(name) for name in list(names)[:_MOST]}

    def corrected(self, name: str) -> str | None:
        """The one name of the article that this one misspells; None where none is near, or more than one.

        >>> Speller("Dr. Slepian lived in Buffalo.").corrected("spelian")
        'slepian'
        """
        slips = 0 if len(name) < _SHORTEST else 1 if len(name) < _LONG else 2
        letters = Counter(name)
        near = [
            other
            for other, theirs in self._names.items()
            if other[0] == name[0]
            and abs(len(other) - len(name)) <= slips
            and sum((letters - theirs).values()) <= slips
            and distance(name, other) <= slips
        ]
        return near[0] if len(near) == 1 and slips else None


def distance(a: str, b: str) -> int:
    """Letters to put in, leave out, change or exchange with the next one.

    >>> distance("Bremer", "Bremmer"), distance("Zelesnky", "Zelensky"), distance("Reed", "Read")
    (1, 1, 1)
    """
    before: list[int] = []
    above = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            least = min(row[-1] + 1, above[j] + 1, above[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                least = min(least, before[j - 2] + 1)
            row.append(least)
        before, above = above, row
    return above[-1]
