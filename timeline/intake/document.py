"""`Document`: what a file says about its article, before a publication date is settled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from timeline.article import Article, Published
from timeline.errors import BadDate, NoDate


class Kind(StrEnum):
    """The forms an article comes in."""

    TEXT = "text"
    HTML = "html"
    JSON = "json"
    TIMEML = "timeml"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A date as it stands in a file, and where it stands ("html: article:published_time")."""

    value: str
    provenance: str

    def resolve(self, zone: str | None = None) -> Published:
        """Raises BadDate."""
        return replace(Published.parse(self.value, zone), provenance=self.provenance)


@dataclass(frozen=True, slots=True)
class Document:
    """The text of an article and what its file says of it. `published` and `modified` are told apart."""

    kind: Kind
    text: str
    published: Stamp | None = None
    modified: Stamp | None = None
    title: str | None = None
    url: str | None = None
    zone: str | None = None

    def article(
        self,
        published: str | date | datetime | Published | None = None,
        zone: str | None = None,
        title: str | None = None,
        url: str | None = None,
    ) -> Article:
        """The article. What is given here wins over what the file says.

        Raises NoDate where neither gives a publication date, and what `Article` raises.
        """
        zone = zone or self.zone
        return Article(
            text=self.text,
            published=self._publication(zone) if published is None else Published.parse(published, zone),
            title=title or self.title,
            url=url or self.url,
            zone=zone,
            modified=self._modification(zone),
        )

    def _publication(self, zone: str | None) -> Published:
        if self.published is not None:
            return self.published.resolve(zone)
        if self.modified is not None:
            raise NoDate(
                f"no publication date found, only when it was changed ({self.modified.value}, "
                f"{self.modified.provenance})"
            )
        raise NoDate("no publication date found")

    def _modification(self, zone: str | None) -> Published | None:
        """When the article was changed; None also where that date cannot be read, for nothing hangs on it."""
        try:
            return None if self.modified is None else self.modified.resolve(zone)
        except BadDate:
            return None
