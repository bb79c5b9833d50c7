"""The README's pictures, drawn anew from the fixtures: `make pictures`."""

from __future__ import annotations

import sys
from pathlib import Path

from timeline import Article, reconstruct
from timeline.chart.images import picture

ROOT = Path(__file__).parent.parent
ARTICLE, PUBLISHED = ROOT / "fixtures" / "articles" / "politics.txt", "2023-03-15"
IMAGES = ROOT / "docs" / "images"
WIDTH = 860
PICTURES = (
    ("sequence", "sequence", "light"),
    ("sequence-dark", "sequence", "dark"),
    ("calendar", "calendar", "light"),
    ("calendar-dark", "calendar", "dark"),
)


def main() -> int:
    """Writes docs/images/: both views, each in light and dark."""
    timeline = reconstruct(Article(text=ARTICLE.read_text(encoding="utf-8"), published=PUBLISHED))
    IMAGES.mkdir(exist_ok=True)
    for name, view, theme in PICTURES:
        path = IMAGES / f"{name}.svg"
        path.write_bytes(picture(timeline, "svg", view=view, theme=theme, width=WIDTH))
        print(path.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
