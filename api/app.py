"""`create_app`: the service, put together from its settings. Nothing happens at import time."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.cors import CORSMiddleware

import timeline
from api import problems
from api.batches import Batches, Runner
from api.dependencies import Services
from api.fetch.pages import fetcher_of
from api.logs import logger
from api.metrics import Metrics, Observed
from api.middleware import BodyLimit, Head, LastResort, RequestId, SecurityHeaders, Started
from api.openapi import describe
from api.packed import Packed, Unpacked
from api.routes import batches as batch_routes
from api.routes import claims, exports, health, parts, resolve, revisions, timelines
from api.routes import problems as problem_pages
from api.service import Timelines
from api.settings import Settings
from api.storage.batches import BatchStore
from api.storage.database import Database
from api.storage.idempotency import IdempotencyStore
from api.storage.keys import KeyStore
from api.storage.timelines import TimelineStore
from api.tracing import Traced, Tracing
from api.version import pipeline_version
from api.web import embed
from api.web import routes as web
from api.work import tasks
from api.work.desk import Work, pool_of


class _Described(FastAPI):
    def openapi(self) -> dict[str, Any]:
        return describe(self)


def create_app(
    settings: Settings | None = None,
    *,
    reconstruct: tasks.Reconstruct | None = None,
    tracing: Tracing | None = None,
) -> FastAPI:
    """The application. `reconstruct` stands in for the pipeline and `tracing` for what the settings say, in tests."""
    settings = settings or Settings()
    if tracing is None and settings.otel_endpoint:
        tracing = Tracing.to(settings.otel_endpoint)
    app = _Described(
        title="timeline",
        version=timeline.__version__,
        summary="Reconstructs a dated, ordered, explained timeline of events from a news article.",
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.services = _services(settings, reconstruct, tracing)
    problems.install(app)
    for module in (
        timelines,
        exports,
        parts,
        claims,
        revisions,
        batch_routes,
        resolve,
        health,
        problem_pages,
        embed,
        web,
    ):
        app.include_router(module.router)
    _wrap(app, settings)
    return app


def _wrap(app: FastAPI, settings: Settings) -> None:
    """The middleware, innermost first."""
    app.add_middleware(Started, services=app.state.services)
    app.add_middleware(Unpacked, limit=settings.max_body_bytes)
    app.add_middleware(BodyLimit, limit=settings.max_body_bytes)
    # level 5 would save a fifth of the bytes for twice the time
    app.add_middleware(Packed, minimum_size=1_000, compresslevel=1)
    if settings.cors_origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.cors_origins,
            allow_methods=["*"],
            allow_headers=["*"],
            expose_headers=["ETag", "Link", "Location", "Retry-After", "X-Request-ID"],
        )
    app.add_middleware(LastResort, log=logger().error)
    app.add_middleware(Observed, metrics=app.state.services.metrics, log=logger(settings.log_level).info)
    if app.state.services.tracing is not None:
        app.add_middleware(Traced, tracing=app.state.services.tracing)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(RequestId)
    app.add_middleware(Head)


def _services(settings: Settings, reconstruct: tasks.Reconstruct | None, tracing: Tracing | None) -> Services:
    database = Database(settings.database_url)
    metrics, pool = Metrics(), pool_of(settings, reconstruct)
    metrics.watch("timeline_queue_waiting", "Jobs that wait for a worker", lambda: pool.waiting)
    metrics.watch("timeline_queue_running", "Jobs that are being worked on", lambda: pool.running)

    def observe(stages: tuple[tuple[str, float], ...]) -> None:
        metrics.reconstructed(stages)
        if tracing is not None:
            tracing.reconstructed(stages)

    work = Work(pool, reconstruct or tasks.reconstruct, observe)
    idempotency = IdempotencyStore(database)
    timelines = Timelines(TimelineStore(database), idempotency, work, pipeline_version(), fetcher_of(settings))
    batches = Batches(BatchStore(database), idempotency)
    return Services(settings, database, KeyStore(database), timelines, work, batches, metrics, tracing)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    services: Services = app.state.services
    await run_in_threadpool(services.start)
    runner = _runner(services)
    runner.start()
    services.runner = runner
    try:
        yield
    finally:
        await runner.stop()
        await run_in_threadpool(services.stop)


def _runner(services: Services) -> Runner:
    """The lease outlasts whatever may happen to one article: two tries, and the wait for a worker."""
    lease = 3 * services.settings.time_limit + 60
    return Runner(services.batches.store, services.timelines, services.work.pool.workers, lease, logger().warning)
