"""Is the service alive, and can it work?"""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.exc import SQLAlchemyError

from api.dependencies import ServicesDep

router = APIRouter(tags=["operations"])


@router.get("/livez", summary="The process answers")
async def livez() -> dict[str, str]:
    return {"status": "alive"}


class Readiness(BaseModel):
    status: Literal["ready", "not ready"]
    checks: dict[str, bool]


@router.get(
    "/readyz",
    summary="The model is loaded and the database answers",
    response_model=Readiness,
    responses={503: {"model": Readiness, "description": "Not yet, or not any more."}},
)
def readyz(services: ServicesDep) -> Response:
    checks = {"model": services.work.pool.ready, "database": _reachable(services)}
    ready = all(checks.values())
    return JSONResponse({"status": "ready" if ready else "not ready", "checks": checks}, 200 if ready else 503)


def _reachable(services: ServicesDep) -> bool:
    try:
        services.database.ping()
    except SQLAlchemyError:
        return False
    return True


@router.get("/metrics", summary="Figures for Prometheus", response_class=Response)
def metrics(services: ServicesDep) -> Response:
    return Response(services.metrics.text(), media_type="text/plain; version=0.0.4")
