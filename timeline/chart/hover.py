"""What a reader sees on pointing at an event: when, who says so, the sentence, and why it stands there."""

from __future__ import annotations

from timeline.chart.text import paragraph, safe
from timeline.present.rows import FACTUALITY_WORDS, Row

_MOST_REASONS = 3


def hover(row: Row, width: float) -> str:
    """Plotly's HTML subset; every word from outside is escaped."""
    parts = [
        f"<b>{paragraph(row.title, width, most=3)}</b>",
        f"{safe(row.date)} ({row.basis})" if row.dated else safe(f"{row.date}: placed by order only"),
        paragraph(f"{FACTUALITY_WORDS[row.factuality].capitalize()} · {row.said or f'source: {row.source}'}", width),
        f"<i>{paragraph(f'“{row.sentence}”', width, most=5)}</i>",
    ]
    if row.reasons:
        why = [paragraph(f"• {reason}", width, most=3) for reason in row.reasons[:_MOST_REASONS]]
        parts.append("<b>Why here</b><br>" + "<br>".join(why))
    parts += [f"<b>⚠ Conflict</b><br>{paragraph(c.explanation, width, most=4)}" for c in row.conflicts]
    return "<br>".join(parts)
