"""/v1/timelines/{id}/claims: what the article says of a claim."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from api.dependencies import AnalystDep, CallerDep
from api.schemas.analyst import ClaimIn, VerdictOut

router = APIRouter(prefix="/v1/timelines/{timeline_id}", tags=["claims"])


@router.post("/claims", summary="Check a claim about order or time", response_model=VerdictOut)
async def check(timeline_id: str, asked: ClaimIn, analyst: AnalystDep, caller: CallerDep) -> dict[str, Any]:
    claim = asked.claim if isinstance(asked.claim, str) else asked.claim.model_dump()
    return await analyst.check(timeline_id, caller, claim, asked.threshold)
