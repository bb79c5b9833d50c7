"""Training that feels the int8 of the file that ships: products round as onnxruntime's dynamic quantization does.

Activations become 256 steps between their least and greatest value, per product; weights 255 steps, per column. Going
back, rounding counts as no change (straight through), so that the weights learn to bear it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import nn
from torch.nn import functional


class Rounded(nn.Linear):
    """A linear layer whose input and weight are rounded on the way in."""

    def forward(self, input: torch.Tensor) -> torch.Tensor:
        return functional.linear(
            _through(input, _steps(input)), _through(self.weight, _columns(self.weight)), self.bias
        )


def _through(exact: torch.Tensor, rounded: torch.Tensor) -> torch.Tensor:
    return exact + (rounded - exact.detach())


@torch.no_grad()
def _steps(values: torch.Tensor) -> torch.Tensor:
    """As DynamicQuantizeLinear: 0 is one of the steps."""
    values = values.float()
    low, high = values.min().clamp(max=0.0), values.max().clamp(min=0.0)
    scale = ((high - low) / 255).clamp(min=1e-9)
    zero = torch.round(-low / scale)
    return (torch.clamp(torch.round(values / scale) + zero, 0, 255) - zero) * scale


@torch.no_grad()
def _columns(weight: torch.Tensor) -> torch.Tensor:
    scale = (weight.abs().amax(dim=1, keepdim=True) / 127).clamp(min=1e-9)
    return torch.round(weight / scale) * scale


@contextmanager
def rounded(module: nn.Module) -> Iterator[None]:
    """All linear layers of `module` round while the context lasts; their parameters stay what and where they are."""
    layers = [layer for layer in module.modules() if type(layer) is nn.Linear]
    for layer in layers:
        layer.__class__ = Rounded
    try:
        yield
    finally:
        for layer in layers:
            layer.__class__ = nn.Linear
