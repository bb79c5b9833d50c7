"""What a reader sees on pointing at an event: when, who says so, the sentence, and why it stands there."""

from __future__ import annotations

from timeline.chart.text import paragraph, safe
from timeline.present.rows import Row

_MOST_REASONS = 3
_MOST_CONFLICTS = 2


def hover(row: Row, width: float) -> str:
    """Plotly's HTML subset; every word from outside is escaped."""
    parts = [
        f"<b>{paragraph(row.title, width, most=3)}</b>",
        f"{safe(row.date)} ({row.basis})" if row.dated else safe(f"{row.date}: placed by order only"),
        paragraph(row.standing[:1].upper() + row.standing[1:], width),
        f"<i>{paragraph(f'“{row.sentence}”', width, most=5)}</i>",
    ]
    if row.reasons:
        why = [paragraph(f"• {reason}", width, most=3) for reason in row.reasons[:_MOST_REASONS]]
        parts.append("<b>Why here</b><br>" + "<br>".join(why))
    clashes = list(dict.fromkeys(conflict.explanation for conflict in row.conflicts))
    parts += [f"<b>⚠ Conflict</b><br>{paragraph(clash, width, most=4)}" for clash in clashes[:_MOST_CONFLICTS]]
    if len(clashes) > _MOST_CONFLICTS:
        parts.append(f"and {len(clashes) - _MOST_CONFLICTS} more")
    return "<br>".join(parts)
