"""POST /v1/resolve: what a phrase means on a day."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from api.dependencies import ReaderDep, WorkDep
from api.schemas.phrases import PhraseIn
from api.schemas.timelines import ExpressionOut
from api.work import tasks

router = APIRouter(prefix="/v1", tags=["expressions"])


@router.post("/resolve", summary="What a phrase means, given a publication date", response_model=ExpressionOut)
async def resolve(phrase: PhraseIn, work: WorkDep, caller: ReaderDep) -> dict[str, Any]:
    return await work.run(tasks.resolve, phrase.phrase, phrase.published)
