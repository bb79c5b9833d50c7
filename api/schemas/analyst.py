"""Claims and corrections as they are sent, and verdicts as they are answered."""

from __future__ import annotations

from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from api.storage.models import Visibility

Note = Annotated[str | None, Field(max_length=2_000)]
Threshold = Annotated[
    float | None, Field(ge=0, le=1, description="Withhold verdicts that are less sure; by default one chosen on data.")
]
Reference = Annotated[str, Field(max_length=40)] | Annotated[int, Field(ge=0, le=10_000_000)]
Seconds = Annotated[int | None, Field(ge=0, le=10**12)]


class StructuredIn(BaseModel):
    """A claim for programs: an event (id, or a character of the article) towards another one, or a time."""

    model_config = ConfigDict(extra="forbid")

    event: Reference
    relation: str = Field(
        max_length=20, description="before, after, no_later, no_earlier, during, within, since, until"
    )
    other: Reference | None = None
    time: str | None = Field(default=None, max_length=100, description="A date or a phrase such as “last week”.")
    at_least: Seconds = None
    at_most: Seconds = None


class ClaimIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    claim: Annotated[str, Field(max_length=10_000)] | StructuredIn
    threshold: Threshold = None


class VerdictOut(BaseModel):
    """docs/claims.md describes the fields."""

    claim: str
    kind: str
    verdict: str = Field(description="supported, refuted, disputed, undetermined or not_mentioned")
    confidence: float
    events: list[dict[str, Any]]
    evidence: list[dict[str, Any]]
    by_source: list[dict[str, Any]]
    explanation: str


class ChangeIn(BaseModel):
    """A change of who may read a timeline, or corrections of what it says (docs/corrections.md)."""

    model_config = ConfigDict(extra="forbid")

    visibility: Visibility | None = None
    corrections: list[dict[str, Any]] | None = Field(default=None, min_length=1, max_length=200)
    note: Note = None

    @model_validator(mode="after")
    def one_thing(self) -> Self:
        if (self.visibility is None) == (self.corrections is None):
            raise ValueError("give either visibility or corrections")
        return self


class RestoreIn(BaseModel):
    model_config = ConfigDict(extra="forbid")

    note: Note = None


class ComparisonOut(BaseModel):
    """What one state has that another has not."""

    published: dict[str, Any] | None
    expressions: dict[str, Any]
    events: dict[str, Any]
    relations: dict[str, Any]
    conflicts: dict[str, Any]
