# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan says how accurately layers are placed where that is a part of a pixel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rasterio.warp import transform
from rasters import make_raster, placed, ramp

from exogenous.core.environment import raster_environment
from exogenous.core.planning.build import make_plan
from exogenous.core.request.layer_table import parse_exo
from exogenous.core.request.request import Request

if TYPE_CHECKING:
    from pathlib import Path


def told(
    tmp_path: Path, src: str, dst: str, at: tuple[float, float], size: float
) -> list[str]:
    """Plan a layer in one CRS on a product in another, both around a place."""
    paths = []
    for crs, name, pixel in ((dst, "product", size), (src, "layer", 25)):
        with raster_environment():
            (x,), (y,) = transform("EPSG:4326", crs, [at[0]], [at[1]])
        where = placed(left=x - 20 * pixel, top=y + 20 * pixel, pixel=pixel)
        path = tmp_path / f"{name}.tif"
        paths.append(make_raster(path, ramp(40, 40), crs=crs, transform=where))
    product, layer = paths
    request = Request(product=str(product), layers=parse_exo(str(layer)))
    return [one for one in make_plan(request).warnings if "placed by" in one]


SWISS, UTM = ("EPSG:21781", "EPSG:32632")
BERN = (8.0, 46.9)


def test_a_rough_operation_is_named_with_its_accuracy(tmp_path: Path) -> None:
    (note,) = told(tmp_path, SWISS, UTM, BERN, 10)
    assert note.startswith("layer 'layer': it is placed by Inverse of Swiss Oblique")
    assert "accurate to 1.5 m" in note


def test_what_is_below_a_tenth_of_a_pixel_is_not(tmp_path: Path) -> None:
    assert not told(tmp_path, SWISS, UTM, BERN, 15)


def test_a_grid_that_is_not_there_is_named(tmp_path: Path) -> None:
    (note,) = told(tmp_path, "EPSG:27700", "EPSG:32630", (-1.5, 52.5), 10)
    assert "accurate to 2 m. With uk_os_OSTN15_NTv2_OSGBtoETRS.tif in " in note
    assert note.endswith("it would be accurate to 1 m.")


def test_a_guess_is_called_one(tmp_path: Path) -> None:
    local = "+proj=tmerc +lon_0=9 +k=0.9996 +x_0=500000 +ellps=bessel +type=crs"
    (note,) = told(tmp_path, local, UTM, (9.0, 47.0), 100)
    assert "takes one datum for another" in note


@pytest.mark.parametrize(
    ("src", "dst", "at"),
    [
        ("EPSG:3857", "EPSG:32631", (5.0, 52.0)),
        ("EPSG:32631", "EPSG:32632", (6.0, 47.0)),
        ("EPSG:3035", "EPSG:25832", (9.0, 47.0)),
    ],
)
def test_mere_projections_are_not_told_of(
    tmp_path: Path, src: str, dst: str, at: tuple[float, float]
) -> None:
    assert not told(tmp_path, src, dst, at, 1)
