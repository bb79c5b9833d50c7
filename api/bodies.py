"""Articles in the body of a request: JSON, or the text or HTML itself with what is known of it in the query."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from fastapi import Depends, Header, Request
from pydantic import BaseModel, ValidationError

from api.media import KINDS, decoded, media_type
from api.problems import Kind, Problem, of_validation
from api.schemas.articles import AboutIn, ArticleIn
from api.service import Posting

M = TypeVar("M", bound=BaseModel)

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=255,
        pattern=r"^[\x21-\x7e]+$",
        description="Any string of yours. Repeating a request with its key gives the same answer, and does nothing.",
    ),
]


def _described() -> dict[str, Any]:
    """What `posting` reads, as OpenAPI tells it: FastAPI sees a request only."""
    fields = AboutIn.model_json_schema(ref_template="#/components/schemas/{model}")["properties"]
    raw: dict[str, Any] = {media: {"schema": {"type": "string"}} for media in KINDS}
    article = {"application/json": {"schema": {"$ref": "#/components/schemas/ArticleIn"}}}
    return {
        "requestBody": {"required": True, "content": article | raw},
        "parameters": [
            {"name": name, "in": "query", "required": False, "schema": schema, "description": _RAW_ONLY}
            for name, schema in fields.items()
        ],
    }


_TAKEN = "send application/json, text/plain or text/html as Content-Type"
_RAW_ONLY = "Of an article that is the body itself; one in JSON has it inside."
BODY = _described()


async def posting(request: Request, key: Key = None) -> Posting:
    """The article that a request brings."""
    media, charset = media_type(request.headers.get("content-type", ""))
    body = await request.body()
    if media == "application/json":
        article = parsed(ArticleIn, body)
        return Posting(article.as_source(), article.visibility, key)
    if media not in KINDS:
        raise Problem(Kind.UNSUPPORTED, f"not a media type for articles: {media[:80]!r}; {_TAKEN}")
    about = queried(request)
    content = body if charset is None else decoded(body, charset)
    return Posting(about.source(KINDS[media], content), about.visibility, key)


PostingDep = Annotated[Posting, Depends(posting)]


def parsed(model: type[M], body: bytes) -> M:
    try:
        return model.model_validate_json(body)
    except ValidationError as error:
        raise of_validation(error.errors(include_url=False, include_input=False, include_context=False)) from None


def queried(request: Request) -> AboutIn:
    """What the query says of the article; other parameters belong to the route."""
    given = {name: value for name, value in request.query_params.items() if name != "all"}
    try:
        return AboutIn.model_validate(given)
    except ValidationError as error:
        raise of_validation(error.errors(include_url=False, include_input=False), ("query",)) from None
