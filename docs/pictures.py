"""The README's pictures, drawn anew from the fixtures: `make pictures`."""

from __future__ import annotations

import sys
from pathlib import Path

from timeline import Article, reconstruct
from timeline.chart.images import picture

ROOT = Path(__file__).parent.parent
ARTICLE, PUBLISHED = ROOT / "fixtures" / "articles" / "politics.txt", "2023-03-15"
IMAGES = ROOT / "docs" / "images"


def main() -> int:
    """Writes docs/images/: both views, and the first of them in dark."""
    headline, _, text = ARTICLE.read_text(encoding="utf-8").partition("\n")
    timeline = reconstruct(Article(text=text.strip(), title=headline, published=PUBLISHED))
    IMAGES.mkdir(exist_ok=True)
    for name, view, theme in (
        ("sequence", "sequence", "light"),
        ("sequence-dark", "sequence", "dark"),
        ("calendar", "calendar", "light"),
    ):
        (IMAGES / f"{name}.png").write_bytes(picture(timeline, "png", view=view, theme=theme))
        print(IMAGES.relative_to(ROOT) / f"{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
