from __future__ import annotations

import numpy as np
import pytest

from training.minimum import Doubles, minimum


@pytest.mark.parametrize(
    ("scale", "start"), [(1.0, [5.0, -2.0]), (100.0, [0.0, 0.0]), (1e-3, [50.0, 1.0])], ids=["round", "steep", "flat"]
)
def test_a_bowl_is_least_at_its_bottom(scale: float, start: list[float]) -> None:
    bottom, bend = np.array([1.0, -3.0]), np.array([[3.0, 1.0], [1.0, 2.0]]) * scale

    def bowl(x: Doubles) -> tuple[float, Doubles]:
        return float((x - bottom) @ bend @ (x - bottom)) + 1.0, 2 * bend @ (x - bottom)

    assert minimum(bowl, np.array(start)) == pytest.approx(bottom, abs=0.05)


def test_a_curved_valley_is_walked_to_its_end() -> None:
    def valley(x: Doubles) -> tuple[float, Doubles]:
        a, b = float(x[0]), float(x[1])
        slope = np.array([-2 * (1 - a) - 40 * a * (b - a * a), 20 * (b - a * a)])
        return (1 - a) ** 2 + 10 * (b - a * a) ** 2, slope

    assert minimum(valley, np.array([-1.0, 1.0])) == pytest.approx(np.array([1.0, 1.0]), abs=0.05)
