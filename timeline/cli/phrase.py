"""One resolved phrase in words and as JSON."""

from __future__ import annotations

import json

from timeline.expressions import TimeExpression
from timeline.present.dates import date_words


def as_text(found: TimeExpression, phrase: str) -> str:
    """The value first, then what a reader wants to know about it, one line each. `phrase`: what it was found in."""
    lines = [f"{found.value}  ({found.type})"]
    if found.bounds is not None and not found.bounds.is_unbounded:
        lines.append(f"  when      {date_words(found.bounds)}")
    if found.edtf:
        lines.append(f"  edtf      {found.edtf}")
    if found.mod:
        lines.append(f"  modifier  {found.mod}")
    if found.event_anchor is not None:
        anchor = found.event_anchor
        lines.append(f"  anchor    {anchor.relation} the event {anchor.span.of(phrase)!r}")
    lines.append(f"  rule      {found.rule}")
    lines.append(f"  because   {found.explanation}")
    lines += [f"  or        {reading.value}: {reading.explanation}" for reading in found.readings[1:]]
    return "\n".join(lines)


def as_json(found: TimeExpression) -> str:
    from timeline.export.json import expression_document

    return json.dumps(expression_document(found), ensure_ascii=False, indent=1)
