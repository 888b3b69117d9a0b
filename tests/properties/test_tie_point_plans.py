# SPDX-License-Identifier: GPL-3.0-or-later
"""What is planned for tie points, and what is said of those that place nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from affine import Affine
from oracle import gdal
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasters import make_raster, ramp
from tie_point_sources import (
    DEGREES,
    TARGETS,
    Sources,
    collocate,
    create,
    grid,
    with_arrays,
    with_gcps,
    with_rpcs,
    write_gcps,
)

from exogenous.core import ExogenousWarning, load, open_product
from exogenous.core.environment import raster_environment
from exogenous.core.errors import (
    MissingCrs,
    MissingGeoreference,
    NoRegularGrid,
    SourceUnreadable,
    UnknownProduct,
)
from exogenous.core.geometry.grid import Block
from exogenous.core.georeferencing.gcps_rpcs import Gcps, Rpcs
from exogenous.core.planning.plan import Empty, Warped
from exogenous.core.planning.summary import layer_summary
from exogenous.core.sources.source import open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Record = Callable[[str, object], None]

pytestmark = pytest.mark.filterwarnings(
    "ignore::rasterio.errors.NotGeoreferencedWarning"
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """Writes sources, each once."""
    return Sources(tmp_path_factory.mktemp("sources"))


@pytest.mark.parametrize("name", ["9 points", "RPC", "a node every 5"])
def test_far_away_is_empty_with_a_warning(
    source: Callable[[str], str], name: str, tmp_path: Path
) -> None:
    product = make_raster(tmp_path / "product.tif", ramp(40, 50), crs="EPSG:32629")
    with pytest.warns(ExogenousWarning, match="does not overlap"):
        data = load(str(product), exo={"e": {"path": source(name)}})
    assert np.isnan(data["e"].to_numpy()).all()
    dst = grid("EPSG:32629", 10, 500_000, 5_000_000, (40, 50))
    assert isinstance(collocate(source(name), dst, "bilinear").layer.method, Empty)


def test_a_polynomial_does_not_come_back_to_the_source_far_away(
    source: Callable[[str], str],
) -> None:
    """Of second order, it has two places for most pixels."""
    dst = grid("EPSG:32629", 5000, -2_000_000, 8_000_000, (800, 800))
    found = collocate(source("9 points"), dst, "nearest").values
    rows, cols = np.nonzero(np.isfinite(found))
    assert rows.size
    x, y = -2_000_000 + 5000 * cols, 8_000_000 - 5000 * rows
    assert 500_000 < x.min() < x.max() < 640_000
    assert 5_800_000 < y.min() < y.max() < 5_950_000


def test_layers_travel_to_the_end(source: Callable[[str], str], tmp_path: Path) -> None:
    product = make_raster(
        tmp_path / "product.tif",
        ramp(60, 70),
        crs="EPSG:32629",
        transform=Affine(300, 0, 550_000, 0, -300, 5_885_000),
    )
    names = ["25 points", "RPC", "a node each"]
    asked = {n: {"path": source(n), "resampler": "cubic"} for n in names}
    data = load(str(product), exo=asked)
    dst = grid("EPSG:32629", 300, 550_000, 5_885_000, (60, 70))
    for name in names:
        np.testing.assert_array_equal(
            data[name].to_numpy()[0],
            collocate(source(name), dst, "cubic").values.astype(data[name].dtype),
        )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("9 points", "from ground control points to 251 m"),
        ("RPC", "from rational polynomials (RPC) to 251 m"),
        ("a node each", "from geolocation arrays to 251 m"),
    ],
)
def test_the_plan_says_what_places_the_pixels(
    source: Callable[[str], str], name: str, words: str
) -> None:
    layer = collocate(source(name), TARGETS["inside"], "cubic").layer
    assert layer_summary(layer) == f"case: cubic, {words}"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("9 points", "ground control points"),
        ("RPC", "rational polynomials"),
        ("a node each", "geolocation arrays"),
    ],
)
def test_a_product_needs_a_grid(
    source: Callable[[str], str], name: str, words: str
) -> None:
    with pytest.raises(UnknownProduct, match=f"placed by {words}.*no pixel grid"):
        open_product(source(name))
    with raster_environment():
        found = open_source(source(name), 1, label="case")
    with pytest.raises(NoRegularGrid, match=words):
        _ = found.grid


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


def test_rational_polynomials_that_are_not_whole(tmp_path: Path) -> None:
    path = with_rpcs(tmp_path / "rpc.tif")
    with raster_environment():
        georeference = open_source(path, 1, label="case").georeference
    assert isinstance(georeference, Rpcs)
    tags = dict(georeference.tags)
    del tags["LINE_NUM_COEFF"]
    broken = replace(georeference, tags=tuple(tags.items()))
    with pytest.raises(KeyError):
        broken.transformer()


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


def test_crops_count_from_their_own_corner(tmp_path: Path) -> None:
    with raster_environment():
        gcps = open_source(
            with_gcps(tmp_path / "g.tif", 3, 2), 1, label="case"
        ).georeference
        rpcs = open_source(with_rpcs(tmp_path / "r.tif"), 1, label="case").georeference
    assert isinstance(gcps, Gcps)
    assert isinstance(rpcs, Rpcs)
    x, y = np.array([-8.1, -7.9]), np.array([53.1, 52.9])
    for whole in (gcps, rpcs):
        part = whole.crop(Block(row_off=30, col_off=40, rows=50, cols=60))
        cols, rows = whole.pixels_at(x, y)
        own_cols, own_rows = part.pixels_at(x, y)
        np.testing.assert_allclose(own_cols + 40, cols, atol=1e-8)
        np.testing.assert_allclose(own_rows + 30, rows, atol=1e-8)
        assert (part.rows, part.cols) == (50, 60)
