# SPDX-License-Identifier: GPL-3.0-or-later
"""Operations that the user has chosen are used, both ways, by numpy and by GDAL."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from rasterio.crs import CRS
from rasters import make_raster, placed, ramp

from exogenous.core.compute.gdal_vrt import reprojection_xml
from exogenous.core.environment import raster_environment
from exogenous.core.errors import InvalidRequest
from exogenous.core.geometry.chosen_operation import (
    choose_operations,
    chosen_operation,
    inverse,
    transform_by,
)
from exogenous.core.geometry.transform_points import reproject
from exogenous.core.pipeline import collocate
from exogenous.core.planning.build import make_plan
from exogenous.core.request.layer_table import parse_exo
from exogenous.core.request.request import Request

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SRC, DST = "EPSG:27200", "EPSG:32760"

#: The three parameters of "NZGD49 to WGS 84 (1)", 8 m where the grid is within 1 m.
THREE = (
    "+proj=pipeline +step +inv +proj=nzmg +lat_0=-41 +lon_0=173 +x_0=2510000 "
    "+y_0=6023150 +ellps=intl +step +proj=push +v_3 +step +proj=cart +ellps=intl "
    "+step +proj=helmert +x=84 +y=-22 +z=209 +step +inv +proj=cart +ellps=WGS84 "
    "+step +proj=pop +v_3 +step +proj=utm +zone=60 +south +ellps=WGS84"
)
PLACE = np.array([2660431.447]), np.array([5988397.72])


@pytest.fixture(autouse=True)
def nothing_chosen() -> Iterator[None]:
    with raster_environment():
        yield
        choose_operations(())


def test_a_chosen_operation_is_used_both_ways() -> None:
    src, dst = CRS.from_user_input(SRC), CRS.from_user_input(DST)
    usual = reproject(*PLACE, src, dst)
    choose_operations([(SRC, DST, THREE)])
    there = reproject(*PLACE, src, dst)
    assert 1 < np.hypot(there[0] - usual[0], there[1] - usual[1])[0] < 20
    back = reproject(*there, dst, src)
    np.testing.assert_allclose(back, PLACE, atol=1e-4)
    choose_operations(())
    np.testing.assert_array_equal(reproject(*PLACE, src, dst), usual)


@pytest.mark.parametrize("operation", [THREE, "+proj=helmert +x=1", "+inv +proj=noop"])
def test_the_way_back_is_the_inverse_of_the_inverse(operation: str) -> None:
    assert inverse(operation) != operation
    assert inverse(inverse(operation)).split() == operation.split()


def test_gdals_warper_is_told() -> None:
    src, dst = CRS.from_user_input(SRC), CRS.from_user_input(DST)
    assert "COORDINATE_OPERATION" not in reprojection_xml(src, dst, None)
    choose_operations([(SRC, DST, THREE)])
    assert THREE in reprojection_xml(src, dst, None)
    assert chosen_operation(dst, src) == inverse(THREE)
    assert chosen_operation(src, CRS.from_epsg(4326)) == ""


@pytest.mark.parametrize("resampler", ["bilinear", "cubic_spline"])
def test_layers_lie_where_it_puts_them(tmp_path: Path, resampler: str) -> None:
    """A layer of its own eastings tells where its places went, numpy's or GDAL's."""
    (left, top), size = (2_660_431.0, 5_988_397.0), 100
    eastings = left + 10 * (np.arange(size) + 0.5)
    layer = make_raster(
        tmp_path / "e.tif",
        np.tile(eastings, (size, 1)),
        crs=SRC,
        transform=placed(left=left, top=top),
    )
    product = make_raster(
        tmp_path / "p.tif",
        ramp(20, 20),
        crs=DST,
        transform=placed(left=315_810, top=5_425_600),
    )
    rows = parse_exo(f"{layer}|resampler={resampler}")
    centres = np.array([315_815.0]), np.array([5_425_595.0])
    src, dst = CRS.from_user_input(SRC), CRS.from_user_input(DST)
    for operations in ((), ((SRC, DST, THREE),)):
        request = Request(product=str(product), layers=rows, operations=operations)
        (written,) = collocate(request, str(tmp_path / "out")).paths
        with rasterio.open(written) as dataset:
            found = float(dataset.read(1)[0, 0])
        expected = float(reproject(*centres, dst, src)[0][0])
        assert found == pytest.approx(expected, abs=0.01)
        assert not any("placed by" in one for one in make_plan(request).warnings)


def test_an_operation_that_proj_does_not_know_is_named() -> None:
    src, dst = CRS.from_user_input(SRC), CRS.from_user_input(DST)
    with pytest.raises(InvalidRequest, match="transform settings"):
        transform_by("+proj=nonsense", src, dst, *PLACE)


def test_a_crs_that_is_none_is_named() -> None:
    with pytest.raises(InvalidRequest, match="EPSG:0"):
        choose_operations([("EPSG:0", DST, THREE)])


def test_places_that_it_has_none_for_are_infinite() -> None:
    src, dst = CRS.from_user_input("EPSG:4326"), CRS.from_user_input(DST)
    utm = (
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
        "+step +proj=utm +zone=60 +south"
    )
    x, y = transform_by(utm, src, dst, np.array([200.0]), np.array([95.0]))
    assert np.isinf(x).all()
    assert np.isinf(y).all()
