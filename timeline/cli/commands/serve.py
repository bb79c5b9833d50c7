"""`timeline serve`: the service."""

from __future__ import annotations

import socket
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from timeline.errors import TimelineError

if TYPE_CHECKING:
    import uvicorn
    from fastapi import FastAPI

    from api.settings import Settings


def serve(
    host: Annotated[str | None, typer.Option(help="Address to bind; by default only this machine can connect.")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="Port to bind.")] = None,
) -> None:
    """Serve the HTTP API and the page. What else can be set, the environment sets: TIMELINE_..."""
    import uvicorn

    try:
        settings, app = _application(host, port)
    except ModuleNotFoundError as error:
        raise TimelineError(f"the service needs the package {error.name}, which is not installed") from error
    listener = _listen(settings.host, settings.port)
    shown = f"[{settings.host}]" if ":" in settings.host else settings.host
    print(f"timeline: serving on http://{shown}:{listener.getsockname()[1]}", file=sys.stderr)
    uvicorn.Server(_config(app, settings)).run(sockets=[listener])


def _config(app: FastAPI, settings: Settings) -> uvicorn.Config:
    """The service writes its own log; requests under way get their grace when it is told to stop."""
    import uvicorn

    grace = round(settings.shutdown_grace) + 5
    return uvicorn.Config(app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=grace)


def _application(host: str | None, port: int | None) -> tuple[Settings, FastAPI]:
    from api.app import create_app
    from api.logs import take_over
    from timeline.cli.settings import settings_or_complaint

    given: dict[str, Any] = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    settings = settings_or_complaint(**given)
    take_over(settings.log_level)
    return settings, create_app(settings)


def _listen(host: str, port: int) -> socket.socket:
    """A bound socket, so that a taken port is told before anything starts. Port 0 takes any free one."""
    try:
        family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
    except OSError as error:
        raise TimelineError(
            f"cannot listen on {host}, port {port}: {(error.strerror or str(error)).lower()}"
        ) from error
    return listener
