# SPDX-License-Identifier: GPL-3.0-or-later
"""Values that a number type, a palette or a nodata value could cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from oracle import gdal
from rasters import make_raster, ramp, read_back
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


@pytest.mark.rule(6, against="the source's numbers")
@pytest.mark.parametrize(
    "kernel",
    [
        "nearest",
        "mode",
        "min",
        "max",
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
