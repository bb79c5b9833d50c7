"""What an analyst may correct. Values only; `kind` names each in JSON."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

from timeline.errors import BadCorrection
from timeline.events.model import Factuality
from timeline.relations.model import Relation

NOTE = 2_000  # characters
MOST = 200  # corrections of one timeline


@dataclass(frozen=True, slots=True)
class Published:
    """The article was published on another date; everything is read again from it."""

    published: str
    note: str = ""
    kind: Literal["published"] = "published"


@dataclass(frozen=True, slots=True)
class Revalued:
    """A temporal expression means another time: `value` is a date or a phrase ("2022-10-11", "last week")."""

    expression: str
    value: str
    note: str = ""
    kind: Literal["expression"] = "expression"


@dataclass(frozen=True, slots=True)
class Timed:
    """An event happened within this time, a date or a phrase."""

    event: str
    time: str
    note: str = ""
    kind: Literal["time"] = "time"


@dataclass(frozen=True, slots=True)
class Factual:
    """An event did happen, did not, is planned and so on."""

    event: str
    factuality: Factuality
    note: str = ""
    kind: Literal["factuality"] = "factuality"


@dataclass(frozen=True, slots=True)
class Merge:
    """These events are one; it keeps the first one's id."""

    events: tuple[str, ...]
    note: str = ""
    kind: Literal["merge"] = "merge"


@dataclass(frozen=True, slots=True)
class Split:
    """These mentions (the start offsets of their heads) are another event than the rest."""

    event: str
    mentions: tuple[int, ...]
    note: str = ""
    kind: Literal["split"] = "split"


@dataclass(frozen=True, slots=True)
class Ordered:
    """`source` stands so towards `target`; `offset` is the least and the most seconds between their starts."""

    source: str
    relation: Relation
    target: str
    offset: tuple[int, int] | None = None
    note: str = ""
    kind: Literal["order"] = "order"


@dataclass(frozen=True, slots=True)
class Hide:
    """An event is not worth a place on the timeline, or (`hidden` false) it is after all."""

    event: str
    hidden: bool = True
    note: str = ""
    kind: Literal["hide"] = "hide"


Correction = Published | Revalued | Timed | Factual | Merge | Split | Ordered | Hide

_KINDS: dict[str, type[Correction]] = {
    cls.__dataclass_fields__["kind"].default: cls  # type: ignore[misc]
    for cls in (Published, Revalued, Timed, Factual, Merge, Split, Ordered, Hide)
}


def from_json(document: object) -> Correction:
    """One correction from its JSON object. Raises BadCorrection, one line that names the field."""
    from pydantic import TypeAdapter, ValidationError

    if not isinstance(document, dict):
        raise BadCorrection("a correction is an object with a kind")
    kind = document.get("kind")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise BadCorrection(f"no such kind of correction: {kind!r} (one of {', '.join(_KINDS)})")
    unknown = set(document) - set(_KINDS[kind].__dataclass_fields__)
    if unknown:
        raise BadCorrection(f"a correction of kind {kind} has no field {sorted(unknown)[0]!r}")
    try:
        found: Correction = TypeAdapter(_KINDS[kind]).validate_python(document)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or kind
        raise BadCorrection(f"{place}: {first['msg']}") from None
    if len(found.note) > NOTE:
        raise BadCorrection(f"note: more than {NOTE:,} characters")
    return found


def to_json(correction: Correction) -> dict[str, Any]:
    """The inverse of `from_json`, kind first."""
    document = asdict(correction)
    return {"kind": document.pop("kind"), **document}
