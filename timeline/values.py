"""Plain values of which an article makes hundreds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(*, order: bool = False) -> Callable[[type[T]], type[T]]:
    """A dataclass that the type checker holds to be frozen, equal and hashed by its fields.

    While the program runs it is not frozen: one that is takes four times as long to make.

    >>> @value()
    ... class Place:
    ...     name: str
    >>> Place("Kolm") == Place("Kolm"), len({Place("Kolm"), Place("Kolm")})
    (True, 1)
    """

    def made(cls: type[T]) -> type[T]:
        return dataclass(slots=True, order=order, unsafe_hash="__hash__" not in cls.__dict__)(cls)

    return made
