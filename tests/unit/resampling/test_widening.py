# SPDX-License-Identifier: GPL-3.0-or-later
"""When kernels are widened, and how far."""

from __future__ import annotations

import pytest

from exogenous.core.resampling.widening import kernel_ratio, widening


@pytest.mark.rule(3, against="the rule")
@pytest.mark.parametrize(
    ("ratio", "expected"),
    [
        ((3.0, 2.0), (1, 1)),
        ((1.0, 0.95), (1, 1)),
        ((0.97, 0.94), (0.97, 0.94)),
        ((2.0, 0.5), (1, 0.5)),
        ((0.1, 0.2), (0.1, 0.2)),
    ],
)
def test_kernels_are_widened_along_both_axes_or_neither(
    ratio: tuple[float, float], expected: tuple[float, float]
) -> None:
    assert kernel_ratio(ratio) == expected


def test_widening_is_what_the_ratio_takes_from_distances() -> None:
    assert widening((3.0, 2.0)) == (1, 1)
    assert widening((0.5, 2.0)) == (2, 1)
