# SPDX-License-Identifier: GPL-3.0-or-later
"""Sources that reach into one pixel or one column of the target."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from rasters import LEFT, TOP, make_raster, placed, ramp
from real_data import layer

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.rule(5, against="the source's first column")
@pytest.mark.parametrize("kernel", ["nearest", "bilinear", "average", "max", "sum"])
@pytest.mark.parametrize("shift", [490.0, 493.0])
def test_a_source_that_overlaps_by_one_column(
    product: Path, tmp_path: Path, shift: float, kernel: str
) -> None:
    """The average of GDAL 3.6 has two columns of what is in the last one alone."""
    values = ramp(40, 20)
    path = make_raster(tmp_path / "e.tif", values, transform=placed(left=LEFT + shift))
    found = layer(product, path, resampler=kernel)
    assert np.isnan(found[:, :49]).all()
    covered = (500 - shift) / 10 if kernel == "sum" else 1.0
    np.testing.assert_allclose(found[:, 49], covered * values[:, 0], rtol=1e-5)


@pytest.mark.rule(3, 5, against="the mean, least, greatest, sum of the pixels")
@pytest.mark.parametrize(
    ("kernel", "expected"),
    [("average", 5), ("min", 1), ("max", 9), ("med", 5), ("sum", 45)],
)
@pytest.mark.parametrize("size", [100, 400])
def test_a_source_inside_one_target_pixel(
    tmp_path: Path, kernel: str, expected: float, size: float
) -> None:
    """GDAL's warper (3.6) does not see it at all."""
    inside = placed(left=LEFT + size + 30, top=TOP - size - 20)
    path = make_raster(tmp_path / "e.tif", ramp(3, 3), transform=inside)
    place = placed(pixel=size)
    dst = make_raster(tmp_path / "p.tif", ramp(4, 4), transform=place)
    found = layer(dst, path, resampler=kernel)
    assert np.argwhere(np.isfinite(found)).tolist() == [[1, 1]]
    assert found[1, 1] == pytest.approx(expected)
