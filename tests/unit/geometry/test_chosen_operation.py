# SPDX-License-Identifier: GPL-3.0-or-later
"""Operations that the user has chosen are used, both ways, by numpy and by GDAL."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from typing import TYPE_CHECKING, Final

import numpy as np
import pytest
import rasterio
from places import ROOT
from rasterio.crs import CRS
from rasters import make_raster, placed, ramp

from exogenous.core.compute.block import read_block
from exogenous.core.environment import raster_environment
from exogenous.core.errors import InvalidRequest
from exogenous.core.geometry.chosen_operation import chosen_operations, inverse
from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.geometry.transform_by import transform_by
from exogenous.core.geometry.transform_points import reproject
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.output.xarray_dataset import to_dataset
from exogenous.core.pipeline import collocate
from exogenous.core.planning.build import make_plan
from exogenous.core.request.layer_table import parse_exo
from exogenous.core.request.request import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
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


#: The same with a datum shift that is 40 m longer along one axis.
OTHER = THREE.replace("+y=-22", "+y=-62")


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    with raster_environment():
        yield


def test_a_chosen_operation_is_used_both_ways() -> None:
    src, dst = CRS.from_user_input(SRC), CRS.from_user_input(DST)
    chosen = chosen_operations([(SRC, DST, THREE)])
    usual = reproject(*PLACE, src, dst)
    there = reproject(*PLACE, src, dst, chosen)
    assert 1 < np.hypot(there[0] - usual[0], there[1] - usual[1])[0] < 20
    back = reproject(*there, dst, src, chosen)
    np.testing.assert_allclose(back, PLACE, atol=1e-4)
    np.testing.assert_array_equal(reproject(*PLACE, src, dst), usual)


@pytest.mark.parametrize("operation", [THREE, "+proj=helmert +x=1", "+inv +proj=noop"])
def test_the_way_back_is_the_inverse_of_the_inverse(operation: str) -> None:
    assert inverse(operation) != operation
    assert inverse(inverse(operation)).split() == operation.split()


def test_operations_are_known_by_both_crss() -> None:
    src, dst = CRS.from_user_input(SRC), CRS.from_user_input(DST)
    chosen = chosen_operations([(SRC, DST, THREE)])
    grid = Grid(crs=dst, transform=placed(), rows=1, cols=1, operations=chosen)
    assert grid.crop(grid.whole).operations is chosen
    assert chosen.between(src, dst) == THREE
    assert chosen.between(dst, src) == inverse(THREE)
    assert chosen.between(src, CRS.from_epsg(4326)) == ""


@pytest.fixture
def own_eastings(tmp_path: Path) -> Callable[..., Request]:
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

    def request(resampler: str, operation: str) -> Request:
        return Request(
            product=str(product),
            layers=parse_exo(f"{layer}|resampler={resampler}"),
            operations=((SRC, DST, operation),) if operation else (),
        )

    return request


def expected_easting(operation: str) -> float:
    """Return the easting of the product's first pixel."""
    chosen = chosen_operations([(SRC, DST, operation)] if operation else ())
    src, dst = CRS.from_user_input(SRC), CRS.from_user_input(DST)
    centre = np.array([315_815.0]), np.array([5_425_595.0])
    return float(reproject(*centre, dst, src, chosen)[0][0])


@pytest.mark.parametrize("resampler", ["bilinear", "cubic_spline", "med"])
def test_each_plan_keeps_its_operation(
    own_eastings: Callable[..., Request], resampler: str
) -> None:
    """Blocks of several plans are computed in turns, after all were made."""
    plans = {
        operation: make_plan(own_eastings(resampler, operation))
        for operation in ("", THREE, OTHER)
    }
    pixel = Block(row_off=0, col_off=0, rows=1, cols=1)
    with DatasetPool() as pool:
        for operation in (OTHER, "", THREE, OTHER):
            plan = plans[operation]
            assert not any("placed by" in one for one in plan.warnings)
            found = float(read_block(plan.layers[0], pixel, pool)[0, 0])
            # GDAL's `med` takes one of the layer's own eastings, which lie 10 m apart.
            hair = 10 if resampler == "med" else 0.01
            assert found == pytest.approx(expected_easting(operation), abs=hair)


IN_ANOTHER_PROCESS: Final = """
import pickle, sys
dataset = pickle.load(open(sys.argv[1], "rb"))
print(float(dataset["e"].isel(band=0, y=0, x=0).compute()))
"""


def test_a_dataset_in_another_process_keeps_its_operation(
    own_eastings: Callable[..., Request], tmp_path: Path
) -> None:
    dataset = to_dataset(make_plan(own_eastings("bilinear", OTHER)))
    pickled = tmp_path / "dataset.pickle"
    pickled.write_bytes(pickle.dumps(dataset))
    (tmp_path / "exogenous").symlink_to(ROOT)
    done = subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS, str(pickled)],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    assert float(done.stdout) == pytest.approx(expected_easting(OTHER), abs=0.01)
    assert abs(expected_easting(OTHER) - expected_easting("")) > 1


def test_a_written_layer_lies_where_it_puts_it(
    own_eastings: Callable[..., Request], tmp_path: Path
) -> None:
    (written,) = collocate(own_eastings("bilinear", THREE), str(tmp_path / "out")).paths
    with rasterio.open(written) as dataset:
        found = float(dataset.read(1)[0, 0])
    assert found == pytest.approx(expected_easting(THREE), abs=0.01)


def test_an_operation_that_proj_does_not_know_is_named() -> None:
    src, dst = CRS.from_user_input(SRC), CRS.from_user_input(DST)
    with pytest.raises(InvalidRequest, match="transform settings"):
        transform_by("+proj=nonsense", src, dst, *PLACE)


def test_a_crs_that_is_none_is_named() -> None:
    with pytest.raises(InvalidRequest, match="EPSG:0"):
        chosen_operations([("EPSG:0", DST, THREE)])


def test_places_that_it_has_none_for_are_infinite() -> None:
    src, dst = CRS.from_user_input("EPSG:4326"), CRS.from_user_input(DST)
    utm = (
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad "
        "+step +proj=utm +zone=60 +south"
    )
    x, y = transform_by(utm, src, dst, np.array([200.0]), np.array([95.0]))
    assert np.isinf(x).all()
    assert np.isinf(y).all()
