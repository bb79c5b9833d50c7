"""The `means` of a rule: a constructor call in data, compiled to a function of what the pattern captured.

Only operators (`Ago(Period(number, unit))`), granularities, productions, captured labels, numbers, strings, tuples,
`or`, `+`, `-` and `*` may stand there: it is data, not code.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from typing import Any

from timeline.tagger import productions
from timeline.temporal import operators
from timeline.temporal.granularity import Granularity

Meaning = Callable[[Mapping[str, Any]], Any]

_NAMES: dict[str, Any] = {
    **{g.name: g for g in Granularity},
    **{name: value for name, value in vars(operators).items() if isinstance(value, type) and name[0].isupper()},
    **{name: getattr(productions, name) for name in productions.__all__ if name != "NoTime"},
}
_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
}


class BadMeaning(ValueError):
    """A `means` that says more than data may; the message quotes it."""


def compile_meaning(source: str, labels: frozenset[str]) -> Meaning:
    """Raises BadMeaning."""
    try:
        tree = ast.parse(source, mode="eval").body
    except SyntaxError as error:
        raise BadMeaning(f"cannot read {source!r}: {error}") from error
    return _compile(tree, source, labels)


def _compile(node: ast.expr, source: str, labels: frozenset[str]) -> Meaning:
    if isinstance(node, ast.Constant):
        constant = node.value
        return lambda env: constant
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        inner = _compile(node.operand, source, labels)
        return lambda env: -inner(env)
    if isinstance(node, ast.Name):
        return _name(node.id, source, labels)
    if isinstance(node, ast.Tuple):
        items = [_compile(item, source, labels) for item in node.elts]
        return lambda env: tuple(item(env) for item in items)
    if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
        left, right = (_compile(item, source, labels) for item in node.values)
        return lambda env: left(env) or right(env)
    if isinstance(node, ast.BinOp) and type(node.op) in _ARITHMETIC:
        apply = _ARITHMETIC[type(node.op)]
        left, right = _compile(node.left, source, labels), _compile(node.right, source, labels)
        return lambda env: apply(left(env), right(env))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _NAMES:
        return _call(node, source, labels)
    raise BadMeaning(f"{ast.unparse(node)!r} may not stand in a meaning: {source!r}")


def _name(name: str, source: str, labels: frozenset[str]) -> Meaning:
    if name in labels:
        return lambda env: env.get(name)
    if name in _NAMES:
        value = _NAMES[name]
        return lambda env: value
    raise BadMeaning(f"{name!r} is neither captured nor known: {source!r}")


def _call(node: ast.Call, source: str, labels: frozenset[str]) -> Meaning:
    assert isinstance(node.func, ast.Name)
    make = _NAMES[node.func.id]
    args = [_compile(arg, source, labels) for arg in node.args]
    keywords = [(word.arg, _compile(word.value, source, labels)) for word in node.keywords if word.arg]
    if not keywords:
        return lambda env: make(*[arg(env) for arg in args])
    return lambda env: make(*[arg(env) for arg in args], **{name: value(env) for name, value in keywords})
