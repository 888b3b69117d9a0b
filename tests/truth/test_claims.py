# SPDX-License-Identifier: GPL-3.0-or-later
"""What is allowed is enough for a good engine, and too little for a bad one."""

from __future__ import annotations

import numpy as np
import pytest

from . import cases
from .claims import allowed, steady
from .evaluate import EVERYWHERE, Evaluator
from .pairs import PAIRS


def is_right(found: np.ndarray, truth: Evaluator, kernel: str) -> bool:
    """Tell whether values are what is allowed, and exist where they should."""
    expected = truth.evaluate(kernel)
    with np.errstate(invalid="ignore"):
        off = np.abs(found - expected) > allowed(truth, kernel)
    off |= np.isnan(found) != np.isnan(expected)
    return not (off & steady(truth, kernel)).any()


@pytest.fixture(scope="module", params=[0.7, 3.0])
def truth(request: pytest.FixtureRequest) -> Evaluator:
    return cases.draw(PAIRS[1], request.param, "noise", turn=10, has_holes=True).truth()


@pytest.mark.parametrize("kernel", EVERYWHERE)
def test_positions_a_little_off_are_allowed(truth: Evaluator, kernel: str) -> None:
    for move in ((9e-5, 0), (0, -9e-5), (6e-5, 6e-5)):
        found = truth.moved(*move).evaluate(kernel)
        assert is_right(found.astype(np.float32), truth, kernel) or kernel in {
            "nearest",  # float32 is another value
            *("mode", "min", "max", "med", "q1", "q3"),
        }
        assert is_right(found, truth, kernel)


@pytest.mark.parametrize("kernel", EVERYWHERE)
def test_positions_some_hundredths_off_are_not(truth: Evaluator, kernel: str) -> None:
    assert not is_right(truth.moved(0.03, 0.05).evaluate(kernel), truth, kernel)


@pytest.mark.parametrize("kernel", ["bilinear", "cubic", "cubic_spline", "lanczos"])
def test_a_hundredth_of_the_width_is_too_much_where_the_scale_is_even(
    truth: Evaluator, kernel: str
) -> None:
    widths = [float(np.nanmean(width)) * 1.02 for width in truth.places.width]
    wider = truth.widened(widths[0], widths[1])
    assert not is_right(wider.evaluate(kernel), truth, kernel)


@pytest.mark.parametrize("kernel", EVERYWHERE)
def test_most_pixels_are_compared(kernel: str) -> None:
    for ratio in (0.3, 1.0, 3.0):
        field = "classes" if kernel == "mode" else "noise"
        case = cases.draw(PAIRS[3], ratio, field, has_holes=True)
        assert steady(case.truth(), kernel).mean() > 0.75
