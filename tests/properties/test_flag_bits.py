# SPDX-License-Identifier: GPL-3.0-or-later
"""Bits of quality bands, each resampled on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from affine import Affine
from places import DATA
from rasterio.warp import transform

from exogenous.core import Request, collocate, load, parse_exo
from exogenous.core.errors import ExogenousError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray


def write(
    path: Path, values: NDArray[Any], size: float, crs: str = "EPSG:32632", **more: Any
) -> Path:
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        height=values.shape[0],
        width=values.shape[1],
        count=1,
        dtype=values.dtype,
        crs=crs,
        transform=Affine(size, 0, 600_000, 0, -size, 5_000_000),
        **more,
    ) as dst:
        dst.write(values, 1)
    return path


def burnt(product: Path, path: Path, domain: str) -> NDArray[Any]:
    exo = {"q": {"path": str(path), "domain": domain}}
    found: NDArray[Any] = load(str(product), exo=exo)["q"].to_numpy()[0]
    return found


def combined(
    values: NDArray[Any], valid: NDArray[np.bool_], times: int, domain: str
) -> NDArray[Any]:
    """Return what blocks of pixels have, bit by bit, with numpy's own operators."""
    rows, cols = values.shape[0] // times, values.shape[1] // times
    nothing = -1 if domain == "flags all" else 0
    filled = np.where(valid, values.astype(np.int64), nothing)
    blocks = filled.reshape(rows, times, cols, times)
    pick = np.bitwise_and if domain == "flags all" else np.bitwise_or
    found = pick.reduce(pick.reduce(blocks, axis=3), axis=1).astype(float)
    found[~valid.reshape(rows, times, cols, times).any(axis=(1, 3))] = np.nan
    return found


@pytest.mark.parametrize("dtype", ["uint8", "int16", "uint16", "int32", "uint32"])
@pytest.mark.parametrize("domain", ["flags any", "flags all"])
def test_bits_of_blocks(tmp_path: Path, dtype: str, domain: str) -> None:
    rng = np.random.default_rng(7)
    limits = np.iinfo(dtype)
    values = rng.integers(limits.min, limits.max, (24, 30), dtype, endpoint=True)
    values[:6, :9] = 1
    values[rng.random(values.shape) < 0.3] = 1
    path = write(tmp_path / "q.tif", values, 10, nodata=1)
    product = write(tmp_path / "p.tif", np.ones((8, 10), np.uint8), 30)
    expected = combined(values, values != 1, 3, domain)
    np.testing.assert_array_equal(burnt(product, path, domain), expected)


def test_four_by_four_by_hand(tmp_path: Path) -> None:
    values = np.array(
        [[1, 2, 0, 4], [4, 8, 0, 4], [255, 3, 7, 7], [255, 255, 7, 6]], np.uint8
    )
    path = write(tmp_path / "q.tif", values, 10, nodata=255)
    product = write(tmp_path / "p.tif", np.ones((2, 2), np.uint8), 20)
    assert burnt(product, path, "flags").tolist() == [[15, 4], [3, 7]]
    assert burnt(product, path, "FLAGS  all").tolist() == [[0, 0], [3, 6]]


def test_results_are_whole_numbers_of_the_sources_type(tmp_path: Path) -> None:
    values = np.arange(64, dtype=np.uint16).reshape(8, 8)
    path = write(tmp_path / "q.tif", values, 10, nodata=1)
    product = write(tmp_path / "p.tif", np.ones((2, 2), np.uint8), 40)
    request = Request(
        product=str(product),
        layers=parse_exo({"q": {"path": str(path), "domain": "flags any"}}),
    )
    (written,) = collocate(request, str(tmp_path / "out")).paths
    with rasterio.open(written) as src:
        assert src.dtypes == ("uint16",)
        assert src.nodata == 1
        assert src.tags(1)["domain"] == "flags any"
        expected = combined(values, values != 1, 4, "flags any")
        np.testing.assert_array_equal(src.read(1), expected)


@pytest.mark.parametrize("domain", ["flags any", "flags all"])
def test_in_another_crs_each_bit_is_as_a_mask_of_its_own(
    tmp_path: Path, domain: str
) -> None:
    rng = np.random.default_rng(8)
    values = rng.integers(0, 8, (60, 60), np.uint8)
    product = write(tmp_path / "p.tif", np.ones((12, 12), np.uint8), 45, "EPSG:32633")
    (x,), (y,) = transform("EPSG:32632", "EPSG:32633", [600_000], [5_000_000])
    with rasterio.open(product, "r+") as dst:
        dst.transform = Affine(45, 0, x, 0, -45, y)
    path = write(tmp_path / "q.tif", values, 10, nodata=0)
    found = burnt(product, path, domain)
    assert np.isfinite(found).any()
    for bit in range(3):
        mask = np.where(values == 0, 9, values >> bit & 1).astype(np.uint8)
        own = write(tmp_path / f"{bit}.tif", mask, 10, nodata=9)
        resampler = "max" if domain == "flags any" else "min"
        row = {"m": {"path": str(own), "resampler": resampler}}
        expected = load(str(product), exo=row)["m"].to_numpy()[0]
        there = np.isfinite(found)
        np.testing.assert_array_equal(there, np.isfinite(expected))
        bits = found[there].astype(int) >> bit & 1
        np.testing.assert_array_equal(bits, expected[there])


@pytest.mark.parametrize("domain", ["flags any", "flags all"])
def test_qa_pixel_of_landsat(tmp_path: Path, domain: str) -> None:
    found = sorted((DATA / "landsat_c2_l2_008059").rglob("*QA_PIXEL*.[tT][iI][fF]"))
    if not found:
        pytest.skip(f"no QA_PIXEL is in {DATA}")
    with rasterio.open(found[0]) as src:
        rows, cols = (n // 5 * 5 for n in src.shape)
        values, t, crs = src.read(1)[:rows, :cols], src.transform, src.crs
        nodata = src.nodata
    product = write(tmp_path / "p.tif", np.ones((rows // 5, cols // 5), np.uint8), 1)
    with rasterio.open(product, "r+") as dst:
        dst.transform, dst.crs = t * Affine.scale(5), crs
    expected = combined(values, values != nodata, 5, domain)
    np.testing.assert_array_equal(burnt(product, found[0], domain), expected)


@pytest.mark.parametrize(
    ("row", "dtype", "message"),
    [
        ({}, "float32", "flags are whole numbers"),
        ({}, "int64", "flags are whole numbers"),
        ({"scale": 2}, "uint8", "flags are whole numbers"),
        ({"resampler": "mode"}, "uint8", "combines bits, which mode does not"),
        ({"domain": "flags some"}, "uint8", "domain 'flags some' is unknown"),
    ],
)
def test_what_has_no_bits_is_refused(
    tmp_path: Path, row: dict[str, Any], dtype: str, message: str
) -> None:
    path = write(tmp_path / "q.tif", np.ones((8, 8), dtype), 10)
    exo = {"q": {"path": str(path), "domain": "flags any", **row}}
    with pytest.raises(ExogenousError, match=message):
        load(str(path), exo=exo)
