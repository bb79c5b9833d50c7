"""`timeline mcp`: the tools for assistants."""

from __future__ import annotations

from timeline.errors import TimelineError


def mcp() -> None:
    """Offer resolve, reconstruct and check to assistants: Model Context Protocol on standard input and output."""
    import asyncio

    from timeline.cli.settings import settings_or_complaint

    try:
        from api.assistants import serve
    except ModuleNotFoundError as error:
        raise TimelineError(
            f'this needs the package {error.name}, which is not installed (pip install "timeline[mcp]")'
        ) from error
    asyncio.run(serve(settings_or_complaint()))
