"""What routes ask for by type. All of it is `async`: FastAPI would send anything else through a thread of its own."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from api.access import LOCAL, STRANGER, Caller, Scope, is_local
from api.analyst import Analyst
from api.batches import Batches, Runner
from api.metrics import Metrics
from api.problems import Kind, Problem
from api.service import Timelines
from api.settings import Settings
from api.storage.database import Database
from api.storage.keys import KeyStore
from api.tracing import Tracing
from api.work.desk import Work


@dataclass(slots=True)
class Services:
    """Everything that an application holds; made once by `create_app`, kept as `app.state.services`."""

    settings: Settings
    database: Database
    keys: KeyStore
    timelines: Timelines
    work: Work
    batches: Batches
    metrics: Metrics
    tracing: Tracing | None = None
    runner: Runner | None = None
    started: bool = False
    _starting: threading.Lock = field(default_factory=threading.Lock)

    def start(self) -> None:
        """Bring the database up to date and the workers up; once."""
        with self._starting:
            if not self.started:
                self.database.migrate()
                if self.database.is_sqlite:  # no other server shares the file: claims are those of one that has ended
                    self.batches.store.release()
                self.work.pool.start()
                self.started = True

    def wake(self) -> None:
        """Tell the runner of batches, from any thread, that something waits."""
        if self.runner is not None:
            self.runner.wake()

    def stop(self) -> None:
        self.work.pool.close(self.settings.shutdown_grace)
        self.database.close()
        if self.tracing is not None:
            self.tracing.close()


def services_of(request: Request) -> Services:
    found: Services = request.app.state.services
    return found


async def services(request: Request) -> Services:
    return services_of(request)


ServicesDep = Annotated[Services, Depends(services)]


async def identify(request: Request) -> Caller:
    """Whoever calls: a stranger where no key is given and one is needed. Refuses a key that is not valid."""
    services = services_of(request)
    settings = services.settings
    if (secret := _secret(request)) is not None:
        key = await run_in_threadpool(services.keys.find, secret)
        if key is None:
            raise unauthorized("the API key is not valid")
        return Caller(key.owner, key.scopes, key.id)
    if settings.auth == "auto" and is_local(request, settings.host, settings.cors_origins):
        return LOCAL
    return STRANGER


def _secret(request: Request) -> str | None:
    scheme, _, secret = request.headers.get("authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" else None


def unauthorized(detail: str) -> Problem:
    return Problem(Kind.UNAUTHORIZED, detail, headers={"WWW-Authenticate": "Bearer"})


CallerDep = Annotated[Caller, Depends(identify)]


def _require(scope: Scope, caller: Caller) -> Caller:
    if caller is STRANGER:
        raise unauthorized("this needs an API key")
    if scope not in caller.scopes:
        raise Problem(Kind.FORBIDDEN, f"the API key lacks the scope {scope.value!r}")
    return caller


async def reader(caller: CallerDep) -> Caller:
    return _require(Scope.READ, caller)


async def writer(caller: CallerDep) -> Caller:
    return _require(Scope.WRITE, caller)


ReaderDep = Annotated[Caller, Depends(reader)]
WriterDep = Annotated[Caller, Depends(writer)]


async def timelines(services: ServicesDep) -> Timelines:
    return services.timelines


async def analyst(services: ServicesDep) -> Analyst:
    return Analyst(services.timelines, services.work)


async def work(services: ServicesDep) -> Work:
    return services.work


AnalystDep = Annotated[Analyst, Depends(analyst)]
TimelinesDep = Annotated[Timelines, Depends(timelines)]
WorkDep = Annotated[Work, Depends(work)]
