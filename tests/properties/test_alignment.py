# SPDX-License-Identifier: GPL-3.0-or-later
"""Grids that belong together stay together, wherever on Earth and however small."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rasters import make_raster, placed, ramp

from exogenous.core import Request, collocate, load, parse_exo

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

UTM = "EPSG:32630"


DEGREES = "EPSG:4326"


#: CRS, source pixel, target pixel: none is a binary fraction of the other's.
SIZES = [
    (UTM, 0.3, 0.1),
    (UTM, 0.1, 0.3),
    (UTM, 20.0, 10.0),
    (UTM, 10.0, 60.0),
    (UTM, 30.0, 10.0),
    (DEGREES, 1 / 1200, 1 / 3600),
    (DEGREES, 1 / 3600, 1 / 1200),
]


#: Source pixels from the source's edge to the target's.
MARGIN = 4


def by_hand(values: NDArray[Any], times: int, kernel: str) -> NDArray[Any]:
    """Reduce squares of so many pixels a side."""
    rows, cols = (count // times for count in values.shape)
    squares = values[: rows * times, : cols * times].reshape(rows, times, cols, times)
    reduce = {"min": np.min, "max": np.max, "sum": np.sum, "average": np.mean}[kernel]
    return np.asarray(reduce(squares, axis=(1, 3)))


def collocated(
    folder: Path, crs: str, src: float, dst: float, place: tuple[float, float], **e: Any
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return what is made of whole multiples or parts of pixels, and of what."""
    left, top = place
    values = np.random.default_rng(9).permutation(48 * 48).reshape(48, 48)
    path = make_raster(
        folder / "e.tif",
        values.astype("float32"),
        crs=crs,
        transform=placed(left=left, top=top, pixel=src),
    )
    inner = values[MARGIN:-MARGIN, MARGIN:-MARGIN]
    side = int(len(inner) * src / dst + 1e-9)
    product = make_raster(
        folder / "p.tif",
        ramp(side, side),
        crs=crs,
        transform=placed(left=left + MARGIN * src, top=top - MARGIN * src, pixel=dst),
    )
    data = load(str(product), exo={"e": {"path": str(path), **e}})
    return data["e"].to_numpy()[0], inner.astype("float64")


@pytest.mark.rule(3, against="blocks of pixels, by numpy")
@pytest.mark.parametrize(
    "kernel", ["min", "max", "med", "q1", "mode", "sum", "average"]
)
@pytest.mark.parametrize(("crs", "src", "dst"), SIZES)
@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(x=st.integers(200_000, 800_000), y=st.integers(50_000, 9_900_000))
@example(x=640_190, y=7_555_290)
@example(x=627_595, y=2_535_040)
def test_no_sliver_of_another_pixel_counts(
    tmp_path: Path, crs: str, src: float, dst: float, kernel: str, x: int, y: int
) -> None:
    """GDAL gives `mode` and others a third of such pixels from a neighbour."""
    place = (
        (float(x), float(y)) if crs == UTM else (x // 5000 + 0.0, y // 125_000 - 1.0)
    )
    found, inner = collocated(tmp_path, crs, src, dst, place, resampler=kernel)
    if dst < src:
        times = round(src / dst)
        expected = inner.repeat(times, axis=0).repeat(times, axis=1)
        expected = expected / times**2 if kernel == "sum" else expected
    elif kernel in {"med", "q1", "mode"}:
        return  # several answers are right
    else:
        expected = by_hand(inner, round(dst / src), kernel)
    np.testing.assert_allclose(found, expected, rtol=1e-6)


@pytest.mark.rule(3, against="the pixels that are touched, by numpy")
@pytest.mark.parametrize("kernel", ["min", "max"])
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(x=st.integers(200_000, 800_000), y=st.integers(50_000, 9_900_000))
@example(x=640_190, y=7_555_290)
def test_no_sliver_counts_at_a_common_corner(
    tmp_path: Path, kernel: str, x: int, y: int
) -> None:
    """Pixels of another size than any part of the source's begin where one does."""
    times = 2.3182
    place = (float(x), float(y))
    found, inner = collocated(tmp_path, UTM, 0.3, 0.3 * times, place, resampler=kernel)
    first = np.floor(np.arange(len(found)) * times + 1e-6).astype(int)
    end = np.ceil(np.arange(1, len(found) + 1) * times - 1e-6).astype(int)
    spans = [slice(*span) for span in zip(first, end, strict=True)]
    reduce = {"min": np.min, "max": np.max}[kernel]
    expected = [[reduce(inner[rows, cols]) for cols in spans] for rows in spans]
    np.testing.assert_array_equal(found, expected)


@pytest.mark.rule(3, against="one and the same source pixel of each square")
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(x=st.integers(200_000, 800_000), y=st.integers(50_000, 9_900_000))
@pytest.mark.parametrize("size", [0.1, 0.3, 10.0])
def test_nearest_takes_the_same_corner_of_every_pixel(
    tmp_path: Path, size: float, x: int, y: int
) -> None:
    """A centre lies where four source pixels meet: GDAL takes the lower right one."""
    place = (float(x), float(y))
    found, inner = collocated(tmp_path, UTM, size, 2 * size, place, resampler="nearest")
    np.testing.assert_array_equal(found, inner[1::2, 1::2])


@pytest.mark.rule(3, against="one and the same source pixel of each square")
@pytest.mark.parametrize("size", [0.1, 0.3, 10.0])
@pytest.mark.parametrize("top", [5_000_000.0, 5_123_456.7])
def test_nearest_does_so_of_a_source_that_is_the_other_way_up(
    tmp_path: Path, size: float, top: float
) -> None:
    values = np.random.default_rng(9).integers(1, 250, (1400, 1400), "uint8")
    place = {"left": 512_345.6, "top": top}
    upside = placed(**place, pixel=size, south_up=True, rows=1400)
    layer = make_raster(tmp_path / "s.tif", values, transform=upside)
    product = make_raster(
        tmp_path / "p.tif", ramp(700, 700), transform=placed(**place, pixel=2 * size)
    )
    rows = parse_exo({"a": {"path": str(layer), "resampler": "nearest"}})
    collocate(Request(product=str(product), layers=rows), str(tmp_path / "out"))
    with rasterio.open(tmp_path / "out" / "a.tif") as src:
        found = src.read(1)
    inner = values[::-1]
    assert any(
        np.array_equal(found, inner[row::2, col::2]) for row in (0, 1) for col in (0, 1)
    )


@pytest.mark.rule(3, against="the source's pixels, bit for bit")
@pytest.mark.parametrize("left", [500_000.0, 500_000.1, 123_456.789])
def test_cubic_spline_smooths_all_pixels_of_its_own_grid(
    tmp_path: Path, left: float
) -> None:
    """GDAL smooths those whose centres rounding keeps apart, and no other."""
    values = np.random.default_rng(4).normal(100, 20, (40, 50)).astype("float32")
    values[7, 8] = np.nan
    path = make_raster(
        tmp_path / "e.tif", values, transform=placed(left=left, pixel=10.1)
    )
    inside = placed(left=left + 5 * 10.1, top=5_000_000 - 4 * 10.1, pixel=10.1)
    product = make_raster(tmp_path / "p.tif", ramp(20, 30), transform=inside)
    exo = {"e": {"path": str(path), "resampler": "cubic_spline"}}
    found = load(str(product), exo=exo)["e"].to_numpy()[0]
    numbers = np.pad(np.nan_to_num(values), 1)
    valid = np.pad(np.isfinite(values), 1).astype(float)

    def smoothed(of: np.ndarray) -> np.ndarray:
        along = (of[:, :-2] + 4 * of[:, 1:-1] + of[:, 2:]) / 6
        return (along[:-2] + 4 * along[1:-1] + along[2:]) / 6

    expected = smoothed(numbers) / smoothed(valid)
    expected[np.isnan(values)] = np.nan
    np.testing.assert_allclose(found, expected[4:24, 5:35], rtol=1e-5)
