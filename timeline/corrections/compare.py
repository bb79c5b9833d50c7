"""Two states of a timeline, as JSON documents, side by side: what was added, taken away and changed."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]

_EVENT = ("description", "time", "factuality", "mentions", "shown")
_EXPRESSION = ("text", "value", "mod", "bounds")


def compare(before: Json, after: Json) -> Json:
    """Both documents hold all events. Parts are compared by id; of relations and conflicts, by what they say."""
    return {
        "published": _changed(before["article"]["published"], after["article"]["published"]),
        "expressions": _items(before["expressions"], after["expressions"], _EXPRESSION),
        "events": _items(before["events"], after["events"], _EVENT),
        "relations": _said(before["relations"], after["relations"], ("source", "relation", "target")),
        "conflicts": _said(before["conflicts"], after["conflicts"], ("explanation",)),
    }


def _changed(before: Any, after: Any) -> Json | None:
    return None if before == after else {"before": before, "after": after}


def _items(before: list[Json], after: list[Json], fields: tuple[str, ...]) -> Json:
    old, new = ({item["id"]: {f: item.get(f) for f in fields} for item in items} for items in (before, after))
    changed = {
        key: {f: {"before": old[key][f], "after": new[key][f]} for f in fields if old[key][f] != new[key][f]}
        for key in old
        if key in new and old[key] != new[key]
    }
    return {
        "added": [key for key in new if key not in old],
        "removed": [key for key in old if key not in new],
        "changed": changed,
    }


def _said(before: list[Json], after: list[Json], fields: tuple[str, ...]) -> Json:
    old, new = ({tuple(item[f] for f in fields): item for item in items} for items in (before, after))
    return {
        "added": [dict(zip(fields, key, strict=True)) for key in new if key not in old],
        "removed": [dict(zip(fields, key, strict=True)) for key in old if key not in new],
    }
