"""From the int8 file that ships back to a network that can be trained on."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper
from torch import nn

from timeline.events.heads import opened
from training.network import Network
from training.weights import student_weights

_PREFIX = "network."


def restore(folder: Path) -> Network:
    """The network of `folder`/model.onnx, whole or slimmed, its int8 weights times their scales.

    Raises ValueError where the file isn't one of this project's students.
    """
    model = onnx.load(str(folder / "model.onnx"))
    stored = {_short(item.name): numpy_helper.to_array(item) for item in model.graph.initializer}
    found = {name: array for name, array in stored.items() if name.endswith((".weight", ".bias"))}
    for name in stored:
        if name.endswith(".weight_quantized"):
            table = name.removesuffix("_quantized")
            found[table] = _plain(stored, table)
    found |= _products(model.graph, stored)
    found |= opened({entry.key: entry.value for entry in model.metadata_props}["heads"])
    state = {name: torch.from_numpy(np.array(array, dtype=np.float32)) for name, array in found.items()}
    network = Network(student_weights(), pretrained=False)
    if odd := set(state) ^ set(network.state_dict()):
        raise ValueError(f"{folder}: not the weights of a student: {sorted(odd)[:3]}")
    _resize(network, state)
    network.load_state_dict(state)
    return network


def _resize(network: Network, state: Mapping[str, torch.Tensor]) -> None:
    """Give the layers of a network as it starts the sizes that slimming left them."""
    for name, module in list(network.named_modules()):
        for part, layer in module.named_children():
            if type(layer) is nn.Linear:
                outward, inward = state[f"{name}.{part}.weight".removeprefix(".")].shape
                setattr(module, part, nn.Linear(inward, outward, layer.bias is not None))
        if hasattr(module, "all_head_size"):
            module.all_head_size = module.query.out_features
            module.num_attention_heads = module.all_head_size // module.attention_head_size


def _products(graph: Any, stored: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The matrices of the int8 products, each named by the bias that is added after its cast and its scaling."""
    user = {name: node for node in graph.node for name in node.input}
    found = {}
    for node in graph.node:
        if node.op_type != "MatMulInteger":
            continue
        weight, after = node.input[1].removesuffix("_quantized"), user[node.output[0]]
        while after.op_type != "Add":
            after = user[after.output[0]]
        bias = next(name for name in map(_short, after.input) if name in stored)
        found[bias.removesuffix("bias") + "weight"] = _plain(stored, weight).T
    return found


def _short(name: str) -> str:
    return name.removeprefix(_PREFIX)


def _plain(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    """An int8 table as numbers: scales are one for all, or one a column."""
    whole = stored[f"{name}_quantized"].astype(np.float32)
    return (whole - stored[f"{name}_zero_point"].astype(np.float32)) * stored[f"{name}_scale"]
