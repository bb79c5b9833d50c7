"""Every file of the model that is missing is named, with the way to get it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import timeline.weights
from timeline.errors import ModelMissing
from timeline.events.classes import class_model
from timeline.events.encoder import FILES, Encoder
from timeline.relations import guesses, learned
from timeline.weights import MADE_BY, MODELS, require

READERS: dict[str, Callable[[], object]] = {
    "classes.json": class_model.__wrapped__,
    "order.json": learned.weights.__wrapped__,
    "event_times.json": guesses.weights.__wrapped__,
}


def test_the_list_is_what_ships() -> None:
    assert set(MADE_BY) == {path.name for path in MODELS.iterdir() if path.suffix in (".json", ".onnx")}
    assert set(MADE_BY) == {*FILES, *READERS}


@pytest.mark.parametrize("name", MADE_BY)
def test_a_missing_file_is_named_with_the_command_that_makes_it(name: str, tmp_path: Path) -> None:
    for other in set(MADE_BY) - {name}:
        (tmp_path / other).touch()
    with pytest.raises(ModelMissing) as caught:
        require(tuple(MADE_BY), tmp_path)
    assert str(caught.value).startswith(f"{name} not found in {tmp_path}: ")
    assert f"`python -m {MADE_BY[name]} CORPORA`" in str(caught.value)


@pytest.mark.parametrize("name", READERS)
def test_whoever_reads_a_file_says_so(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timeline.weights, "MODELS", tmp_path)
    with pytest.raises(ModelMissing, match=f"^{name} not found in .*python -m {MADE_BY[name]} CORPORA"):
        READERS[name]()


def test_a_model_of_ones_own_needs_the_encoders_files_only(tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(MODELS / name, tmp_path)
    assert Encoder.load(tmp_path).read("It rained.", [(0, 2), (3, 9)], [(0, 2)]).table("class").shape[0] == 2
