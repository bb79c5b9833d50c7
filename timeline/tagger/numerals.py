"""What a token that begins with a digit can be: day, year, clock time, ISO date, range ..."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

Value = int | float | str | tuple[int | float | str | None, ...] | None
Kinds = dict[str, Value]

MAX_LENGTH = 32  # nothing longer is a time
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?")
_SLASH = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d\d)|(\d{4})/(\d\d?)/(\d\d?)")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d)(?::(\d\d))?)?(am|pm|AM|PM|h)?")
_HOURS = re.compile(r"(\d{1,2})h(\d\d)")  # "19h30"
_RANGE = re.compile(r"(\d+)[-–/](\d+)")
_CODED = re.compile(r"[Ff][Yy]['’]?(\d{4}|\d\d)(?:[-/](\d\d))?")
_QUARTERED = re.compile(r"([1-4])[Qq](\d{4}|\d\d)?|([12])[Hh](\d{4}|\d\d)?")
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_SUFFIXED = re.compile(r"(\d+)(st|nd|rd|th|s)")

# Every set of kinds that `classify` can give: the tagger gives each a character of its own.
SHAPES: tuple[frozenset[str], ...] = tuple(
    frozenset(shape.split())
    for shape in (
        "int",
        "int dayno",
        "int dayno hourno",
        "int twodigit",
        "year4",
        "int oldyear",
        "int oldyear hour4",
        "int hour4",
        "int compactdate",
        "year4 hour4",
        "decimal",
        "decimal dotclock",
        "fraction",
        "ordinalno",
        "ordinalno dayth",
        "decade",
        "shortdecade",
        "shortyear",
        "clock",
        "clockm",
        "isodate",
        "isomonth",
        "isotime",
        "slashdate",
        "yearrange",
        "fallrange",
        "intrange",
        "intrange dayrange",
        "number",
        "fiscalcode",
        "quarterno",
        "halfno",
    )
)


@lru_cache(maxsize=16_384)
def classify(token: str) -> Mapping[str, Value]:
    """Kinds of a numeral with the value of each; empty for what can be no part of a time.

    >>> classify("12")
    {'int': 12, 'dayno': 12, 'hourno': 12}
    >>> classify("1990s")
    {'decade': 1990}
    >>> classify("7:15")
    {'clock': (7, 15, None, None)}
    """
    if len(token) > MAX_LENGTH or (not token.isascii() and "–" not in token):
        return {}
    if token.startswith(("'", "’")):
        tail = token[1:]
        return {"shortdecade": int(tail[:2])} if tail.endswith("s") else {"shortyear": int(tail)}
    if token.isdigit():
        return _integer(token)
    for reader in (_suffixed, _iso, _slashed, _clock, _range, _plain, _quartered):
        kinds = reader(token)
        if kinds:
            return kinds
    return {}


def coded(token: str) -> Kinds:
    """A word that ends in a number: "FY2020", "FY20".

    >>> coded("FY20")
    {'fiscalcode': 2020}
    """
    match = _CODED.fullmatch(token) if len(token) <= MAX_LENGTH else None
    return {"fiscalcode": _whole_year(match[1])} if match else {}


def _quartered(token: str) -> Kinds:
    """ "1Q20", "3Q", "1H2020": number and year, None where it is not said"""
    match = _QUARTERED.fullmatch(token)
    if not match:
        return {}
    if match[1]:
        return {"quarterno": (int(match[1]), match[2] and _whole_year(match[2]))}
    return {"halfno": (int(match[3]), match[4] and _whole_year(match[4]))}


def _whole_year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else year + (1900 if year >= 50 else 2000)


def _integer(token: str) -> Kinds:
    number = int(token)
    kinds: Kinds = {"int": number}
    if len(token) <= 2:
        if 1 <= number <= 31:
            kinds["dayno"] = number
            if number <= 24:
                kinds["hourno"] = number
        else:
            kinds["twodigit"] = number
    elif len(token) == 4:
        if 1000 <= number <= 2199:
            if number >= 1500:
                kinds = {"year4": number}
            else:
                kinds["oldyear"] = number
        if number // 100 < 24 and number % 100 < 60 and number <= 2199:
            kinds["hour4"] = number
    elif len(token) == 8:
        year, month, day = number // 10_000, number // 100 % 100, number % 100
        if 1900 <= year <= 2099 and 1 <= month <= 12 and 1 <= day <= 31:
            kinds["compactdate"] = (year, month, day)
    return kinds if frozenset(kinds) in _SHAPE_SET else {"int": number}


def _suffixed(token: str) -> Kinds:
    match = _SUFFIXED.fullmatch(token)
    if not match:
        return {}
    number = int(match[1])
    if match[2] == "s":
        if number % 10 == 0 and len(match[1]) == 4 and 1000 <= number <= 2190:
            return {"decade": number}
        return {"shortdecade": number} if number % 10 == 0 and len(match[1]) == 2 else {}
    if number > 3000:
        return {}
    return {"ordinalno": number, "dayth": number} if 1 <= number <= 31 else {"ordinalno": number}


def _iso(token: str) -> Kinds:
    match = _ISO.fullmatch(token)
    if match:
        fields = tuple(None if part is None else int(part) for part in match.groups()[:6])
        if fields[3] is None:
            return {"isodate": fields[:3]}
        return {"isotime": (*fields, match[7])}
    return {}


def _slashed(token: str) -> Kinds:
    match = _SLASH.fullmatch(token)
    if not match:
        return {}
    if match[5]:
        return {"slashdate": (int(match[5]), int(match[6]), int(match[7]), "ymd")}
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    if match[2] != "/" and len(match[4]) == 2:
        return {}
    return {"slashdate": (year, first, second, "mdy" if match[2] == "/" else "dmy")}


def _clock(token: str) -> Kinds:
    if in_hours := _HOURS.fullmatch(token):
        fields = int(in_hours[1]), int(in_hours[2])
        return {"clock": (*fields, None, None)} if fields[0] < 24 and fields[1] < 60 else {}
    match = _CLOCK.fullmatch(token)
    if not match or int(match[1]) > 24 or int(match[2] or 0) > 59 or int(match[3] or 0) > 59:
        return {}
    hour, minute, second = int(match[1]), _int(match[2]), _int(match[3])
    suffix = (match[4] or "").lower()
    if suffix in ("am", "pm"):
        return {"clockm": (hour, minute, second, suffix)} if 1 <= hour <= 12 else {}
    if suffix == "h" and minute is not None:
        return {"clock": (hour, minute, second, None)}
    if ":" in token:
        return {"clock": (hour, minute, second, None)}
    if minute is not None and not suffix:
        return {"decimal": float(token), "dotclock": (hour, minute, second, None)}
    return {}


def _range(token: str) -> Kinds:
    match = _RANGE.fullmatch(token)
    if not match or len(match[1]) > 4 or len(match[2]) > 4:
        return {}
    low, high = int(match[1]), int(match[2])
    if "/" in token and not (len(match[1]) == 4 and len(match[2]) == 2 and high == (low + 1) % 100):
        return {}  # of these only seasons: "2019/20"
    if len(match[1]) == 4 and 1000 <= low <= 2199:
        if len(match[2]) == 4:
            return {"yearrange": (low, high)} if low < high <= 2199 else _falling(low, high)
        if len(match[2]) == 2:
            whole = low - low % 100 + high
            if whole > low:
                return {"yearrange": (low, whole)}
            return {"isomonth": (low, high)} if 1 <= high <= 12 else {}
        return _falling(low, high)
    if low >= high:
        return _falling(low, high)
    return {"intrange": (low, high), "dayrange": (low, high)} if high <= 31 else {"intrange": (low, high)}


def _falling(low: int, high: int) -> Kinds:
    """Numbers going down: years before Christ, if those letters follow."""
    return {"fallrange": (low, high)} if low > high > 0 else {}


def _plain(token: str) -> Kinds:
    if _NUMBER.fullmatch(token):
        return {"number": int(token.replace(",", ""))}
    if token.count("/") == 1:
        top, _, bottom = token.partition("/")
        if top.isdigit() and bottom.isdigit() and 0 < int(top) < int(bottom) <= 16:
            return {"fraction": int(top) / int(bottom)}
        return {}
    if token.count(".") == 1 and token.replace(".", "").isdigit():
        return {"decimal": float(token)}
    return {}


def _int(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


_SHAPE_SET = frozenset(SHAPES)
