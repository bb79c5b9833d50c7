"""What assistants may ask for over the Model Context Protocol: the service's work, with the service's schemas."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from mcp import types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from pydantic import BaseModel, Field, ValidationError
from starlette.concurrency import run_in_threadpool

import timeline
from api.fetch.fetcher import Fetcher
from api.fetch.pages import at_hand, fetcher_of
from api.problems import Problem, of_library, of_validation
from api.schemas.analyst import Threshold, VerdictOut
from api.schemas.articles import Given
from api.schemas.phrases import PhraseIn
from api.schemas.timelines import Document, ExpressionOut
from api.settings import Settings
from api.work import analysis, tasks
from api.work.desk import Work, pool_of
from api.work.values import Outcome
from timeline.errors import TimelineError

Json = dict[str, Any]

INSTRUCTIONS = (
    "Dates, order and sources of what a news article reports. Every answer is derived from the article's words and "
    "says from which; what the article leaves open is told as open, and is not to be filled in."
)


class ReconstructIn(Given):
    """An article whose timeline is wanted."""

    all: bool = Field(False, description="Every event, not only those worth a place on a timeline.")


class CheckIn(Given):
    """An article, and a claim about the order or time of what it reports."""

    claim: str = Field(max_length=10_000, description="Such as: Did the strike come after the vote?")
    threshold: Threshold = None


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: the models of what it takes and gives, and what does it."""

    about: str
    takes: type[BaseModel]
    gives: type[BaseModel]
    run: Callable[[Any], Awaitable[Json]]


class Desk:
    """The tools, done by the service's workers: their limits of time and memory hold here too."""

    def __init__(self, work: Work, fetcher: Fetcher | None) -> None:
        self._work = work
        self._fetcher = fetcher
        self.tools = {
            "resolve": Tool("What a temporal phrase means, given a publication date.", PhraseIn, ExpressionOut,
                            self._resolve),
            "reconstruct": Tool("The timeline of a news article: its dated, ordered, explained events.", ReconstructIn,
                                Document, self._reconstruct),
            "check": Tool("Whether an article bears out a claim about order or time, with the evidence.", CheckIn,
                          VerdictOut, self._check),
        }  # fmt: skip

    async def call(self, name: str, arguments: Json) -> Json:
        """Raises a problem for what cannot be done."""
        tool = self.tools[name]
        try:
            asked = tool.takes.model_validate(arguments)
        except ValidationError as error:
            raise of_validation(error.errors(include_url=False, include_input=False)) from None
        try:
            return await tool.run(asked)
        except TimelineError as error:
            raise of_library(error) from None

    async def _resolve(self, asked: PhraseIn) -> Json:
        return await self._work.run(tasks.resolve, asked.phrase, asked.published)

    async def _reconstruct(self, asked: ReconstructIn) -> Json:
        outcome = await self._outcome(asked)
        written = await self._work.run(tasks.document, outcome.state, True) if asked.all else outcome.shown
        document: Json = json.loads(written)
        return document

    async def _check(self, asked: CheckIn) -> Json:
        outcome = await self._outcome(asked)
        return await self._work.run(analysis.check, outcome.state, asked.claim, asked.threshold)

    async def _outcome(self, article: Given) -> Outcome:
        return await self._work.reconstruct(await at_hand(article.as_source(), self._fetcher))


def server_of(desk: Desk) -> Server[Any]:
    async def listed(_context: Any, _params: Any) -> types.ListToolsResult:
        return types.ListToolsResult(tools=[_described(name, tool) for name, tool in desk.tools.items()])

    async def called(_context: Any, params: types.CallToolRequestParams) -> types.CallToolResult:
        if params.name not in desk.tools:
            return _failed(f"there is no tool {params.name[:80]!r}; there are {', '.join(desk.tools)}")
        try:
            found = await desk.call(params.name, params.arguments or {})
        except Problem as problem:
            return _failed(f"{problem.title}: {problem.detail}")
        return types.CallToolResult(content=[_text(json.dumps(found, ensure_ascii=False))], structured_content=found)

    return Server(
        "timeline",
        version=timeline.__version__,
        instructions=INSTRUCTIONS,
        on_list_tools=listed,
        on_call_tool=called,
    )


def _described(name: str, tool: Tool) -> types.Tool:
    return types.Tool(
        name=name,
        description=tool.about,
        input_schema=tool.takes.model_json_schema(),
        output_schema=tool.gives.model_json_schema(mode="serialization"),
        annotations=types.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
    )


def _failed(reason: str) -> types.CallToolResult:
    return types.CallToolResult(content=[_text(reason)], is_error=True)


def _text(words: str) -> types.TextContent:
    return types.TextContent(type="text", text=words)


async def serve(settings: Settings) -> None:
    """Answer on standard input and output until the input ends."""
    pool = pool_of(settings.model_copy(update={"workers": min(settings.workers, 1)}), None)
    pool.start()
    server = server_of(Desk(Work(pool, tasks.reconstruct), fetcher_of(settings)))
    try:
        async with stdio_server() as (read, write):
            await server.run(read, write, server.create_initialization_options())
    finally:
        await run_in_threadpool(pool.close, 0)
