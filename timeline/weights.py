"""The files of the trained model, and what to say where one is missing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from timeline.errors import ModelMissing

MODELS = Path(__file__).resolve().parent / "models"
# The command that makes each file anew from the corpora.
MADE_BY = {
    "model.onnx": "training",
    "tokenizer.json": "training",
    "model.json": "training",
    "classes.json": "training.classes",
    "order.json": "training.order",
    "event_times.json": "training.event_times",
}


def require(names: Sequence[str], folder: Path) -> None:
    """Raises ModelMissing where a file is not in `folder`, saying which, how to get it and which commands make it."""
    missing = [name for name in names if not (folder / name).is_file()]
    if not missing:
        return
    commands = " and ".join(f"`python -m {command} CORPORA`" for command in dict.fromkeys(MADE_BY[m] for m in missing))
    raise ModelMissing(
        f"{', '.join(missing)} not found in {folder}: install the package with its weights, take what is missing from "
        f"the repository's timeline/models, or train it with {commands}."
    )


def weights_text(name: str) -> str:
    """A text file that comes with the package. Raises ModelMissing as `require` does."""
    require([name], MODELS)
    return (MODELS / name).read_text(encoding="utf-8")
