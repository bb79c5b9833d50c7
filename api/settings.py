"""What can be set, each by an environment variable with the prefix TIMELINE_ (docs/operations.md lists them)."""

from __future__ import annotations

import os
from typing import Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from api.fetch.allowed import AllowList


class Settings(BaseSettings):
    """Read from the environment, or given in code. Frozen: an application never changes its settings."""

    model_config = SettingsConfigDict(env_prefix="TIMELINE_", env_file=".env", extra="ignore", frozen=True)

    host: str = Field(default="127.0.0.1", description="Address that `timeline serve` binds to.")
    port: int = Field(default=8000, ge=0, le=65535, description="Port that `timeline serve` binds to.")
    database_url: str = Field(
        default="sqlite:///timeline.db",
        description="Where timelines are stored: `sqlite:///PATH` or `postgresql://USER:PASSWORD@HOST/NAME`.",
    )
    auth: Literal["auto", "keys"] = Field(
        default="auto",
        description="`auto`: open on loopback, API keys elsewhere. `keys`: API keys everywhere, as behind a proxy.",
    )

    workers: int = Field(
        default_factory=lambda: os.cpu_count() or 1,
        ge=0,
        description="Processes that reconstruct timelines; by default one a core. 0: inside the server, for tests.",
    )
    queue_size: int = Field(default=32, ge=1, description="Articles that may wait for a worker; more get 503 at once.")
    time_limit: float = Field(
        default=60.0, gt=0, description="Seconds that one article may take; then its worker is ended."
    )
    worker_memory_mb: int = Field(default=4096, ge=256, description="Address space one worker may take, in MiB.")
    shutdown_grace: float = Field(
        default=20.0, ge=0, description="Seconds that running work is given when the server stops."
    )

    max_body_bytes: int = Field(
        default=8_000_000, ge=1_000, description="Largest body of a request; a larger one gets 413."
    )

    fetch_hosts: tuple[str, ...] = Field(
        default=(),
        description='Hosts whose pages may be fetched by address, as a JSON list: `["news.example", "*.example.org"]`.',
    )
    fetch_networks: tuple[str, ...] = Field(
        default=(), description='Networks that these hosts may lie in although not public: `["10.1.0.0/16"]`.'
    )
    fetch_time_limit: float = Field(default=10.0, gt=0, description="Seconds that fetching one page may take.")

    log_level: Literal["info", "warning", "error"] = Field(
        default="info", description="Least severe log lines written; `info` has one for each request."
    )

    otel_endpoint: str | None = Field(
        default=None,
        description="Where spans are sent by OTLP over HTTP: `http://127.0.0.1:4318`. Needs `timeline[otel]`.",
    )

    cors_origins: tuple[str, ...] = Field(
        default=(), description='Origins whose pages may call the API, as a JSON list: `["https://example.org"]`.'
    )
    frame_ancestors: str = Field(
        default="*",
        description="Who may embed timelines: sources of the CSP directive `frame-ancestors`, as `https://news.example`.",
    )
    public_url: str | None = Field(
        default=None,
        description="Address under which readers reach the service, for embeds; by default that of the request.",
    )

    @field_validator("frame_ancestors")
    @classmethod
    def _only_sources(cls, sources: str) -> str:
        if not sources.strip() or any(c in ";,\r\n" for c in sources):
            raise ValueError("not a list of CSP sources")
        return sources

    @field_validator("fetch_hosts")
    @classmethod
    def _only_hosts(cls, hosts: tuple[str, ...]) -> tuple[str, ...]:
        AllowList.of(hosts)
        return hosts

    @field_validator("fetch_networks")
    @classmethod
    def _only_networks(cls, networks: tuple[str, ...]) -> tuple[str, ...]:
        AllowList.of((), networks)
        return networks

    @field_validator("database_url")
    @classmethod
    def _name_the_driver(cls, url: str) -> str:
        for scheme in ("postgres://", "postgresql://"):
            if url.startswith(scheme):
                return "postgresql+psycopg://" + url.removeprefix(scheme)
        return url
