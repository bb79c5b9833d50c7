"""`timeline batch`: many articles to partitions of timelines, events and expressions."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from timeline.errors import TimelineError

_ENGINES = ("local", "ray")
_FORMATS = ("jsonl", "parquet")


def batch(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="INPUT...", help="JSONL, Parquet, folders or files: .txt, .html, .json, .tml."),
    ],
    output: Annotated[str, typer.Option("--output", "-o", metavar="DIR", help="Folder for the tables.")],
    published: Annotated[
        str | None,
        typer.Option("--published", "-p", metavar="DATE", help="Publication date of the articles that give none."),
    ] = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="jsonl or parquet.")] = "jsonl",
    engine: Annotated[str, typer.Option(metavar="ENGINE", help="local (processes) or ray (a cluster).")] = "local",
    workers: Annotated[int | None, typer.Option(min=1, metavar="N", help="How many; one a core by default.")] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where an earlier run of the same inputs ended.")
    ] = False,
    address: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Of a Ray cluster.")] = None,
    partition_size: Annotated[int, typer.Option(min=1, metavar="N", help="Articles to a partition.")] = 64,
    time_limit: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="Most that one article may take; then it is an error row.")
    ] = 300.0,
) -> int:
    """Reconstruct the timelines of many articles: one row each, and flat tables of events and expressions."""
    from timeline.batch import run
    from timeline.batch.worker import Job
    from timeline.cli.progress import progress

    _check(engine, format, published, address)
    with progress(output) as observe:
        run(
            [Path(given) for given in inputs],
            Job(output, format, published, time_limit),
            engine=engine,
            workers=workers,
            resume=resume,
            address=address,
            partition_size=partition_size,
            observe=observe,
        )
    return 0


def _check(engine: str, format: str, published: str | None, address: str | None) -> None:
    """What would otherwise be wrong with every article. Raises TimelineError."""
    for given, known, what in ((engine, _ENGINES, "engine"), (format, _FORMATS, "format")):
        if given not in known:
            raise TimelineError(f"no such {what}: {given!r} (choose {' or '.join(known)})")
    if address is not None and engine != "ray":
        raise TimelineError("--address needs --engine ray")
    if published is not None:
        from timeline.article import Published as Date

        Date.parse(published)
