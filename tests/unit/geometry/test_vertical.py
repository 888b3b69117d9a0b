# SPDX-License-Identifier: GPL-3.0-or-later
"""The heights of CRSs, and how far apart they are."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from rasterio.crs import CRS

from exogenous.core.environment import raster_environment
from exogenous.core.geometry.vertical import (
    height_offsets,
    heights_name,
    without_heights,
)

EGM96 = pytest.mark.skipif(
    not any(
        Path("/usr/share/proj", name).exists()
        for name in ("egm96_15.gtx", "us_nga_egm96_15.tif")
    ),
    reason="the system has no geoid EGM96",
)


@pytest.mark.parametrize(
    ("crs", "name", "flat"),
    [
        ("EPSG:32632+5773", "EGM96 height", "EPSG:32632"),
        ("EPSG:7415", "NAP height", "EPSG:28992"),
        ("EPSG:4979", "ellipsoidal height of WGS 84", "EPSG:4326"),
        ("EPSG:4326", "", "EPSG:4326"),
        ("EPSG:25832", "", "EPSG:25832"),
    ],
)
def test_heights_have_a_name_and_can_be_left_out(
    crs: str, name: str, flat: str
) -> None:
    with raster_environment():
        subject = CRS.from_user_input(crs)
        assert heights_name(subject) == name
        assert without_heights(subject) == CRS.from_user_input(flat)


def offsets(dst: str, src: str, x: float, y: float) -> float:
    with raster_environment():
        found = height_offsets(
            CRS.from_user_input(dst),
            CRS.from_user_input(src),
            np.array([x]),
            np.array([y]),
        )
    return float(found[0])


@EGM96
def test_the_geoid_is_over_the_ellipsoid() -> None:
    # gdaltransform -s_srs EPSG:4979 -t_srs EPSG:4326+5773 says 451.3054 for 500.
    found = offsets("EPSG:4326+5773", "EPSG:4979", 9, 48.7)
    assert found == pytest.approx(500 - 451.305438995361, abs=1e-6)


def test_without_a_grid_they_seem_the_same() -> None:
    assert offsets("EPSG:28992+5709", "EPSG:4326+5773", 155_000, 463_000) == 0


def test_no_place_has_no_height() -> None:
    assert np.isnan(offsets("EPSG:32632+5773", "EPSG:4979", 1e30, 1e30))
