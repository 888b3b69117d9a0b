# SPDX-License-Identifier: GPL-3.0-or-later
"""Sources, targets, products and areas of a pixel or a few."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import oracle
import pytest
from rasterio.crs import CRS
from rasterio.warp import transform
from rasters import LEFT, TOP, make_raster, placed, ramp, read_back

from exogenous.core import Request, load, parse_exo, stack
from exogenous.core.geometry.grid import Grid
from exogenous.core.request.aoi_parsing import from_text
from exogenous.core.resampling import kernels as resampling

if TYPE_CHECKING:
    from pathlib import Path

UTM = "EPSG:32630"
KERNELS = resampling.names()


@pytest.mark.rule(3, against="linear interpolation by hand")
@pytest.mark.parametrize("kernel", ["bilinear", "cubic", "cubic_spline"])
@pytest.mark.parametrize("moved", [False, True])
@pytest.mark.parametrize("shape", [(1, 40), (40, 1)])
def test_along_a_single_row_or_column_kernels_interpolate(
    tmp_path: Path, shape: tuple[int, int], kernel: str, *, moved: bool
) -> None:
    """GDAL takes the nearest pixel there."""
    crs, left = UTM, 500_000.0
    if moved:  # the same ground by another name: it has to be warped
        crs = CRS.from_string("+proj=utm +zone=30 +datum=WGS84 +units=m").to_wkt()
        crs, left = crs.replace('g",500000', 'g",100000'), 100_000.0
    line = 10 * np.arange(40, dtype="float32").reshape(shape)
    path = make_raster(
        tmp_path / "e.tif", line, crs=crs, transform=placed(left=left, pixel=30)
    )
    product = make_raster(tmp_path / "p.tif", ramp(3 * shape[0], 3 * shape[1]))
    exo = {"e": {"path": str(path), "resampler": kernel}}
    found = load(str(product), exo=exo)["e"].to_numpy()[0]
    middle = found[1] if shape[0] == 1 else found[:, 1]
    expected = 10 * ((np.arange(120) + 0.5) / 3 - 0.5)
    np.testing.assert_allclose(middle[6:-6], expected[6:-6], atol=0.01)


@pytest.mark.rule(3, against="the mean by shares of pixels, by hand")
@pytest.mark.parametrize("cols", [1, 2, 5, 30])
def test_a_narrow_target_is_the_same_as_a_wide_one(tmp_path: Path, cols: int) -> None:
    """GDAL 3.6 takes pixels as wide as a fifth of the target for ones that cross the
    antimeridian."""
    values = np.random.default_rng(1).normal(100, 30, (135, 400)).astype("float64")
    path = make_raster(tmp_path / "e.tif", values)
    size, left, top = 114.65, LEFT + 182.53, TOP - 47.99
    inside = placed(left=left, top=top, pixel=size)
    product = make_raster(tmp_path / "p.tif", ramp(9, cols), transform=inside)
    exo = {"e": {"path": str(path), "resampler": "average"}}
    found = load(str(product), exo=exo)["e"].to_numpy()[0]

    def shares(start: float, count: int, pixels: int) -> np.ndarray:
        low = (start + size * np.arange(count)[:, None]) / 10
        edges = np.arange(pixels)
        covered = np.minimum(low + size / 10, edges + 1) - np.maximum(low, edges)
        return covered.clip(0) / (size / 10)

    expected = shares(47.99, 9, 135) @ values @ shares(182.53, cols, 400).T
    np.testing.assert_allclose(found, expected, rtol=1e-6)


@pytest.mark.rule(3, 13, against="`osgeo.gdal.Warp(errorThreshold=0)`")
@pytest.mark.parametrize("kernel", ["nearest", "bilinear", "cubic", "cubic_spline"])
@pytest.mark.parametrize("shape", [(1, 1), (1, 30), (30, 1), (2, 3)])
@pytest.mark.parametrize("crs", [UTM, "EPSG:3035"])
def test_targets_of_few_pixels(
    tmp_path: Path, crs: str, shape: tuple[int, int], kernel: str
) -> None:
    values = np.random.default_rng(2).normal(100, 30, (60, 60))
    lonlat = (LEFT, TOP)
    if crs != UTM:
        lonlat = tuple(axis[0] for axis in transform(UTM, crs, [LEFT], [TOP]))
    path = make_raster(
        tmp_path / "e.tif",
        values,
        crs=crs,
        transform=placed(left=lonlat[0] - 203.3, top=lonlat[1] + 207.7, pixel=10),
    )
    product = make_raster(tmp_path / "p.tif", ramp(*shape))
    exo = {"e": {"path": str(path), "resampler": kernel}}
    found = load(str(product), exo=exo)["e"].to_numpy()[0]
    dst = Grid(
        crs=CRS.from_string(UTM), transform=placed(), rows=shape[0], cols=shape[1]
    )
    expected = oracle.warp(str(path), dst, kernel)
    assert found.shape == shape
    np.testing.assert_allclose(found, expected, atol=0 if kernel == "nearest" else 0.5)


@pytest.mark.rule(1, 2, against="the same pixel of the whole, bit for bit")
@pytest.mark.parametrize("kernel", KERNELS)
@pytest.mark.parametrize("size", [10.0, 7.3, 23.0])
def test_an_area_of_one_pixel_is_that_pixel(
    tmp_path: Path, size: float, kernel: str
) -> None:
    values = np.random.default_rng(3).normal(100, 30, (60, 60))
    values[20:23, 30] = np.nan
    off = placed(left=LEFT - 53.1, top=TOP + 47.7, pixel=13.7)
    path = make_raster(tmp_path / "e.tif", values, transform=off)
    product = str(make_raster(tmp_path / "p.tif", ramp(40, 50)))
    exo = parse_exo({"e": {"path": str(path), "resampler": kernel}})
    row, col = 5, 7
    x, y = LEFT + (col + 0.5) * size, TOP - (row + 0.5) * size
    area = from_text(f"{x - 1},{x + 1},{y - 1},{y + 1} [{UTM}]")
    for name, aoi in (("whole", None), ("part", area)):
        request = Request(product=product, layers=exo, pixel_size=size, aoi=aoi)
        stack(request, str(tmp_path / f"{name}.tif"))
    whole, part = (read_back(tmp_path / f"{n}.tif") for n in ("whole", "part"))
    assert part.band.shape == (1, 1)
    t = part.profile["transform"]
    assert (t.c, t.f) == (LEFT + col * size, TOP - row * size)
    np.testing.assert_array_equal(part.band[0, 0], whole.band[row, col])


@pytest.mark.rule(1, 3, against="the one pixel")
def test_a_product_of_one_pixel(tmp_path: Path) -> None:
    one = np.array([[7]], dtype="uint8")
    product = str(make_raster(tmp_path / "p.tif", one))
    out = tmp_path / "out.tif"
    exo = parse_exo(dict.fromkeys(("a", "b"), product))
    stack(Request(product=product, bands=("1",), layers=exo), str(out))
    assert read_back(out).values.tolist() == [[[7]]] * 3
    coarse = load(product, exo={"a": product}, pixel_size=90)["a"].to_numpy()
    assert coarse.shape == (1, 1, 1)
