"""Outcomes to store."""

from __future__ import annotations

from api.work.packing import compact, pack
from api.work.values import Outcome


def outcome(word: str = "rain", published: str = "2022-10-12", source: str | None = "example.org") -> Outcome:
    return Outcome(
        state=pack(compact({"complete": True, "word": word})),
        shown=compact({"complete": False, "word": word}),
        published=published,
        title=f"About {word}",
        url=None if source is None else f"https://{source}/{word}",
        source=source,
        events=3,
        words=f"about {word}\nit said 100% of it_all",
    )
