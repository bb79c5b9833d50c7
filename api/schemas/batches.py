"""Batches: many articles at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.schemas.articles import ArticleIn
from api.storage.models import Visibility


class BatchIn(BaseModel):
    """Up to 1,000 articles, each checked by itself when its turn comes."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [{"articles": [{"text": "The council met on Tuesday.", "published": "2022-10-12"}]}]
        },
    )

    articles: list[ArticleIn] = Field(min_length=1, max_length=1_000)


class BatchOut(BaseModel):
    """How far a batch is."""

    id: str
    created: datetime
    finished: datetime | None = Field(description="When the last article was worked off; null before.")
    visibility: Visibility
    total: int
    waiting: int
    done: int
    failed: int
    links: dict[str, str]


class BatchItemOut(BaseModel):
    """One article of a batch: its timeline, or the problem that it had."""

    position: int = Field(description="Place in the list that was posted, from 0.")
    state: Literal["waiting", "done", "failed"]
    timeline: str | None = Field(description="Address of the timeline.")
    problem: dict[str, Any] | None


class BatchItems(BaseModel):
    items: list[BatchItemOut]
    next: int | None = Field(description="`after` of the next page; null on the last one.")
