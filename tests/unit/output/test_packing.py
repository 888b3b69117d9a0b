# SPDX-License-Identifier: GPL-3.0-or-later
"""Integers with a scale and an offset hold reflectances and decibels alike."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from affine import Affine
from hypothesis import given
from hypothesis import strategies as st
from rasterio.crs import CRS

from exogenous.core import OutputOptions, Request, collocate, parse_exo, stack
from exogenous.core.output.packing import Packing, Range, choose, codes_of

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

DTYPES = {"int16": -32768, "uint16": 65535, "uint8": 0, "int32": -(2**31)}


@pytest.mark.parametrize(
    ("dtype", "nodata", "expected"),
    [
        ("int16", -32768, (-32767, 32767)),
        ("uint16", 65535, (0, 65534)),
        ("uint8", 0, (1, 255)),
        ("uint8", 100, (101, 255)),
        ("int16", 0, (-32768, -1)),
    ],
)
def test_codes_leave_nodata_out(
    dtype: str, nodata: float, expected: tuple[int, int]
) -> None:
    codes = codes_of(dtype, nodata)
    assert (codes.least, codes.greatest) == expected


@given(
    least=st.floats(-1e12, 1e12),
    width=st.floats(1e-9, 1e12),
    dtype=st.sampled_from(sorted(DTYPES)),
)
def test_a_packing_holds_both_ends_and_wastes_little(
    least: float, width: float, dtype: str
) -> None:
    greatest = least + width
    if greatest - least < 1e-10 * max(abs(least), 1):
        return
    codes = codes_of(dtype, DTYPES[dtype])
    packing = choose(Range(least=least, greatest=greatest), codes, ())
    for value in (least, greatest):
        code = round((value - packing.offset) / packing.scale)
        assert codes.least <= code <= codes.greatest
        decoded = code * packing.scale + packing.offset
        assert abs(decoded - value) <= packing.scale * 0.5001 + 1e-9 * abs(value)
    exact = (greatest - least) / (codes.greatest - codes.least)
    assert exact <= packing.scale <= 5.01 * exact


def test_scales_are_round_numbers() -> None:
    packing = choose(Range(least=-25.3, greatest=4.2), codes_of("int16", -32768), ())
    assert packing == Packing(scale=0.0005, offset=-10.55)


def test_a_natural_packing_is_kept_while_it_holds() -> None:
    codes = codes_of("int16", -32768)
    natural = (Packing(scale=1e-4),)
    assert choose(Range(least=0, greatest=3.2), codes, natural) == natural[0]
    assert choose(Range(least=0, greatest=3.4), codes, natural) != natural[0]


@pytest.mark.parametrize("value", [0.0, 3.25, -7.5, 1e6])
@pytest.mark.parametrize("dtype", sorted(DTYPES))
def test_a_constant_survives(value: float, dtype: str) -> None:
    codes = codes_of(dtype, DTYPES[dtype])
    packing = choose(Range(least=value, greatest=value), codes, ())
    code = round((value - packing.offset) / packing.scale)
    assert codes.least <= code <= codes.greatest
    assert code * packing.scale + packing.offset == value


def _raster(path: Path, values: NDArray[np.float32], nodata: float) -> str:
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=values.shape[1],
        height=values.shape[0],
        count=1,
        dtype=values.dtype,
        nodata=nodata,
        crs=CRS.from_epsg(32632),
        transform=Affine(10, 0, 300000, 0, -10, 6700000),
    ) as dataset:
        dataset.write(values, 1)
    return str(path)


@pytest.fixture
def decibels(tmp_path: Path) -> tuple[str, NDArray[np.float32]]:
    values = np.linspace(-31.7, 6.3, 1200, dtype="float32").reshape(30, 40)
    values[3, 4] = -99
    path = _raster(tmp_path / "db.tif", values, -99)
    return path, np.where(values == -99, np.float32("nan"), values)


@pytest.mark.mistake(15)
@pytest.mark.rule(6, against="the values before packing")
@pytest.mark.parametrize("dtype", ["int16", "uint16"])
def test_negative_decibels_survive_a_packed_stack(
    decibels: tuple[str, NDArray[np.float32]], tmp_path: Path, dtype: str
) -> None:
    path, expected = decibels
    exo = {"VV": {"path": path, "resampler": "nearest"}}
    request = Request(product=path, bands=("1",), layers=parse_exo(exo))
    out = tmp_path / "packed.tif"
    stack(request, str(out), OutputOptions(dtype=dtype))
    with rasterio.open(out) as dataset:
        assert set(dataset.dtypes) == {dtype}
        for index in (1, 2):
            codes = dataset.read(index)
            scale, offset = dataset.scales[index - 1], dataset.offsets[index - 1]
            values = np.where(codes == dataset.nodata, np.nan, codes * scale + offset)
            assert np.array_equal(np.isnan(values), np.isnan(expected))
            assert np.nanmax(np.abs(values - expected)) <= scale * 0.5001
            assert scale <= 5 * 38 / 65534


def test_a_collocated_layer_may_be_packed_too(
    decibels: tuple[str, NDArray[np.float32]], tmp_path: Path
) -> None:
    path, expected = decibels
    request = Request(product=path, layers=parse_exo({"VV": path}))
    result = collocate(request, str(tmp_path / "out"), OutputOptions(dtype="int16"))
    with rasterio.open(result.paths[0]) as dataset:
        values = dataset.read(1) * dataset.scales[0] + dataset.offsets[0]
        near = np.isclose(values, expected, atol=dataset.scales[0] * 0.5001)
        assert near[~np.isnan(expected)].all()


@pytest.mark.rule(6, against="the values before packing")
def test_whole_numbers_stay_as_they_are(tmp_path: Path) -> None:
    heights = np.arange(-300, 900, dtype="int16").reshape(30, 40)
    path = _raster(tmp_path / "dem.tif", heights, -32768)
    exo = {"DEM": {"path": path, "resampler": "nearest"}}
    out = tmp_path / "packed.tif"
    request = Request(product=path, layers=parse_exo(exo))
    stack(request, str(out), OutputOptions(dtype="int16"))
    with rasterio.open(out) as dataset:
        assert (dataset.scales, dataset.offsets) == ((1.0,), (0.0,))
        assert np.array_equal(dataset.read(1), heights)


def test_a_band_without_values_packs(tmp_path: Path) -> None:
    empty = np.full((30, 40), -99, dtype="float32")
    path = _raster(tmp_path / "empty.tif", empty, -99)
    out = tmp_path / "packed.tif"
    request = Request(product=path, layers=parse_exo({"none": path}))
    stack(request, str(out), OutputOptions(dtype="uint16"))
    with rasterio.open(out) as dataset:
        assert (dataset.read(1) == 65535).all()
        assert not math.isnan(dataset.scales[0])


def test_no_file_of_floats_is_left_behind(
    decibels: tuple[str, NDArray[np.float32]], tmp_path: Path
) -> None:
    request = Request(product=decibels[0], layers=parse_exo({"VV": decibels[0]}))
    folder = tmp_path / "out"
    stack(request, str(folder / "packed.tif"), OutputOptions(dtype="int16"))
    assert [path.name for path in folder.iterdir()] == ["packed.tif"]
