"""The examples in docstrings are true: "phrase -> call -> result" of the operators, and all others."""

from __future__ import annotations

import doctest
from importlib import import_module
from pkgutil import walk_packages

import numpy as np
import pytest

import timeline

OPTIONAL = ("timeline.batch.ray", "timeline.__main__")
MODULES = sorted(m.name for m in walk_packages(timeline.__path__, "timeline.") if m.name not in OPTIONAL)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings(name: str) -> None:
    assert not doctest.testmod(import_module(name), extraglobs={"np": np}).failed


def test_there_are_examples() -> None:
    finder = doctest.DocTestFinder(exclude_empty=True)
    assert sum(bool(test.examples) for name in MODULES for test in finder.find(import_module(name))) > 30
