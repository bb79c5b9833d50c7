"""The OpenAPI description: what FastAPI reads off the routes, with every media type, problem and an example of each."""

from api.openapi.describe import describe

__all__ = ["describe"]
