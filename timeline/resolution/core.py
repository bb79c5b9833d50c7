"""Dispatch from operators to the functions that resolve them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from timeline.resolution.model import Context, Resolved
from timeline.tagger.productions import NoTime
from timeline.temporal.operators import Operator

_RESOLVERS: dict[type[Operator], Callable[[Any, Context], Resolved]] = {}
F = TypeVar("F", bound=Callable[[Any, Context], Resolved])


def resolver(kind: type[Operator]) -> Callable[[F], F]:
    """Register the function that resolves operators of a class."""

    def register(function: F) -> F:
        _RESOLVERS[kind] = function
        return function

    return register


def resolve(op: Operator, context: Context) -> Resolved:
    """What an operator resolves to in a context. Raises NoTime where the calendar has no such time."""
    function = _RESOLVERS.get(type(op))
    if function is None:
        raise NoTime(f"nothing resolves {op!r}")
    try:
        return function(op, context)
    except (ValueError, OverflowError) as error:
        raise NoTime(str(error)) from error
