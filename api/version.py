"""What made a timeline: results of one version are reused, those of another are not."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

import timeline


@cache
def pipeline_version() -> str:
    """The library's version and a digest of its trained model's description."""
    model = files("timeline") / "models" / "model.json"
    digest = hashlib.sha256(model.read_bytes()).hexdigest()[:8] if model.is_file() else "no-model"
    return f"{timeline.__version__}+{digest}"
