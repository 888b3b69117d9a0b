# SPDX-License-Identifier: GPL-3.0-or-later
"""Tiles on one grid come to the very pixels of one file, whatever resamples them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from affine import Affine
from places import DATA
from rasterio.enums import Resampling
from rasters import make_raster, placed, ramp

from exogenous.core import load

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

REAL = DATA / "capabilities" / "05_tiles"

#: A target along the source's axes, one of its very pixels, and one that is turned.
TARGETS = {
    "finer": placed(left=500_020, top=4_999_985, pixel=7),
    "own": placed(left=500_040, top=4_999_960, pixel=10),
    "coarser": placed(left=500_020, top=4_999_985, pixel=37),
    "turned": placed(left=500_090, top=4_999_900, pixel=13, degrees=20),
}
KERNELS = [one.name for one in Resampling if one.name != "gauss"]


def texture(rows: int = 60, cols: int = 70) -> NDArray[np.float32]:
    random = np.random.default_rng(7)
    return random.uniform(-50, 900, (rows, cols)).astype(np.float32)


def cut(
    folder: Path,
    values: NDArray[Any],
    windows: Sequence[tuple[int, int, int, int]],
    **more: Any,
) -> list[Path]:
    """Write parts of an array, each (row, col, rows, cols), as tiles of 10 m."""
    folder.mkdir(exist_ok=True)
    found = []
    for number, (row, col, rows, cols) in enumerate(windows):
        part = values[row : row + rows, col : col + cols]
        place = placed(left=500_000 + 10 * col, top=5_000_000 - 10 * row)
        found.append(
            make_raster(folder / f"tile_{number}.tif", part, transform=place, **more)
        )
    return found


def target(folder: Path, transform: Affine, rows: int = 40, cols: int = 45) -> Path:
    return make_raster(
        folder / "product.tif", ramp(rows, cols, "uint16"), transform=transform
    )


def on_target(product: Path, path: Any, **row: Any) -> NDArray[Any]:
    data = load(str(product), exo=[{"name": "e", "path": path, **row}])
    values: NDArray[Any] = data["e"].to_numpy()[0]
    return values


@pytest.mark.rule(3, 13, against="the same pixels in one file, bit for bit")
@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("place", TARGETS)
def test_tiles_are_as_one_file_bit_for_bit(
    tmp_path: Path, kernel: str, place: str
) -> None:
    values = texture()
    values[20:24, 30:41] = -9999
    # They share columns, and a corner is nobody's.
    windows = [(0, 0, 33, 37), (0, 35, 33, 35), (33, 0, 27, 37)]
    cut(tmp_path / "tiles", values, windows, nodata=-9999)
    values[33:, 37:] = -9999
    whole = make_raster(tmp_path / "whole.tif", values, nodata=-9999)
    product = target(tmp_path, TARGETS[place])
    expected = on_target(product, str(whole), resampler=kernel)
    found = on_target(product, str(tmp_path / "tiles"), resampler=kernel)
    assert np.isfinite(expected).any()
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize(
    ("name", "pattern", "crs", "size"),
    [
        ("cdl_2021", "*.tif", "EPSG:32614", 75.0),
        ("cop30_losangeles", "*.tif", "EPSG:32611", 41.0),
        ("srtm", "*.hgt.zip", "EPSG:32631", 310.0),
    ],
)
@pytest.mark.parametrize("kernel", ["nearest", "bilinear", "lanczos", "average"])
def test_real_tiles_are_as_the_virtual_raster_of_them(
    tmp_path: Path, name: str, pattern: str, crs: str, size: float, kernel: str
) -> None:
    if not REAL.is_dir():
        pytest.skip(f"the real data are not in {REAL}")
    with rasterio.open(REAL / name / "mosaic.vrt") as src:
        bounds = rasterio.warp.transform_bounds(src.crs, crs, *src.bounds)
    left, bottom, right, top = bounds
    product = make_raster(
        tmp_path / "product.tif",
        ramp(int((top - bottom) / size), int((right - left) / size)),
        crs=crs,
        transform=Affine(size, 0, left, 0, -size, top),
    )
    expected = on_target(product, str(REAL / name / "mosaic.vrt"), resampler=kernel)
    found = on_target(product, str(REAL / name / pattern), resampler=kernel)
    np.testing.assert_array_equal(found, expected)


@pytest.mark.parametrize(
    ("overlap", "shared"),
    [("first", [1, 7]), ("last", [2, 2]), ("mean", [1.5, 4.5])],
)
def test_overlap_says_which_tile_counts(
    tmp_path: Path, overlap: str, shared: list[float]
) -> None:
    # The first has no value in the first shared column, whose second tile has 2.
    one = np.array([[1, 1, -1, 7]], np.int16)
    two = np.array([[2, 2, 2, 2]], np.int16)
    make_raster(tmp_path / "a.tif", one, nodata=-1)
    make_raster(tmp_path / "b.tif", two, transform=placed(left=500_020), nodata=-1)
    product = target(tmp_path, placed(), 1, 6)
    found = on_target(
        product,
        [str(tmp_path / "a.tif"), str(tmp_path / "b.tif")],
        overlap=overlap,
        resampler="nearest",
    )
    assert found[0].tolist() == [1, 1, 2, shared[1], 2, 2]


def test_tiles_may_differ_in_type_nodata_scale_and_offset(tmp_path: Path) -> None:
    make_raster(tmp_path / "a.tif", np.array([[10, 255]], np.uint8), nodata=255)
    make_raster(
        tmp_path / "b.tif",
        np.array([[-300, -32768]], np.int16),
        transform=placed(left=500_020),
        nodata=-32768,
        scales=[0.1],
        offsets=[5],
    )
    product = target(tmp_path, placed(), 1, 4)
    found = on_target(product, str(tmp_path / "[ab].tif"), resampler="nearest")
    np.testing.assert_array_equal(found, [[10, np.nan, -25, np.nan]])


def test_long_integers_of_tiles_are_kept(tmp_path: Path) -> None:
    from exogenous.core import Request, collocate, parse_exo

    long = 2**60 + 1
    make_raster(tmp_path / "a.tif", np.array([[long, 1]], np.int64))
    make_raster(
        tmp_path / "b.tif",
        np.array([[long + 2, 2]], np.int64),
        transform=placed(left=500_020),
    )
    product = target(tmp_path, placed(), 1, 4)
    rows = [{"name": "e", "path": str(tmp_path / "[ab].tif"), "resampler": "nearest"}]
    request = Request(product=str(product), layers=parse_exo(rows))
    result = collocate(request, str(tmp_path / "out"))
    with rasterio.open(result.paths[0]) as src:
        assert src.read(1).tolist() == [[long, 1, long + 2, 2]]
