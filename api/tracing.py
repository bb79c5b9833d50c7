"""Spans for OpenTelemetry: one a request, and below it one for each stage of a reconstruction.

Needs the extra [otel]; without a setting nothing of it is imported. A span names its route, never its address, which
names a timeline, and holds no text of an article.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import timeline

_NANO = 1_000_000_000


class Tracing:
    """What is told to OpenTelemetry. `close` sends what is still waiting."""

    def __init__(self, exporter: Any, *, at_once: bool = False) -> None:
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor

        resource = Resource.create({"service.name": "timeline", "service.version": timeline.__version__})
        self._provider = TracerProvider(resource=resource)
        self._provider.add_span_processor((SimpleSpanProcessor if at_once else BatchSpanProcessor)(exporter))
        self.tracer = self._provider.get_tracer("timeline", timeline.__version__)

    @classmethod
    def to(cls, endpoint: str) -> Tracing:
        """By OTLP over HTTP. What else can be set, the standard OTEL_ variables set."""
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

        return cls(OTLPSpanExporter(endpoint=f"{endpoint.rstrip('/')}/v1/traces"))

    def reconstructed(self, stages: Iterable[tuple[str, float]]) -> None:
        """The stages of a reconstruction that has just come back from its worker, one after the other."""
        from opentelemetry.trace import set_span_in_context

        told = list(stages)
        at = time.time_ns() - round(sum(seconds for _, seconds in told) * _NANO)
        whole = self.tracer.start_span("reconstruct", start_time=at)
        for stage, seconds in told:
            span = self.tracer.start_span(stage, context=set_span_in_context(whole), start_time=at)
            at += round(seconds * _NANO)
            span.end(at)
        whole.end(at)

    def close(self) -> None:
        self._provider.shutdown()


class Traced:
    """One span for every request, below that of the caller where `traceparent` names one."""

    def __init__(self, app: ASGIApp, tracing: Tracing) -> None:
        self.app = app
        self.tracing = tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        from opentelemetry.trace import SpanKind, Status, StatusCode
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        caller = TraceContextTextMapPropagator().extract(dict(Headers(scope=scope)))
        with self.tracing.tracer.start_as_current_span(
            scope["method"], context=caller, kind=SpanKind.SERVER, record_exception=False, set_status_on_exception=False
        ) as span:

            async def send_and_note(message: Message) -> None:
                if message["type"] == "http.response.start":
                    span.set_attribute("http.response.status_code", message["status"])
                    if message["status"] >= 500:
                        span.set_status(Status(StatusCode.ERROR))
                await send(message)

            try:
                await self.app(scope, receive, send_and_note)
            finally:
                route = getattr(scope.get("route"), "path", "none")
                span.update_name(f"{scope['method']} {route}")
                span.set_attributes({"http.request.method": scope["method"], "http.route": route})
                span.set_attribute("timeline.request_id", scope.get("state", {}).get("request_id", ""))
