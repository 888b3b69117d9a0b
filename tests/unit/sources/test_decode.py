# SPDX-License-Identifier: GPL-3.0-or-later
"""Pixels become values, NaN where there are none: nodata never leaks."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from rasterio.crs import CRS
from rasters import (
    LEFT,
    NODATA_KINDS,
    PIXEL,
    TOP,
    make_damaged,
    make_raster,
    placed,
    ramp,
)

from exogenous.core import Request, collocate, parse_exo, stack
from exogenous.core.errors import SourceUnreadable
from exogenous.core.geometry.grid import Block
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.request.nodata_rule import NodataRule
from exogenous.core.sources.decode import read_values
from exogenous.core.sources.source import Decoding, open_source

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

#: Where there is no value: a corner, an edge and some pixels within.
HOLE = np.zeros((12, 15), dtype=bool)


HOLE[0, 0] = HOLE[5, 14] = True


HOLE[6:9, 3:7] = True


def read(path: Path, block: Block | None = None, **decoding: Any) -> NDArray[Any]:
    source = open_source(str(path), 1, label="layer 'a'", decoding=Decoding(**decoding))
    with DatasetPool() as pool:
        return read_values(source, block or source.grid.whole, pool)


def made(path: Path, dtype: str, kind: str, **how: Any) -> Path:
    nodata = 0 if dtype.startswith("u") else -32768
    return make_raster(
        path,
        ramp(12, 15, dtype),
        nodata_kind=kind,
        nodata=nodata if kind == "declared" else None,
        invalid=HOLE,
        **how,
    )


@pytest.mark.rule(5, against="the pixels that were made invalid")
@pytest.mark.parametrize("south_up", [False, True], ids=["north-up", "south-up"])
@pytest.mark.parametrize(
    ("dtype", "kind"),
    [
        (dtype, kind)
        for dtype in ("uint8", "int16", "uint16", "int32", "float32", "float64")
        for kind in NODATA_KINDS
        if kind != "nan" or dtype.startswith("f")
    ],
)
def test_nodata_of_every_kind_is_nan(
    tmp_path: Path, dtype: str, kind: str, *, south_up: bool
) -> None:
    transform = placed(south_up=south_up, rows=12)
    values = read(made(tmp_path / "a.tif", dtype, kind, transform=transform))
    hole = HOLE if kind != "none" else np.zeros_like(HOLE)
    assert (np.isnan(values) == hole).all()
    assert (values[~hole] == ramp(12, 15)[~hole]).all()


@pytest.mark.parametrize("kind", NODATA_KINDS)
def test_block_is_the_same_pixels_as_in_the_whole(tmp_path: Path, kind: str) -> None:
    path = made(tmp_path / "a.tif", "float32", kind)
    block = Block(row_off=4, col_off=2, rows=5, cols=9)
    part, whole = read(path, block), read(path)
    assert part.tobytes() == whole[4:9, 2:11].tobytes()


def test_tiles_may_lie_elsewhere_than_the_targets(tmp_path: Path) -> None:
    values = np.random.default_rng(3).integers(1, 9000, (1200, 1200), dtype="uint16")
    sizes = {"tiled": True, "blockxsize": 512, "blockysize": 512}
    layer = make_raster(tmp_path / "a.tif", values, compress="deflate", **sizes)
    here = placed(left=LEFT + 300 * PIXEL, top=TOP - 200 * PIXEL)
    product = make_raster(tmp_path / "p.tif", ramp(600, 600), transform=here)
    rows = parse_exo({"a": {"path": str(layer), "resampler": "nearest"}})
    collocate(Request(product=str(product), layers=rows), str(tmp_path / "out"))
    with rasterio.open(tmp_path / "out" / "a.tif") as src:
        assert np.array_equal(src.read(1), values[200:800, 300:900])


@pytest.mark.parametrize(
    ("dtype", "nodata"),
    [
        *(("float32", -3.4028234663852886e38), ("float32", 1e-3), ("float32", -9999.1)),
        *(("float64", 0.1), ("int16", -32768), ("uint16", 65535), ("int32", 2**31 - 1)),
    ],
)
def test_declared_value_is_compared_in_the_files_own_type(
    tmp_path: Path, dtype: str, nodata: float
) -> None:
    values = ramp(12, 15, dtype)
    path = make_raster(
        tmp_path / "a.tif", values, nodata_kind="declared", nodata=nodata, invalid=HOLE
    )
    assert (np.isnan(read(path)) == HOLE).all()


@pytest.mark.rule(5, against="GDAL's mask of the file")
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(
    ("header", "pixel"),
    [
        (-3.402823e38, -3.4028234663852886e38),
        (-3.40282306e38, -3.4028234663852886e38),
        (-9999.001, -9999.0),
        (-9999.01, -9999.0),
        (1e20, 1.00000002e20),
    ],
)
def test_header_that_rounds_the_value_means_it_as_to_gdal(
    tmp_path: Path, dtype: str, header: float, pixel: float
) -> None:
    values = ramp(12, 15, dtype)
    values[HOLE] = pixel
    path = make_raster(
        tmp_path / "a.tif", values, nodata_kind="declared", nodata=header
    )
    with rasterio.open(path) as src:
        masked = src.read_masks(1) == 0
    assert (np.isnan(read(path)) == masked).all()


class TestOverrides:
    def test_of_nodata(self, tmp_path: Path) -> None:
        path = made(tmp_path / "a.tif", "int16", "declared")
        values = read(path, nodata=7.0)
        assert np.argwhere(np.isnan(values)).tolist() == [[0, 6]]
        assert values[0, 0] == -32768

    def test_of_nodata_by_none(self, tmp_path: Path) -> None:
        path = made(tmp_path / "a.tif", "int16", "declared")
        assert not np.isnan(read(path, nodata=math.nan)).any()

    @pytest.mark.parametrize("nodata", [1e40, -1e300])
    def test_of_nodata_beyond_the_type_leave_infinities(
        self, tmp_path: Path, nodata: float
    ) -> None:
        values = ramp(12, 15)
        values[0, :2] = math.inf, -math.inf
        path = make_raster(tmp_path / "a.tif", values)
        assert (read(path, nodata=nodata) == values).all()

    @pytest.mark.parametrize("nodata", [300, -1, 0.5])
    def test_of_nodata_that_no_integer_is(self, tmp_path: Path, nodata: float) -> None:
        path = make_raster(tmp_path / "a.tif", ramp(12, 15, "uint8"))
        assert not np.isnan(read(path, nodata=nodata)).any()

    @pytest.mark.parametrize("kind", ["declared", "mask", "alpha"])
    def test_of_nodata_by_more_numbers(self, tmp_path: Path, kind: str) -> None:
        path = made(tmp_path / "a.tif", "int16", kind)
        own = np.isnan(read(path))
        more = NodataRule(of_file=True, ranges=((7, 7), (20.5, 22)))
        added = np.isin(ramp(12, 15), [7, 21, 22])
        assert (np.isnan(read(path, nodata=more)) == own | added).all()

    @pytest.mark.parametrize("kind", ["declared", "mask", "alpha"])
    def test_of_the_declared_number_leave_masks(
        self, tmp_path: Path, kind: str
    ) -> None:
        path = made(tmp_path / "a.tif", "int16", kind)
        none = np.isnan(read(path, nodata=NodataRule(of_file=False)))
        assert (none == (np.isnan(read(path)) & (kind != "declared"))).all()

    def test_are_in_the_files_own_numbers(self, tmp_path: Path) -> None:
        path = make_raster(
            tmp_path / "a.tif", ramp(12, 15, "int16"), scales=[0.1], offsets=[100]
        )
        values = read(path, nodata=7.0)
        assert math.isnan(values[0, 6])
        assert values[0, 0] == pytest.approx(100.1)


class TestScale:
    def test_and_offset_are_applied_to_valid_pixels(self, tmp_path: Path) -> None:
        path = made(
            tmp_path / "a.tif", "int16", "declared", scales=[0.1], offsets=[220]
        )
        values = read(path)
        expected = np.where(HOLE, np.nan, ramp(12, 15, "float64") * 0.1 + 220)
        np.testing.assert_array_equal(values, expected.astype(np.float32))

    def test_is_exact_where_float32_is_not(self, tmp_path: Path) -> None:
        numbers = np.full((12, 15), 16777217, dtype="int32")
        path = make_raster(tmp_path / "a.tif", numbers, scales=[0.5])
        assert set(read(path).flat) == {8388608.5}

    def test_of_one_changes_nothing(self, tmp_path: Path) -> None:
        path = made(tmp_path / "a.tif", "int16", "declared", scales=[0.1])
        values = read(path, scale=1.0)
        assert values[0, 1] == 2


@pytest.mark.rule(5, against="the pixels that were made invalid")
@pytest.mark.parametrize("resampler", ["nearest", "bilinear", "cubic", "average"])
@pytest.mark.parametrize("kind", ["declared", "nan", "mask", "alpha"])
def test_nodata_does_not_leak_into_finer_pixels(
    tmp_path: Path, kind: str, resampler: str
) -> None:
    product = make_raster(tmp_path / "p.tif", ramp(48, 60), transform=placed(pixel=2.5))
    layer = make_raster(
        tmp_path / "a.tif",
        np.full((12, 15), 100, dtype="float32"),
        nodata_kind=kind,
        nodata=-32768 if kind == "declared" else None,
        invalid=HOLE,
    )
    layers = parse_exo({"a": {"path": str(layer), "resampler": resampler}})
    out = str(tmp_path / "s.tif")
    stack(Request(product=str(product), layers=layers), out)
    with DatasetPool() as pool:
        values = pool.open(out).read(1)
    assert np.isnan(values).any()
    assert values[~np.isnan(values)] == pytest.approx(100, rel=1e-6)
    # The middle of a hole that is wider than any kernel's inner part.
    assert np.isnan(values[28:32, 16:24]).all()


class TestDamage:
    def test_of_pixels_names_the_file(self, tmp_path: Path) -> None:
        path = make_damaged(tmp_path / "a.tif")
        with pytest.raises(SourceUnreadable, match=r"^layer 'a': .*a\.tif.*damaged"):
            read(path)

    def test_of_a_file_that_is_gone(self, tmp_path: Path) -> None:
        path = make_raster(tmp_path / "a.tif")
        source = open_source(str(path), 1, label="layer 'a'")
        path.unlink()
        with (
            DatasetPool() as pool,
            pytest.raises(SourceUnreadable, match=r"^layer 'a': .*a\.tif"),
        ):
            read_values(source, source.grid.whole, pool)


@pytest.mark.rule(5, against="GDAL's mask of the file")
def test_greatest_number_of_64_bits_may_be_nodata(tmp_path: Path) -> None:
    """rasterio says that there is no nodata value, but has the mask."""
    gdal = pytest.importorskip("osgeo.gdal", reason="rasterio cannot write the file")
    path, most = tmp_path / "e.tif", 2**64 - 1
    values = np.full((4, 5), 7, dtype="uint64")
    values[1, 2] = most
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), 5, 4, 1, gdal.GDT_UInt64)
    dataset.SetGeoTransform((500_000, 10, 0, 5_000_000, 0, -10))
    dataset.SetProjection(CRS.from_epsg(32630).to_wkt())
    dataset.GetRasterBand(1).WriteArray(values)
    dataset.GetRasterBand(1).SetNoDataValue(most)
    dataset = None
    source = open_source(str(path), 1, label="case")
    with DatasetPool() as pool:
        found = read_values(source, source.grid.whole, pool)
    assert np.argwhere(np.isnan(found)).tolist() == [[1, 2]]
    assert np.nanmax(found) == 7
