# SPDX-License-Identifier: GPL-3.0-or-later
"""Polynomials that come back to the source from ground that is not in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from rasterio.control import GroundControlPoint
from tie_point_sources import COLS, DEGREES, ROWS, collocate, grid, write_gcps

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings(
    "ignore::rasterio.errors.NotGeoreferencedWarning"
)


@pytest.mark.parametrize("kernel", ["nearest", "bilinear", "cubic_spline", "average"])
def test_a_source_has_no_mirror_image_beyond_a_fold(
    tmp_path: Path, kernel: str
) -> None:
    """Columns are 640 s - 240 s^2 at s degrees: 400 at 1, and 400 to 0 from 1.67 on."""
    points = [
        GroundControlPoint(
            row=row, col=640 * s - 240 * s**2, x=10 + s, y=50 - row / 400
        )
        for s in (0.0, 0.5, 1.0)
        for row in (0, ROWS / 2, ROWS)
    ]
    path = write_gcps(tmp_path / "folded.tif", points, DEGREES)
    # One tile, so that nothing but the fold keeps source and image apart.
    dst = grid("EPSG:4326", 0.01, 9.5, 50.2, (100, 350))
    found = collocate(path, dst, kernel).values
    s = -0.5 + 0.01 * (np.arange(350) + 0.5)
    inside = (s > 0.02) & (s < 0.98)
    assert np.isfinite(found[30:80][:, inside]).mean() > 0.8
    assert np.isnan(found[:, s > 1.02]).all()
    assert COLS == 400
