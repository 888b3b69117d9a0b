# SPDX-License-Identifier: GPL-3.0-or-later
"""Rasters placed by control points, rational polynomials or geolocation arrays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import oracle
import pytest
import rasterio
import rasterio.warp
from affine import Affine
from oracle import gdal
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasters import make_raster, ramp

from exogenous.core import ExogenousWarning, load, open_product
from exogenous.core.environment import raster_environment
from exogenous.core.errors import (
    MissingCrs,
    MissingGeoreference,
    NoRegularGrid,
    SourceUnreadable,
    UnknownProduct,
)
from exogenous.core.geolocation import Geolocation
from exogenous.core.grid import Block, Grid
from exogenous.core.plan import Target, plan_layer
from exogenous.core.readers import Readers
from exogenous.core.source import Decoding, open_source
from exogenous.core.tie_points import Gcps, Rpcs
from exogenous.core.warp import read_block
from exogenous.core.ways import Empty, Warped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    Record = Callable[[str, object], None]

pytestmark = [
    pytest.mark.rule(9, against="`osgeo.gdal.Warp(errorThreshold=0)`"),
    pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning"),
]

DEGREES = CRS.from_epsg(4326)
NODATA = -9999.0
ROWS, COLS = 300, 400

#: Every value is one of the source's.
PICKING = {"nearest", "mode", "max", "min", "med", "q1", "q3"}

#: They weigh all that a target pixel covers.
AREAS = {"average", "mode", "max", "min", "med", "q1", "q3", "rms"}


def grid(crs: str, size: float, x: float, y: float, shape: tuple[int, int]) -> Grid:
    return Grid(
        crs=CRS.from_user_input(crs),
        transform=Affine(size, 0, x, 0, -size, y),
        rows=shape[0],
        cols=shape[1],
    )


TARGETS = {
    "inside": grid("EPSG:32629", 251, 545000, 5890000, (120, 140)),
    "larger than source and tile": grid("EPSG:32629", 191, 500000, 5950000, (520, 530)),
    "coarser": grid("EPSG:32629", 607, 540000, 5895000, (60, 70)),
    "degrees": grid("EPSG:4326", 0.0051, -8.8, 53.5, (200, 310)),
    "LAEA": grid("EPSG:3035", 511, 3060000, 3540000, (180, 240)),
}


def numbers() -> NDArray[np.float64]:
    """A smooth field with steps and noise, and holes."""
    rng = np.random.default_rng(3)
    row, col = np.mgrid[:ROWS, :COLS]
    values = 120 + 50 * np.sin(col / 9) + 40 * np.cos(row / 7)
    values += rng.integers(0, 8, (ROWS, COLS))
    values[rng.random((ROWS, COLS)) > 0.97] = NODATA
    values[60:80, 100:130] = NODATA
    return values


def ground(
    col: NDArray[np.float64], row: NDArray[np.float64], order: int, middle: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return longitude and latitude of places on a tilted, bent swath."""
    u, v = (col - COLS / 2) / COLS, (row - ROWS / 2) / ROWS
    lon, lat = middle + 1.1 * u + 0.15 * v, 53 - 0.8 * v + 0.18 * u
    if order >= 2:
        lon, lat = lon + 0.02 * u * u - 0.03 * u * v, lat + 0.02 * u * v + 0.03 * v * v
    if order >= 3:
        lon, lat = lon + 0.05 * u**3, lat + 0.02 * u * u * v
    return lon, lat


def wrapped(lon: NDArray[np.float64]) -> NDArray[np.float64]:
    return (lon + 180) % 360 - 180


def create(path: Path, shape: tuple[int, int] = (ROWS, COLS), kind: Any = None) -> Any:
    driver = gdal.GetDriverByName("GTiff")
    return driver.Create(str(path), shape[1], shape[0], 1, kind or gdal.GDT_Float64)


def with_gcps(path: Path, side: int, order: int, middle: float = -8.0) -> str:
    """Write a raster with `side` times `side` control points."""
    cols, rows = np.meshgrid(np.linspace(0, COLS, side), np.linspace(0, ROWS, side))
    lon, lat = ground(cols, rows, order, middle)
    points = [
        GroundControlPoint(row=row, col=col, x=x, y=y)
        for col, row, x, y in zip(
            cols.ravel(), rows.ravel(), wrapped(lon).ravel(), lat.ravel(), strict=True
        )
    ]
    return write_gcps(path, points, DEGREES)


def write_gcps(path: Path, points: list[Any], crs: CRS | None) -> str:
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=COLS,
        height=ROWS,
        count=1,
        dtype="float64",
        nodata=NODATA,
    ) as dataset:
        dataset.write(numbers(), 1)
        dataset.gcps = (points, crs or DEGREES)
    if crs is None:
        dataset = gdal.Open(str(path), gdal.GA_Update)
        dataset.SetGCPs(dataset.GetGCPs(), "")
        dataset = None
    return str(path)


def with_rpcs(path: Path, middle: float = -8.0, **more: str) -> str:
    zeros = " ".join(["0"] * 11)
    dataset = create(path)
    dataset.GetRasterBand(1).WriteArray(numbers())
    dataset.GetRasterBand(1).SetNoDataValue(NODATA)
    tags = {
        "LINE_OFF": "150",
        "SAMP_OFF": "200",
        "LAT_OFF": "53",
        "LONG_OFF": str(middle),
        "HEIGHT_OFF": "100",
        "LINE_SCALE": "150",
        "SAMP_SCALE": "200",
        "LAT_SCALE": ".4",
        "LONG_SCALE": ".55",
        "HEIGHT_SCALE": "500",
        "LINE_NUM_COEFF": f"0.001 0.2 -1 0.01 0.001 0 0 0.002 0.003 {zeros}",
        "LINE_DEN_COEFF": f"1 0.001 0.0005 0 0 0 0 0 0 {zeros}",
        "SAMP_NUM_COEFF": f"0.002 1 0.1 0.02 0.003 0 0 0.01 0.004 {zeros}",
        "SAMP_DEN_COEFF": f"1 0.0004 0.001 0 0 0 0 0 0 {zeros}",
        **more,
    }
    dataset.SetMetadata(tags, "RPC")
    return str(path)


def with_arrays(
    path: Path,
    step: int = 1,
    middle: float = -8.0,
    lon_range: float = -180.0,
    dtype: Any = None,
    hole: tuple[slice, slice] | None = None,
    first: tuple[float, float] = (0, 0),
    **tags: str,
) -> str:
    """Write a raster with a longitude and a latitude every `step` pixels."""
    more = 0 if step == 1 else 1
    cols, rows = np.meshgrid(
        first[0] + np.arange(0, COLS + more, step, dtype=float),
        first[1] + np.arange(0, ROWS + more, step, dtype=float),
    )
    lon, lat = ground(cols, rows, 3, middle)
    lon = (lon - lon_range) % 360 + lon_range
    for name, values in (("lon", lon), ("lat", lat)):
        array = create(path.with_suffix(f".{name}.tif"), values.shape, dtype)
        if hole is not None:
            values[hole] = -999.0
            array.GetRasterBand(1).SetNoDataValue(-999.0)
        array.GetRasterBand(1).WriteArray(values)
    dataset = create(path)
    dataset.GetRasterBand(1).WriteArray(numbers())
    dataset.GetRasterBand(1).SetNoDataValue(NODATA)
    georeference = {
        "X_DATASET": str(path.with_suffix(".lon.tif")),
        "Y_DATASET": str(path.with_suffix(".lat.tif")),
        "X_BAND": "1",
        "Y_BAND": "1",
        "PIXEL_OFFSET": str(first[0]),
        "LINE_OFFSET": str(first[1]),
        "PIXEL_STEP": str(step),
        "LINE_STEP": str(step),
        "SRS": DEGREES.to_wkt(),
        **tags,
    }
    dataset.SetMetadata(georeference, "GEOLOCATION")
    return str(path)


SOURCES: dict[str, Callable[[Path], str]] = {
    "4 points": lambda path: with_gcps(path, 2, 1),
    "9 points": lambda path: with_gcps(path, 3, 2),
    "25 points": lambda path: with_gcps(path, 5, 3),
    "RPC": with_rpcs,
    "RPC with a height": lambda path: with_rpcs(path, HEIGHT_DEFAULT="300"),
    "a node each": with_arrays,
    "a node every 5": lambda path: with_arrays(path, 5),
    "nodes from off the raster": lambda path: with_arrays(path, 5, first=(-7.5, -5)),
    "nodes in pixel middles": lambda path: with_arrays(
        path, GEOREFERENCING_CONVENTION="PIXEL_CENTER"
    ),
    "nodes in float32": lambda path: with_arrays(path, dtype=gdal.GDT_Float32),
}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Write a source once."""
    folder, paths = tmp_path_factory.mktemp("sources"), {}

    def written(name: str) -> str:
        if name not in paths:
            paths[name] = SOURCES[name](folder / f"{len(paths)}.tif")
        return paths[name]

    return written


@dataclass(frozen=True)
class Result:
    values: NDArray[Any]
    layer: Any


def collocate(
    path: str, dst: Grid, kernel: str, *blocks: Block, crs: CRS | None = None
) -> Result:
    with raster_environment(), Readers() as readers:
        source = open_source(path, 1, label="case", decoding=Decoding(crs=crs))
        target = Target(grid=dst, window=dst.whole)
        layer = plan_layer("case", source, Resampling[kernel], target, {})
        out = np.full((dst.rows, dst.cols), np.inf)
        for block in blocks or (dst.whole,):
            out[block.slices_in(dst.whole)] = read_block(layer, block, readers)
    return Result(out, layer)


@cache
def positions(
    path: str, dst: Grid, shift: tuple[float, float]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return where GDAL's transformer has places of a target in a source."""
    target = gdal.GetDriverByName("MEM").Create("", dst.cols, dst.rows)
    target.SetGeoTransform(dst.transform.to_gdal())
    target.SetProjection(dst.crs.to_wkt())
    transformer = gdal.Transformer(gdal.Open(path), target, [])
    cols, rows = np.meshgrid(
        np.arange(dst.cols) + shift[0], np.arange(dst.rows) + shift[1]
    )
    places = np.column_stack([cols.ravel(), rows.ravel()])
    moved, found = transformer.TransformPoints(1, places.tolist())
    moved = np.where(np.array(found, dtype=bool)[:, None], np.array(moved), np.nan)
    return moved[:, 0].reshape(cols.shape), moved[:, 1].reshape(cols.shape)


def comparable(path: str, dst: Grid, kernel: str) -> NDArray[np.bool_]:
    """Tell where no hair's breadth decides, and a pixel lies off or in the source.

    GDAL before 3.7 puts values of the outermost pixels around a source where areas
    are weighed.
    """
    steady = np.ones((dst.rows, dst.cols), dtype=bool)
    corners = ((0, 0), (1, 0), (0, 1), (1, 1)) if kernel in AREAS else ()
    for shift in ((0.5, 0.5), *corners):
        for place, size in zip(positions(path, dst, shift), (COLS, ROWS), strict=True):
            near = np.abs(place - np.round(place * 2) / 2) < 0.01
            inside = (place > 0.5) & (place < size - 0.5)
            steady &= ~near & (inside if kernel in AREAS else np.isfinite(place) | True)
    return steady


@pytest.mark.parametrize("kernel", ["nearest", "bilinear", "cubic", "average", "mode"])
@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize("name", SOURCES)
def test_a_layer_equals_gdals_warp(
    source: Callable[[str], str],
    name: str,
    target: str,
    kernel: str,
    record_property: Record,
) -> None:
    path, dst = source(name), TARGETS[target]
    ours = collocate(path, dst, kernel)
    ratio = ours.layer.way.ratio
    expected = oracle.warp(
        path, dst, kernel, warpOptions=[f"XSCALE={ratio[0]!r}", f"YSCALE={ratio[1]!r}"]
    )
    steady = comparable(path, dst, kernel)
    difference = np.abs(ours.values - expected)[steady]
    assert np.isfinite(difference).sum() > 0.1 * steady.sum()
    np.testing.assert_array_equal(
        np.isnan(ours.values[steady]), np.isnan(expected[steady])
    )
    spread = np.nanmax(expected) - np.nanmin(expected)
    largest = float(np.nanmax(difference))
    record_property("difference", largest)
    record_property("share", largest / spread)
    # 1e-4 of a source pixel, by which the transform may err, times the steps of it;
    # what is picked is exact, but for GDAL's mode, which counts in float32.
    picked = np.nanmax(np.abs(expected)) * 2.0**-23 if kernel == "mode" else 0.0
    assert largest <= (picked if kernel in PICKING else 1e-4 * spread)


@pytest.mark.parametrize("name", SOURCES)
def test_the_ratio_is_gdals(source: Callable[[str], str], name: str) -> None:
    """Kernels are widened as GDAL would, but for the whole pixels it counts in."""
    path, dst = source(name), TARGETS["coarser"]
    inside = dst.crop(Block(row_off=15, col_off=15, rows=30, cols=40))
    x, y = collocate(path, inside, "bilinear").layer.way.ratio
    corners = [positions(path, inside, shift) for shift in ((0, 0), (1, 1))]
    cols, rows = (np.stack(axis) for axis in zip(*corners, strict=True))
    assert x == pytest.approx(40 / np.ptp(cols), rel=0.01)
    assert y == pytest.approx(30 / np.ptp(rows), rel=0.01)


@pytest.mark.parametrize("kernel", ["bilinear", "mode"])
@pytest.mark.parametrize("name", ["9 points", "RPC", "a node every 5"])
def test_blocks_do_not_show(
    source: Callable[[str], str], name: str, kernel: str
) -> None:
    dst = TARGETS["larger than source and tile"]
    whole = collocate(source(name), dst, kernel).values
    blocks = collocate(source(name), dst, kernel, *dst.whole.tiles(300)).values
    np.testing.assert_array_equal(whole, blocks)


# --- the antimeridian ----------------------------------------------------------

#: Sources around a longitude.
AROUND: dict[str, Callable[[Path, float], str]] = {
    "4 points": lambda path, lon: with_gcps(path, 2, 1, lon),
    "25 points": lambda path, lon: with_gcps(path, 5, 3, lon),
    "RPC": lambda path, lon: with_rpcs(path, float(wrapped(np.array(lon)))),
    "a node each": lambda path, lon: with_arrays(path, 1, lon),
    "a node every 5": lambda path, lon: with_arrays(path, 5, lon),
    "a node each, from 0": lambda path, lon: with_arrays(path, 1, lon, 0.0),
}


@pytest.mark.parametrize("kernel", ["nearest", "cubic", "average"])
@pytest.mark.parametrize("name", AROUND)
@pytest.mark.parametrize(
    ("zone", "middle", "x"), [(31, 0.1, 270_000), (30, -0.1, 660_000)]
)
def test_across_the_antimeridian_is_as_across_greenwich(
    tmp_path: Path, zone: int, middle: float, x: float, name: str, kernel: str
) -> None:
    """Zone 1 has the shape of zone 31, and 60 that of 30, half way round the Earth."""
    write = AROUND[name]
    here = write(tmp_path / "here.tif", middle)
    there = write(tmp_path / "there.tif", middle + 180)
    dst = grid(f"EPSG:{32600 + zone}", 151, x, 5_890_000, (200, 240))
    opposite = replace(dst, crs=CRS.from_epsg(32600 + (zone + 29) % 60 + 1))
    expected = collocate(here, dst, kernel).values
    found = collocate(there, opposite, kernel).values
    assert np.isfinite(expected).mean() > 0.5
    unlike = np.isnan(found) != np.isnan(expected)
    unlike |= np.abs(found - expected) > 1e-6
    assert unlike.sum() <= 2  # of what a hair's breadth decides


@pytest.mark.parametrize("name", AROUND)
def test_targets_in_degrees_may_count_on_beyond_180(tmp_path: Path, name: str) -> None:
    path = AROUND[name](tmp_path / "source.tif", 180.1)
    east, west = (
        collocate(path, grid("EPSG:4326", 0.003, x, 53.4, (260, 400)), "nearest").values
        for x in (179.4001, -180.5999)
    )
    assert np.isfinite(east).mean() > 0.5
    assert ((east != west) & ~(np.isnan(east) & np.isnan(west))).sum() <= 2


class TestASwathAroundAPole:
    """Every longitude occurs, and GDAL's inversion of the arrays tears there."""

    ANGLE, X, Y, SIZE = 0.3, 20_000.0, -30_000.0, 1000.0

    @pytest.fixture
    def swath(self, tmp_path: Path) -> str:
        path = tmp_path / "pole.tif"
        rows, cols = np.mgrid[:ROWS, :COLS].astype(float)
        u, v = (cols - COLS / 2) * self.SIZE, (rows - ROWS / 2) * self.SIZE
        cos, sin = np.cos(self.ANGLE), np.sin(self.ANGLE)
        x, y = self.X + u * cos - v * sin, self.Y - u * sin - v * cos
        lon, lat = rasterio.warp.transform(
            CRS.from_epsg(3413), DEGREES, x.ravel(), y.ravel()
        )
        name = with_arrays(path)
        for axis, values in (("lon", lon), ("lat", lat)):
            with rasterio.open(path.with_suffix(f".{axis}.tif"), "r+") as array:
                array.write(np.reshape(values, x.shape), 1)
        with rasterio.open(path, "r+") as dataset:
            dataset.write(np.sin(cols / 20) + np.cos(rows / 30), 1)
        return name

    @pytest.mark.parametrize(
        ("crs", "left", "top", "shape"),
        [
            ("EPSG:3413", -200_000, 150_000, (500, 500)),
            ("EPSG:3413", -400_000, 300_000, (900, 900)),
            ("EPSG:5041", 1_950_000, 2_050_000, (200, 200)),
        ],
    )
    def test_has_no_hole(
        self, swath: str, crs: str, left: float, top: float, shape: tuple[int, int]
    ) -> None:
        dst = grid(crs, 697, left, top, shape)
        cols, rows = np.meshgrid(np.arange(dst.cols) + 0.5, np.arange(dst.rows) + 0.5)
        t = dst.transform
        x, y = rasterio.warp.transform(
            dst.crs,
            CRS.from_epsg(3413),
            (t.c + t.a * cols).ravel(),
            (t.f + t.e * rows).ravel(),
        )
        dx, dy = np.reshape(x, cols.shape) - self.X, self.Y - np.reshape(y, cols.shape)
        cos, sin = np.cos(self.ANGLE), np.sin(self.ANGLE)
        col = (dx * cos + dy * sin) / self.SIZE + COLS / 2
        row = (dy * cos - dx * sin) / self.SIZE + ROWS / 2
        inside = (col > 2) & (col < COLS - 2) & (row > 2) & (row < ROWS - 2)
        found = collocate(swath, dst, "bilinear")
        assert min(found.layer.way.ratio) > 0.95  # else the kernel is widened
        field = np.sin((col - 0.5) / 20) + np.cos((row - 0.5) / 30)
        error = np.abs(found.values - field)[inside]
        assert not np.isnan(error).any()
        # What interpolating linearly may err on waves of these lengths, and 1e-3 of a
        # source pixel.
        most = (1 / 20**2 + 1 / 30**2) / 8 + 1e-3 * (1 / 20 + 1 / 30)
        assert error.max() < most


# --- arrays of other kinds -----------------------------------------------------


def test_holes_in_the_arrays_are_holes(tmp_path: Path) -> None:
    hole = (slice(100, 140), slice(150, 220))
    path = with_arrays(tmp_path / "holes.tif", hole=hole)
    dst = TARGETS["inside"]
    whole = collocate(with_arrays(tmp_path / "whole.tif"), dst, "nearest").values
    found = collocate(path, dst, "nearest").values
    cols, rows = positions(str(tmp_path / "whole.tif"), dst, (0.5, 0.5))
    off = (cols < 148) | (cols > 222) | (rows < 98) | (rows > 142)
    inside = (cols > 152) & (cols < 218) & (rows > 102) & (rows < 138)
    assert inside.any()
    assert np.isnan(found[inside]).all()
    np.testing.assert_array_equal(found[off], whole[off])


def test_a_target_in_a_hole_has_no_value(tmp_path: Path) -> None:
    hole = (slice(50, 250), slice(100, 300))
    path = with_arrays(tmp_path / "holes.tif", hole=hole)
    dst = grid("EPSG:4326", 0.001, -8.05, 53.05, (100, 100))
    assert np.isnan(collocate(path, dst, "bilinear").values).all()


def test_one_line_for_all_rows_and_columns_is_a_grid(tmp_path: Path) -> None:
    """As netCDF and Zarr have longitudes and latitudes that are not even."""
    src = grid("EPSG:4326", 0.004, -8.8, 53.6, (ROWS, COLS))
    lines = tmp_path / "lines.tif"
    with_arrays(lines)
    edges = {
        "lon": -8.8 + 0.004 * np.arange(COLS),
        "lat": 53.6 - 0.004 * np.arange(ROWS),
    }
    for name, line in edges.items():
        array = create(lines.with_suffix(f".{name}.tif"), (1, line.size))
        array.GetRasterBand(1).WriteArray(line[None])
        array = None
    even = tmp_path / "even.tif"
    with rasterio.open(
        even,
        "w",
        driver="GTiff",
        width=COLS,
        height=ROWS,
        count=1,
        dtype="float64",
        nodata=NODATA,
        crs=src.crs,
        transform=src.transform,
    ) as dataset:
        dataset.write(numbers(), 1)
    dst = TARGETS["inside"]
    found = collocate(str(lines), dst, "bilinear")
    assert isinstance(found.layer.source.georeference, Geolocation)
    expected = collocate(str(even), dst, "bilinear").values
    np.testing.assert_array_equal(np.isnan(found.values), np.isnan(expected))
    assert np.nanmax(np.abs(found.values - expected)) < 0.02


def test_arrays_beside_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    name = with_arrays(
        tmp_path / "a.tif",
        X_DATASET="a.lon.tif",
        Y_DATASET="a.lat.tif",
        X_DATASET_RELATIVE_TO_SOURCE="YES",
        Y_DATASET_RELATIVE_TO_SOURCE="YES",
    )
    there = with_arrays(tmp_path / "b.tif")
    dst = TARGETS["inside"]
    np.testing.assert_array_equal(
        collocate(name, dst, "nearest").values, collocate(there, dst, "nearest").values
    )


def test_a_swath_in_netcdf(tmp_path: Path) -> None:
    netcdf = pytest.importorskip("scipy.io", reason="SciPy writes the file")
    cols, rows = np.meshgrid(np.arange(COLS, dtype=float), np.arange(ROWS, dtype=float))
    lon, lat = ground(cols + 0.5, rows + 0.5, 3, -8.0)
    with netcdf.netcdf_file(tmp_path / "swath.nc", "w") as file:
        file.Conventions = "CF-1.6"
        file.createDimension("y", ROWS)
        file.createDimension("x", COLS)
        for name, values, unit, standard in (
            ("lon", lon, "degrees_east", "longitude"),
            ("lat", lat, "degrees_north", "latitude"),
            ("field", numbers(), "1", None),
        ):
            variable = file.createVariable(name, "f8", ("y", "x"))
            variable[:] = values
            variable.units = unit
            if standard:
                variable.standard_name = standard
            else:
                variable.coordinates = "lon lat"
                variable._FillValue = NODATA
    path = f'NETCDF:"{tmp_path / "swath.nc"}":field'
    dst = TARGETS["inside"]
    found = collocate(path, dst, "nearest")
    assert isinstance(found.layer.source.georeference, Geolocation)
    expected = oracle.warp(path, dst, "nearest")
    steady = comparable(path, dst, "nearest")
    np.testing.assert_array_equal(found.values[steady], expected[steady])


# --- planning ------------------------------------------------------------------


@pytest.mark.parametrize("name", ["9 points", "RPC", "a node every 5"])
def test_far_away_is_empty_with_a_warning(
    source: Callable[[str], str], name: str, tmp_path: Path
) -> None:
    product = make_raster(tmp_path / "product.tif", ramp(40, 50), crs="EPSG:32629")
    with pytest.warns(ExogenousWarning, match="does not overlap"):
        data = load(str(product), exo={"e": {"path": source(name)}})
    assert np.isnan(data["e"].to_numpy()).all()
    dst = grid("EPSG:32629", 10, 500_000, 5_000_000, (40, 50))
    assert isinstance(collocate(source(name), dst, "bilinear").layer.way, Empty)


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
    assert layer.summary() == f"case: cubic, {words}"


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
    assert isinstance(given.layer.way, Warped)
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
