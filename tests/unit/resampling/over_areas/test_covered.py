# SPDX-License-Identifier: GPL-3.0-or-later
"""What one pixel is of values and areas, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from exogenous.core.resampling.over_areas import covered

VALUES, AREAS = np.array([3.0, -1, 7]), np.array([1.0, 2, 1])


@pytest.mark.rule(3, against="sums by hand")
@pytest.mark.parametrize(
    ("kernel", "expected"),
    [
        ("average", 2),
        ("total", 8),
        ("root_mean_square", 15**0.5),
        ("least", -1),
        ("greatest", 7),
        ("first_quartile", -1),
        ("median", -1),
        ("third_quartile", 3),
    ],
)
def test_of_three_values(kernel: str, expected: float) -> None:
    found = getattr(covered, kernel)(VALUES, AREAS)
    assert found == pytest.approx(expected, rel=1e-15)


@pytest.mark.parametrize("hair", [0, 1e-9, -1e-9])
def test_a_share_that_is_just_reached_is_reached(hair: float) -> None:
    areas = np.array([1.0, 1 + hair, 1, 1])
    assert covered.median(np.array([4.0, 1, 2, 3]), areas) == 2
