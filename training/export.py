"""From a trained network to the one int8 file that ships: encoder as ONNX, heads in its metadata."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from timeline.events.heads import pack
from training.batches import OVERLAP, SIZE
from training.network import Network


class States(nn.Module):
    """The part of the network that becomes the graph: ids of one window -> normalised token states."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        return self.network.states(ids, None)


def export(
    network: Network, tokenizer: Path, folder: Path, temperatures: dict[str, float], about: dict[str, Any]
) -> None:
    """Write model.onnx (int8, heads in its metadata), tokenizer.json and model.json (settings, sha256) to `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    model = folder / "model.onnx"
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        _trace(network, plain)
        quantize_dynamic(plain, model, per_channel=True, weight_type=QuantType.QInt8)
    _label(model, pack(_heads(network)))
    shutil.copyfile(tokenizer, folder / "tokenizer.json")
    settings = {
        **about,
        "window": SIZE,
        "overlap": OVERLAP,
        "temperatures": {head: round(value, 4) for head, value in temperatures.items()},
        "sha256": {name: digest(folder / name) for name in ("model.onnx", "tokenizer.json")},
    }
    (folder / "model.json").write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _trace(network: Network, path: Path) -> None:
    network.eval()
    network.encoder.set_attn_implementation("eager")
    ids = torch.randint(1000, 2000, (1, 64))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            States(network).eval(),
            (ids,),
            str(path),
            input_names=["ids"],
            output_names=["states"],
            dynamic_axes={"ids": {1: "pieces"}, "states": {1: "pieces"}},
            opset_version=17,
            dynamo=False,
        )


def _heads(network: Network) -> dict[str, Any]:
    state = network.state_dict()
    return {name: weight.numpy() for name, weight in state.items() if not name.startswith(("encoder.", "bridge."))}


def _label(path: Path, heads: str) -> None:
    model = onnx.load(str(path))
    onnx.helper.set_model_props(model, {"heads": heads})
    onnx.save(model, str(path))
