# SPDX-License-Identifier: GPL-3.0-or-later
"""Values that a number type, a palette or a nodata value could cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from oracle import gdal
from rasters import make_raster, placed, ramp, read_back
from real_data import ZION, real

from exogenous.core import (
    ExogenousWarning,
    OutputOptions,
    Request,
    collocate,
    load,
    parse_exo,
    stack,
)

if TYPE_CHECKING:
    from pathlib import Path


@real
@pytest.mark.rule(6, 8, against="the source's palette and its codes")
def test_classes_are_warned_about_and_keep_their_palette(tmp_path: Path) -> None:
    path = str(ZION / "nlcd.tif")
    rows = {"land": {"path": path, "resampler": "bilinear"}}
    with pytest.warns(ExogenousWarning, match=r"holds classes, and bilinear mixes"):
        load(path, exo=rows, pixel_size=300)
    rows = {"land": {"path": path, "resampler": "mode"}}
    request = Request(product=path, layers=parse_exo(rows), pixel_size=300)
    result = collocate(request, str(tmp_path / "out"))
    assert not result.warnings
    with rasterio.open(path) as src, rasterio.open(result.paths[0]) as out:
        assert out.colormap(1) == src.colormap(1)
        assert out.dtypes == src.dtypes
        assert out.nodata == src.nodata
        assert set(np.unique(out.read())) <= set(np.unique(src.read()))


#: Four by four classes; of each two by two the quartiles, by counting.
CLASSES = np.array(
    [[1, 1, 2, 4], [1, 3, 4, 4], [5, 2, 3, 1], [2, 5, 0, 0]], dtype="uint8"
)
PICKED = {
    "nearest": None,
    "mode": [[1, 4], [2, 0]],
    "min": [[1, 2], [2, 0]],
    "max": [[3, 4], [5, 3]],
    "q1": [[1, 2], [2, 0]],
    "med": [[1, 4], [2, 0]],
    "q3": [[1, 4], [5, 1]],
}


def with_classes(path: Path) -> str:
    """Write classes with names, colours and a unit."""
    make_raster(path, CLASSES)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    band = dataset.GetRasterBand(1)
    colours = gdal.ColorTable()
    for code in range(6):
        colours.SetColorEntry(code, (40 * code, 10, 200, 255))
    band.SetColorTable(colours)
    band.SetCategoryNames(["sea", "sand", "grass", "wood", "rock", "ice"])
    band.SetUnitType("class")
    return str(path)


@pytest.mark.rule(6, 10, against="counting by hand, and GDAL's reading of the file")
@pytest.mark.parametrize("kernel", [*PICKED, "average", "rms", "bilinear", "sum"])
def test_names_and_colours_stay_where_every_value_is_one_of_the_sources(
    tmp_path: Path, kernel: str
) -> None:
    path = with_classes(tmp_path / "classes.tif")
    product = str(
        make_raster(tmp_path / "p.tif", np.ones((2, 2)), transform=placed(pixel=20))
    )
    exo = parse_exo({"land": {"path": path, "resampler": kernel}})
    (written,) = collocate(
        Request(product=str(product), layers=exo), str(tmp_path / "out")
    ).paths
    dataset = gdal.Open(str(written))  # a band dies with its dataset
    band = dataset.GetRasterBand(1)
    found, colours = band.ReadAsArray(), band.GetColorTable()
    assert band.GetUnitType() == "class"
    if kernel not in PICKED:
        assert found.dtype == np.float32
        assert not band.GetCategoryNames()
        assert colours is None
        return
    assert found.dtype == np.uint8
    assert band.GetCategoryNames()[:6] == [
        *("sea", "sand", "grass", "wood", "rock", "ice")
    ]
    assert colours.GetColorEntry(5) == (200, 10, 200, 255)
    assert set(found.ravel()) <= set(CLASSES.ravel())
    if PICKED[kernel] is not None:
        np.testing.assert_array_equal(found, PICKED[kernel])


@pytest.mark.rule(6, against="the source's numbers")
@pytest.mark.parametrize(
    "kernel",
    [
        "nearest",
        "mode",
        "min",
        "max",
        "med",
        "q1",
        "q3",
    ],
)
def test_whole_numbers_beyond_float32(tmp_path: Path, kernel: str) -> None:
    ids = (2**24 + 1 + 2 * np.arange(400)).reshape(20, 20).astype("int32")
    path = str(make_raster(tmp_path / "ids.tif", ids))
    exo = parse_exo({"ids": {"path": path, "resampler": kernel}})
    request = Request(product=path, layers=exo, pixel_size=5.0)
    expected = ids.repeat(2, axis=0).repeat(2, axis=1)
    one = read_back(collocate(request, str(tmp_path / "out")).paths[0])
    assert one.dtype == "int32"
    np.testing.assert_array_equal(one.band, expected)
    stack(request, str(tmp_path / "stack.tif"))
    assert read_back(tmp_path / "stack.tif").dtype == "float64"
    np.testing.assert_array_equal(read_back(tmp_path / "stack.tif").band, expected)


@pytest.mark.rule(5, 6, against="the source's numbers")
@pytest.mark.parametrize("dtype", ["uint8", "int16", "uint16", "int32"])
def test_valid_pixels_that_equal_the_outputs_nodata(tmp_path: Path, dtype: str) -> None:
    limits = np.iinfo(dtype)
    values = ramp(16, 16).astype(dtype)
    values[:2] = limits.min
    values[2:4] = limits.max
    path = str(make_raster(tmp_path / "all.tif", values))
    exo = parse_exo({"e": {"path": path, "resampler": "nearest"}})
    request = Request(product=path, layers=exo)
    written = read_back(collocate(request, str(tmp_path / "out")).paths[0])
    np.testing.assert_array_equal(written.band.astype("float64"), values)
    assert not (written.band == written.nodata).any()


@pytest.mark.rule(5, against="GDAL's mask of the file")
def test_floats_that_equal_the_nodata_asked_for_stay_valid(tmp_path: Path) -> None:
    values = ramp(10, 12)
    values[4, 5] = np.nan
    path = str(make_raster(tmp_path / "e.tif", values, nodata_kind="nan"))
    request = Request(product=path, layers=parse_exo({"e": path}))
    out = tmp_path / "out.tif"
    stack(request, str(out), OutputOptions(nodata=7.0))
    written = gdal.Open(str(out))  # its bands die with it
    mask = written.GetRasterBand(1).GetMaskBand().ReadAsArray()
    assert np.argwhere(mask == 0).tolist() == [[4, 5]]
    np.testing.assert_allclose(read_back(out).band[0], values[0], rtol=1e-6)
