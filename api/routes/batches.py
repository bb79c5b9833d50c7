"""/v1/batches: many articles, worked off in the background."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from api.bodies import Key
from api.dependencies import ReaderDep, ServicesDep, WriterDep
from api.head import address
from api.schemas.batches import BatchIn, BatchItems, BatchOut
from api.storage.batches import DONE, FAILED, WAITING, Batch, Item
from api.storage.models import Visibility

router = APIRouter(prefix="/v1/batches", tags=["batches"])


def _out(batch: Batch) -> dict[str, Any]:
    counts = {state: batch.counts.get(state, 0) for state in (WAITING, DONE, FAILED)}
    place = f"/v1/batches/{batch.id}"
    return {
        "id": batch.id,
        "created": batch.created,
        "finished": batch.finished,
        "visibility": batch.visibility,
        "total": sum(counts.values()),
        **counts,
        "links": {"self": place, "items": f"{place}/items"},
    }


def _item(item: Item) -> dict[str, Any]:
    return {
        "position": item.position,
        "state": item.state,
        "timeline": None if item.timeline is None else address(item.timeline),
        "problem": None if item.problem is None else json.loads(item.problem),
    }


@router.post("", status_code=202, summary="Reconstruct many timelines in the background", response_model=BatchOut)
def create(
    response: Response,
    posted: BatchIn,
    services: ServicesDep,
    caller: WriterDep,
    visibility: Annotated[Visibility, Query(description="Of all timelines of the batch.")] = Visibility.PRIVATE,
    key: Key = None,
) -> dict[str, Any]:
    batch = services.batches.create(posted, visibility, caller, key)
    services.wake()
    response.headers["Location"] = f"/v1/batches/{batch.id}"
    return _out(batch)


@router.get("/{batch_id}", summary="How far a batch is", response_model=BatchOut)
def get(batch_id: str, services: ServicesDep, caller: ReaderDep) -> dict[str, Any]:
    return _out(services.batches.get(batch_id, caller))


@router.get("/{batch_id}/items", summary="What became of the articles of a batch", response_model=BatchItems)
def items(
    batch_id: str,
    services: ServicesDep,
    caller: ReaderDep,
    after: Annotated[int, Query(ge=-1, le=1_000)] = -1,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
) -> dict[str, Any]:
    found = services.batches.items(batch_id, caller, after, limit + 1)
    following = found[limit - 1].position if len(found) > limit else None
    return {"items": [_item(item) for item in found[:limit]], "next": following}


@router.delete("/{batch_id}", status_code=204, summary="Forget a batch; what waits in it is not worked off")
def delete(batch_id: str, services: ServicesDep, caller: WriterDep) -> None:
    services.batches.delete(batch_id, caller)
