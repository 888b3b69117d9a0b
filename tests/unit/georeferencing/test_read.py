# SPDX-License-Identifier: GPL-3.0-or-later
"""What places the pixels of a file, and what is said where nothing does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from oracle import gdal
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasters import make_raster
from tie_point_sources import (
    DEGREES,
    TARGETS,
    collocate,
    create,
    with_arrays,
    write_gcps,
)

from exogenous.core.environment import raster_environment
from exogenous.core.errors import MissingCrs, MissingGeoreference, SourceUnreadable
from exogenous.core.planning.plan import Warped
from exogenous.core.sources.source import open_source

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings(
    "ignore::rasterio.errors.NotGeoreferencedWarning"
)


def test_a_geotransform_comes_first(tmp_path: Path) -> None:
    path = make_raster(tmp_path / "both.tif")
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.SetMetadata({"X_DATASET": "nowhere.tif"}, "GEOLOCATION")
    dataset = None
    with raster_environment():
        assert open_source(str(path), 1, label="case").grid.crs == CRS.from_epsg(32630)


# --- errors --------------------------------------------------------------------


def points(*places: tuple[float, float]) -> list[GroundControlPoint]:
    return [
        GroundControlPoint(row=row, col=col, x=-8 + col / 400, y=53 - row / 400)
        for col, row in places
    ]


def test_control_points_without_crs(tmp_path: Path) -> None:
    path = write_gcps(tmp_path / "gcps.tif", points((0, 0), (400, 0), (0, 300)), None)
    with raster_environment(), pytest.raises(MissingCrs, match='"crs"'):
        open_source(path, 1, label="case")
    same = write_gcps(
        tmp_path / "same.tif", points((0, 0), (400, 0), (0, 300)), DEGREES
    )
    dst = TARGETS["inside"]
    given = collocate(path, dst, "nearest", crs=DEGREES)
    assert isinstance(given.layer.method, Warped)
    np.testing.assert_array_equal(given.values, collocate(same, dst, "nearest").values)


@pytest.mark.parametrize("places", [[(0, 0)], [(0, 0), (5, 0), (9, 0)]])
def test_too_few_control_points(tmp_path: Path, places: list[Any]) -> None:
    path = write_gcps(tmp_path / "gcps.tif", points(*places), DEGREES)
    with raster_environment(), pytest.raises(SourceUnreadable, match="control points"):
        open_source(path, 1, label="case")


def test_arrays_that_are_not_there(tmp_path: Path) -> None:
    path = with_arrays(tmp_path / "a.tif")
    (tmp_path / "a.lat.tif").unlink()
    with raster_environment(), pytest.raises(SourceUnreadable, match=r"a\.lat\.tif"):
        open_source(path, 1, label="case")


def test_arrays_without_a_crs(tmp_path: Path) -> None:
    path = with_arrays(tmp_path / "a.tif", SRS="")
    with raster_environment(), pytest.raises(MissingCrs):
        open_source(path, 1, label="case")
    dst = TARGETS["inside"]
    same = with_arrays(tmp_path / "b.tif")
    np.testing.assert_array_equal(
        collocate(path, dst, "nearest", crs=DEGREES).values,
        collocate(same, dst, "nearest").values,
    )


def test_arrays_without_coordinates(tmp_path: Path) -> None:
    path = with_arrays(tmp_path / "a.tif", hole=(slice(None), slice(None)))
    with raster_environment(), pytest.raises(SourceUnreadable, match="no coordinates"):
        open_source(path, 1, label="case")


def test_nothing_at_all(tmp_path: Path) -> None:
    dataset = create(tmp_path / "bare.tif")
    dataset = None  # noqa: F841  (GDAL closes what nobody holds)
    with raster_environment(), pytest.raises(MissingGeoreference):
        open_source(str(tmp_path / "bare.tif"), 1, label="case")
