"""POST /v1/resolve: what a phrase means on a day."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field

from api.dependencies import ReaderDep, WorkDep
from api.work import tasks

router = APIRouter(prefix="/v1", tags=["expressions"])


class PhraseIn(BaseModel):
    """A temporal phrase, and the publication date that it is read from."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"phrase": "18 months ago", "published": "2022-10-12"}]}
    )

    phrase: str = Field(min_length=1, max_length=500)
    published: str = Field(min_length=1, max_length=200)


@router.post("/resolve", summary="What a phrase means, given a publication date")
async def resolve(phrase: PhraseIn, work: WorkDep, caller: ReaderDep) -> dict[str, Any]:
    return await work.run(tasks.resolve, phrase.phrase, phrase.published)
