"""What Prometheus reads at /metrics. Each application has its own registry."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_SECONDS = (0.005, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 30, 60)


class Metrics:
    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._requests = Counter(
            "timeline_requests_total", "Requests answered", ["method", "route", "status"], registry=self.registry
        )
        self._latency = Histogram(
            "timeline_request_seconds", "Time to answer", ["route"], buckets=_SECONDS, registry=self.registry
        )
        self._stages = Histogram(
            "timeline_stage_seconds", "Time of each stage", ["stage"], buckets=_SECONDS, registry=self.registry
        )

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        self._requests.labels(method, route, str(status)).inc()
        self._latency.labels(route).observe(seconds)

    def reconstructed(self, stages: Iterable[tuple[str, float]]) -> None:
        for stage, seconds in stages:
            self._stages.labels(stage).observe(seconds)

    def watch(self, name: str, what: str, read: Callable[[], float]) -> None:
        """A number that is read when it is asked for."""
        Gauge(name, what, registry=self.registry).set_function(read)

    def text(self) -> bytes:
        return generate_latest(self.registry)


class Observed:
    """Counts and logs every request: by its route, never by its address, which names a timeline."""

    def __init__(self, app: ASGIApp, metrics: Metrics, log: Callable[..., object]) -> None:
        self.app = app
        self.metrics = metrics
        self.log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        started, status = time.perf_counter(), 500

        async def send_and_note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            return await self.app(scope, receive, send_and_note)
        finally:
            self._note(scope, status, time.perf_counter() - started)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = getattr(scope.get("route"), "path", "none")
        method = scope["method"] if scope["method"] in _METHODS else "OTHER"
        self.metrics.answered(method, route, status, seconds)
        request_id = scope.get("state", {}).get("request_id")
        self.log("request", method=method, route=route, status=status, ms=round(seconds * 1000), request_id=request_id)


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
