"""Who may import whom, and what `import timeline` must not cost."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "timeline").rglob("*.py"))

# heavy package -> the only places of `timeline` that may import it
CONFINED = {
    "spacy": ("timeline/events/parser.py",),
    "onnxruntime": ("timeline/events/encoder.py",),
    "tokenizers": ("timeline/events/encoder.py",),
    "plotly": ("timeline/chart",),
    "dateparser": ("timeline/bylines.py",),
    "ray": ("timeline/batch",),
}
HEAVY = ("spacy", "onnxruntime", "plotly", "dateparser", "trafilatura", "pydantic", "sqlalchemy", "fastapi", "holidays")


def imported(path: Path) -> set[str]:
    """Top-level names of the packages a file imports, anywhere in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_heavy_packages_stay_where_they_belong(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    strays = {p for p in imported(path) if p in CONFINED and not place.startswith(CONFINED[p])}
    assert not strays


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_library_does_not_know_the_service(path: Path) -> None:
    place = path.relative_to(ROOT).as_posix()
    if not place.startswith("timeline/cli"):  # `timeline serve` starts it
        assert "api" not in imported(path)


def test_import_timeline_loads_nothing_heavy() -> None:
    code = f"import sys, timeline; print([p for p in {HEAVY!r} if p in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
