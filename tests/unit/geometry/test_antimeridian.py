# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the way round the Earth is in a CRS, if there is any."""

from __future__ import annotations

import numpy as np
import pytest
from rasterio.crs import CRS
from worlds import HALF

from exogenous.core.geometry.antimeridian import circle_of

pytestmark = pytest.mark.rule(
    9, against="closed forms, GDAL, and the same ground cut elsewhere"
)


@pytest.mark.parametrize(
    ("crs", "length"),
    [
        ("EPSG:4326", 360.0),
        ("EPSG:3857", 2 * HALF),
        ("EPSG:3395", 2 * HALF),
        ("EPSG:4087", 2 * HALF),
        ("EPSG:6933", 34735060.890322745),
        ("+proj=eqc +lat_ts=60 +lon_0=170 +R=6371000", np.pi * 6371000),
    ],
)
def test_circles_have_a_length(crs: str, length: float) -> None:
    circle = circle_of(CRS.from_user_input(crs))
    assert circle is not None
    assert circle.length == pytest.approx(length, rel=1e-9)


@pytest.mark.parametrize("crs", ["EPSG:32601", "EPSG:3413", "EPSG:3035"])
def test_other_projections_do_not_go_round(crs: str) -> None:
    assert circle_of(CRS.from_user_input(crs)) is None
