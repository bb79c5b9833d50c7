"""From the int8 file that ships back to a network that can be trained on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from timeline.events.heads import opened
from training.network import Network
from training.weights import student_weights

_PREFIX = "network."


def restore(folder: Path) -> Network:
    """The network of `folder`/model.onnx, its int8 weights times their scales.

    Raises ValueError where the file isn't of this project's student, or was slimmed already.
    """
    model = onnx.load(str(folder / "model.onnx"))
    stored = {item.name: numpy_helper.to_array(item) for item in model.graph.initializer}
    found = {name.removeprefix(_PREFIX): array for name, array in stored.items() if name.startswith(_PREFIX + "encoder")}
    found = {name: array for name, array in found.items() if not name.endswith(("_scale", "_zero_point", "_quantized"))}
    for name in stored:
        if name.startswith(_PREFIX) and name.endswith(".weight_quantized"):
            table = name.removesuffix("_quantized")
            found[table.removeprefix(_PREFIX)] = _plain(stored, table)
    found |= _products(model.graph, stored)
    heads = {entry.key: entry.value for entry in model.metadata_props}["heads"]
    found |= opened(heads)
    network = Network(student_weights(), pretrained=False)
    state = {name: torch.from_numpy(np.array(array, dtype=np.float32)) for name, array in found.items()}
    expected = network.state_dict()
    odd = [name for name in expected if name not in state or state[name].shape != expected[name].shape]
    if odd or len(state) > len(expected):
        raise ValueError(f"{folder}: not the weights of a whole student: {odd[:3]}")
    network.load_state_dict(state)
    return network


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
        bias = next(name for name in after.input if name in stored)
        matrix = _plain(stored, weight)
        found[bias.removeprefix(_PREFIX).removesuffix("bias") + "weight"] = matrix.T
    return found


def _plain(stored: dict[str, np.ndarray], name: str) -> np.ndarray:
    """An int8 table as numbers: scales are one for all, or one a column."""
    whole = stored[f"{name}_quantized"].astype(np.float32)
    return (whole - stored[f"{name}_zero_point"].astype(np.float32)) * stored[f"{name}_scale"]
