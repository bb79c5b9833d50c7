"""Temporal phrases as they are asked for."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field


class PhraseIn(BaseModel):
    """A temporal phrase, and the publication date that it is read from."""

    model_config = ConfigDict(extra="forbid")

    phrase: str = Field(min_length=1, max_length=500, description="As it stands in the text: 18 months ago.")
    published: str = Field(
        min_length=1, max_length=200, description="When the text was published: ISO 8601, or in words in any language."
    )
