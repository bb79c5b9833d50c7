"""Timelines as they are answered. The library's document is described in docs/json.md."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from api.storage.models import Visibility


class Links(BaseModel):
    """Where a timeline and its parts stand."""

    self: str
    chart: str
    events: str
    expressions: str
    exports: str
    revisions: str


class Head(BaseModel):
    """What the service knows of a timeline."""

    id: str
    revision: int = Field(description="Counts the corrections, from 1.")
    created: datetime
    modified: datetime
    visibility: Visibility
    links: Links


class ExpressionOut(BaseModel):
    """A temporal expression (TIMEX3), as it stands and as it is understood."""

    model_config = ConfigDict(extra="allow")

    id: str
    start: int = Field(description="Offsets count characters of the text; `end` is exclusive.")
    end: int
    text: str
    type: str = Field(description="DATE, TIME, DURATION or SET.")
    value: str | None = Field(description="TIMEX3 value: 2021-04, P18M.")
    rule: str = Field(description="Name of the rule that read it.")
    explanation: str


class Opinions(BaseModel):
    """How the trained model would order pairs of events, as a table."""

    fields: list[str] = Field(description="Names of the columns.")
    rows: list[list[Any]] = Field(description="A list of values for each opinion.")


class Document(BaseModel):
    """The library's document; docs/json.md describes all of it."""

    model_config = ConfigDict(extra="allow")

    format: str = Field(description="Format of the document; it changes when readers must.")
    complete: bool = Field(description="Whether every event is listed, or those worth a place on a timeline.")
    article: dict[str, Any] = Field(description="Its text, dates and where these were found.")
    expressions: list[ExpressionOut]
    events: list[dict[str, Any]]
    order: list[list[str]] = Field(description="Groups of event ids, earliest first.")
    relations: list[dict[str, Any]] = Field(description="Pairs of events that are ordered, and what that follows from.")
    constraints: list[dict[str, Any]] = Field(description="What is said about times and order, and in which words.")
    conflicts: list[dict[str, Any]] = Field(description="What was set aside, and what speaks against it.")
    opinions: Opinions | None = Field(default=None, description="In complete documents only.")


class TimelineOut(Head, Document):
    """A timeline: the head, and the library's document."""


class TimelineItem(Head):
    """A timeline in a list."""

    title: str | None
    url: str | None
    source: str | None = Field(description="The host that the article comes from.")
    published: str
    events: int = Field(description="Events worth a place on a timeline.")


class TimelinePage(BaseModel):
    items: list[TimelineItem]
    next: str | None = Field(description="The cursor of the next page; null on the last one.")


class Items(BaseModel):
    items: list[dict[str, Any]]


class RevisionOut(BaseModel):
    """One state of a timeline."""

    number: int
    created: datetime
    author: str = Field(description="Id of the API key that made it; empty for the local user.")
    kind: str = Field(description="created, corrected or restored")
    note: str | None
    changes: Any = Field(description="What was changed.")


class Revisions(BaseModel):
    items: list[RevisionOut]


class ExportOut(BaseModel):
    format: str
    title: str
    media_type: str
    leaves_out: str = Field(description="What of the timeline this format cannot hold.")
    link: str


class Exports(BaseModel):
    items: list[ExportOut]


class ProblemOut(BaseModel):
    """RFC 9457."""

    type: str = Field(description="Address of a page that explains this type of problem.")
    title: str
    status: int
    detail: str
    instance: str | None = None
    errors: list[dict[str, str]] = []
