# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kernel over areas is the same where pixels are worked out one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from straight_coords import straight
from turned_tiles import turned

from exogenous.core.resampling.over_areas import extremes, means, quantiles, wide

if TYPE_CHECKING:
    from collections.abc import Callable

KERNELS = {
    "average": means.average,
    "sum": means.total,
    "rms": means.root_mean_square,
    "med": quantiles.median,
    "q3": quantiles.third_quartile,
    "max": extremes.greatest,
}


@pytest.mark.rule(3, 5, against="the pixels worked out together")
@pytest.mark.parametrize("kernel", KERNELS.values(), ids=KERNELS)
@pytest.mark.parametrize("holes", [0, 0.3])
def test_one_by_one_is_the_same(
    holes: float, kernel: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    coords = turned(9.3, 13, rows=9, cols=7).coords
    block = coords.window((1, 2), from_edges=True)
    rng = np.random.default_rng(3)
    values = rng.normal(size=(block.rows, block.cols)) * 100
    values[rng.random(values.shape) < holes] = np.nan
    values[: block.rows // 3] = np.nan if holes else 1
    given = values, (block.row_off, block.col_off), coords, "float64"
    together = kernel(*given)
    monkeypatch.setattr(wide, "_FROM_TOUCHED", 1)
    found = kernel(*given)
    np.testing.assert_allclose(found, together, rtol=1e-6, atol=1e-9)
    assert np.isnan(found).any() == bool(holes)


@pytest.mark.rule(3, against="closed forms")
def test_a_thousand_times_coarser() -> None:
    """Numbers that grow evenly have the mean of their middle."""
    rows, cols = np.mgrid[:1201, :1201]
    values = (rows + cols).astype("float32")
    coords = straight((1, 1), (100.5, 100.5), (1000, 1000))
    given = values, (0, 0), coords, "float32"
    assert means.average(*given)[0, 0] == np.float32(1200)
    assert means.total(*given)[0, 0] == np.float32(1200e6)
    assert quantiles.median(*given)[0, 0] == 1200
    assert extremes.greatest(*given)[0, 0] == 2200
