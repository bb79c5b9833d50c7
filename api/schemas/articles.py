"""Articles as they are posted."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from api.addresses import web_address
from api.storage.models import Visibility
from api.work.values import Source, SourceKind


def _web_address(url: str) -> str:
    if web_address(url) is None:
        raise ValueError("not an http or https address")
    return url


WebAddress = Annotated[str, Field(max_length=2_000), AfterValidator(_web_address)]


class About(BaseModel):
    """What may be said of an article besides its text."""

    model_config = ConfigDict(extra="forbid")

    published: str | None = Field(
        None,
        max_length=200,
        description=(
            "When the article was published: ISO 8601, or in words in any language. HTML often has it itself. "
            "10/12/2022 is refused: it is two days, by where it was written."
        ),
        examples=["2022-10-12", "12 octobre 2022", "2022-10-12T07:30:00+02:00"],
    )
    title: str | None = Field(None, max_length=1_000, description="The headline.")
    url: WebAddress | None = Field(None, description="Where the article stands.")
    zone: str | None = Field(
        None, max_length=64, description="IANA name of the readers' time zone.", examples=["America/New_York"]
    )

    def source(self, kind: SourceKind, content: str | bytes) -> Source:
        return Source(kind, content, self.published, self.title, self.url, self.zone)


class Shared(BaseModel):
    visibility: Visibility = Field(
        Visibility.PRIVATE, description="Who may read the timeline: its owner, whoever has its id, or everybody."
    )


class AboutIn(About, Shared):
    """What the query may say of an article that is the body itself."""


class Given(About):
    """An article: its text or its HTML, and when it was published. Without either, the page at `url` is fetched."""

    text: str | None = Field(None, description="The article as plain text.")
    html: str | None = Field(None, description="The page that the article stands on.")

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.text is None) == (self.html is None) and (self.text is not None or self.url is None):
            raise ValueError("give either text or html, or the url of a page to fetch")
        return self

    def as_source(self) -> Source:
        if self.text is not None:
            return self.source(SourceKind.TEXT, self.text)
        if self.html is not None:
            return self.source(SourceKind.HTML, self.html)
        return self.source(SourceKind.PAGE, self.url or "")


class ArticleIn(Given, Shared):
    """An article to be kept: its text or its HTML, or the address of its page."""
