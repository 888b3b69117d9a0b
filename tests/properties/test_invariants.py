# SPDX-License-Identifier: GPL-3.0-or-later
"""What must not change a pixel: windows, blocks, threads, neighbours, repetition."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from rasterio.crs import CRS
from rasterio.warp import transform
from rasters import LEFT, TOP, make_raster, placed, read_back

from exogenous.core import OutputOptions, Request, collocate, load, parse_exo, stack
from exogenous.core.output import chunks as pieces
from exogenous.core.output import xarray_dataset as dataset
from exogenous.core.request import aoi_parsing as areas
from exogenous.core.resampling import kernels as resampling

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from numpy.typing import NDArray

KERNELS = resampling.names()
OWN_GRID = sorted(
    one.resampler.name for one in resampling.KERNELS.values() if one.keeps_own_grid
)
SOURCES = ("same", "LAEA", "degrees")
ROWS, COLS = 90, 110

Few = functools.partial(
    settings,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def noisy(rows: int, cols: int) -> tuple[NDArray[np.int16], NDArray[np.bool_]]:
    """Return numbers that differ from pixel to pixel, and which are none."""
    rng = np.random.default_rng(rows * cols)
    values = rng.integers(-900, 900, (rows, cols)).astype("int16")
    invalid = rng.random((rows, cols)) < 0.03
    invalid[10:14, 20:27] = True
    return values, invalid


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A product of 10 m, and a layer in each of the CRS."""
    place = tmp_path_factory.mktemp("invariants")
    make_raster(place / "product.tif", np.ones((ROWS, COLS), "uint8"))
    (x,), (y,) = transform("EPSG:32630", "EPSG:3035", [LEFT], [TOP])
    (lon,), (lat,) = transform("EPSG:32630", "EPSG:4326", [LEFT], [TOP])
    georeferences: dict[str, dict[str, Any]] = {
        "same": {"transform": placed(left=LEFT - 53.1, top=TOP + 47.7, pixel=13.7)},
        "LAEA": {
            "crs": "EPSG:3035",
            "transform": placed(left=x - 400, top=y + 500, pixel=(16, 21)),
        },
        "degrees": {
            "crs": "EPSG:4326",
            "transform": placed(left=lon - 4e-4, top=lat + 4e-4, pixel=1.6e-4),
        },
    }
    for name, georeference in georeferences.items():
        values, invalid = noisy(120, 130)
        make_raster(
            place / f"{name}.tif",
            values,
            nodata_kind="declared",
            nodata=-32768,
            invalid=invalid,
            **georeference,
        )
    return place


@pytest.fixture(scope="module")
def pixels(folder: Path) -> Iterator[Callable[..., NDArray[Any]]]:
    """Loads one layer; what is whole is kept, because windows share it."""

    @functools.cache
    def loaded(
        name: str, kernel: str, size: float | None, window: tuple[float, ...] | None
    ) -> NDArray[Any]:
        exo = {"layer": {"path": str(folder / f"{name}.tif"), "resampler": kernel}}
        product = str(folder / "product.tif")
        data = load(product, exo=exo, pixel_size=size, window=window)
        values: NDArray[Any] = data["layer"].to_numpy()[0]
        return values

    yield loaded
    loaded.cache_clear()


def same_bits(one: NDArray[Any], other: NDArray[Any]) -> bool:
    """Tell whether two arrays have one type and the same values, NaN for NaN."""
    return (
        one.dtype == other.dtype
        and np.array_equal(one, other, equal_nan=one.dtype.kind == "f")
        and np.array_equal(np.signbit(one), np.signbit(other))
    )


@st.composite
def windows(draw: st.DrawFn) -> tuple[float, tuple[int, int, int, int]]:
    """Draw a pixel size, and first and last row and column of some of its pixels."""
    size = draw(st.sampled_from([10.0, 7.3, 26.0]))
    rows, cols = int(-(-ROWS * 10 // size)), int(-(-COLS * 10 // size))
    top, left = draw(st.integers(0, rows - 1)), draw(st.integers(0, cols - 1))
    bottom, right = draw(st.integers(top, rows - 1)), draw(st.integers(left, cols - 1))
    return size, (top, bottom, left, right)


@pytest.mark.rule(2, against="the same window of the whole, bit for bit")
@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("kernel", KERNELS)
@Few(max_examples=3)
@given(drawn=windows())
def test_a_window_is_a_crop(
    pixels: Callable[..., NDArray[Any]],
    kernel: str,
    name: str,
    drawn: tuple[float, tuple[int, int, int, int]],
) -> None:
    size, (top, bottom, left, right) = drawn
    window = (
        LEFT + (left + 0.3) * size,
        TOP - (bottom + 0.8) * size,
        LEFT + (right + 0.6) * size,
        TOP - (top + 0.1) * size,
    )
    whole = pixels(name, kernel, size, None)
    part = pixels(name, kernel, size, window)
    assert np.isfinite(whole).any()
    assert same_bits(part, whole[top : bottom + 1, left : right + 1])


@pytest.mark.rule(1, 2, against="the product's grid, by arithmetic")
@Few(max_examples=10)
@given(drawn=windows(), shrink=st.floats(0.02, 0.45))
def test_a_window_has_whole_pixels_of_the_grid(
    folder: Path, drawn: tuple[float, tuple[int, int, int, int]], shrink: float
) -> None:
    size, (top, bottom, left, right) = drawn
    window = (
        LEFT + (left + shrink) * size,
        TOP - (bottom + 1 - shrink) * size,
        LEFT + (right + 1 - shrink) * size,
        TOP - (top + shrink) * size,
    )
    product = str(folder / "product.tif")
    data = load(product, exo={"e": product}, pixel_size=size, window=window)
    np.testing.assert_allclose(
        data["x"], LEFT + (np.arange(left, right + 1) + 0.5) * size, rtol=1e-14
    )
    np.testing.assert_allclose(
        data["y"], TOP - (np.arange(top, bottom + 1) + 0.5) * size, rtol=1e-14
    )


def exo_of(folder: Path, kernel: str) -> dict[str, dict[str, str]]:
    return {
        name: {"path": str(folder / f"{name}.tif"), "resampler": kernel}
        for name in SOURCES
    }


def stacked(
    folder: Path, out: Path, exo: object, *, threads: int = 1, **request: Any
) -> dict[str, NDArray[Any]]:
    """Write a stack, and read its bands by their names."""
    asked = Request(
        product=str(folder / "product.tif"), layers=parse_exo(exo), **request
    )
    stack(asked, str(out), OutputOptions(threads=threads))
    written = read_back(out)
    return dict(zip(map(str, written.descriptions), written.values, strict=True))


@pytest.mark.rule(13, against="one thread, one block, the order of the request")
@pytest.mark.parametrize("kernel", KERNELS)
@Few(max_examples=2)
@given(
    block=st.integers(50, 130),
    chunk=st.integers(50, 130),
    threads=st.integers(1, 4),
    order=st.permutations(SOURCES),
)
def test_blocks_threads_and_order_change_nothing(
    folder: Path,
    tmp_path: Path,
    kernel: str,
    block: int,
    chunk: int,
    threads: int,
    order: list[str],
) -> None:
    exo = exo_of(folder, kernel)
    expected = stacked(folder, tmp_path / "expected.tif", exo, pixel_size=7.3)
    shuffled = {name: exo[name] for name in order}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "BLOCK_PX", block)
        patch.setattr(dataset, "CHUNK_PX", chunk)
        found = stacked(
            folder, tmp_path / "found.tif", shuffled, threads=threads, pixel_size=7.3
        )
        lazy = load(str(folder / "product.tif"), exo=shuffled, pixel_size=7.3)
    assert list(found) == list(lazy) == order
    for name in order:
        assert same_bits(found[name], expected[name])
        assert same_bits(lazy[name].to_numpy()[0], expected[name])


@pytest.mark.rule(2, 13, against="the whole in one block, bit for bit")
@pytest.mark.parametrize("kernel", ["nearest", "bilinear", "cubic_spline", "mode"])
@pytest.mark.parametrize("name", SOURCES)
def test_where_squares_of_the_warp_meet_nothing_shows(
    folder: Path, tmp_path: Path, name: str, kernel: str
) -> None:
    """The target is larger than one of the squares that are warped at a time."""
    exo = {name: exo_of(folder, kernel)[name]}
    whole = stacked(folder, tmp_path / "whole.tif", exo, pixel_size=1.7)[name]
    area = areas.from_text(f"{LEFT + 3},{LEFT + 1007},{TOP - 893},{TOP - 5}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pieces, "BLOCK_PX", 300)
        part = stacked(
            folder, tmp_path / "part.tif", exo, threads=2, pixel_size=1.7, aoi=area
        )[name]
    assert min(whole.shape) > 512
    row, col = int(5 / 1.7), int(3 / 1.7)
    expected = whole[row : row + part.shape[0], col : col + part.shape[1]]
    assert same_bits(part, expected)


@pytest.mark.rule(13, against="the layer alone, and its collocated file")
@pytest.mark.parametrize("kernel", KERNELS)
def test_a_layer_alone_is_the_layer_in_a_stack(
    folder: Path, tmp_path: Path, kernel: str
) -> None:
    exo = exo_of(folder, kernel)
    product = str(folder / "product.tif")
    together = stacked(folder, tmp_path / "all.tif", exo, pixel_size=26.0, bands=("1",))
    request = Request(product=product, layers=parse_exo(exo), pixel_size=26.0)
    files = collocate(request, str(tmp_path / "files")).paths
    for name, path in zip(exo, files, strict=True):
        row = {name: exo[name]}
        alone = stacked(folder, tmp_path / "one.tif", row, pixel_size=26.0)[name]
        assert same_bits(alone, together[name])
        own = read_back(path)
        missing = own.band == own.nodata
        if np.isnan(own.nodata):
            missing = np.isnan(own.band)
        values = np.where(missing, np.nan, own.band.astype("float32"))
        assert np.array_equal(values, together[name], equal_nan=True)


@pytest.mark.rule(3, 6, against="the layer collocated once, bit for bit")
@pytest.mark.parametrize("name", SOURCES)
@pytest.mark.parametrize("kernel", sorted({*OWN_GRID} & {*KERNELS}))
def test_twice_is_once(folder: Path, tmp_path: Path, kernel: str, name: str) -> None:
    product = str(folder / "product.tif")
    once = twice = str(folder / f"{name}.tif")
    for turn in ("once", "twice"):
        row = {"layer": {"path": twice, "resampler": kernel}}
        request = Request(product=product, layers=parse_exo(row))
        once, twice = twice, collocate(request, str(tmp_path / turn)).paths[0]
    first, second = read_back(once), read_back(twice)
    assert same_bits(first.band, second.band)
    assert first.dtype == second.dtype
    assert np.array_equal(first.nodata, second.nodata, equal_nan=True)
    assert first.profile["transform"] == second.profile["transform"]
    assert first.profile["crs"] == second.profile["crs"]


def any_values(dtype: str) -> st.SearchStrategy[NDArray[Any]]:
    """Draw images whose numbers are any that the type has."""
    kind = np.dtype(dtype)
    if kind.kind == "f":
        numbers = st.floats(width=8 * kind.itemsize, allow_nan=True)
    else:
        limits = np.iinfo(kind)
        numbers = st.integers(int(limits.min), int(limits.max))
    return hnp.arrays(kind, (7, 9), elements=numbers)


@pytest.mark.rule(3, 6, against="the source's pixels, bit for bit")
@pytest.mark.parametrize("kernel", OWN_GRID)
@pytest.mark.parametrize(
    "dtype",
    ["uint8", "int8", "uint16", "int16", "uint32", "int32", "float32", "float64"],
)
@Few(max_examples=3)
@given(data=st.data())
def test_on_its_own_grid_a_layer_is_unchanged(
    tmp_path: Path, kernel: str, dtype: str, data: st.DataObject
) -> None:
    values = data.draw(any_values(dtype))
    path = str(make_raster(tmp_path / "own.tif", values))
    found = load(path, exo={"e": {"path": path, "resampler": kernel}})["e"]
    wide = "float32" if np.can_cast(dtype, "float32") else "float64"
    kept = read_back(path).band  # GDAL keeps no -0.0 where there is nothing else
    assert same_bits(found.to_numpy()[0], kept.astype(wide))


@pytest.mark.rule(6, against="the source's pixels, bit for bit")
@pytest.mark.parametrize("kernel", OWN_GRID)
@pytest.mark.parametrize("dtype", ["uint8", "int16", "int32", "float32", "float64"])
def test_on_its_own_grid_a_collocated_file_is_unchanged(
    tmp_path: Path, kernel: str, dtype: str
) -> None:
    values, invalid = noisy(40, 50)
    path = make_raster(
        tmp_path / "own.tif",
        (values % 199).astype(dtype),
        nodata_kind="declared",
        nodata=200,
        invalid=invalid,
    )
    row = {"e": {"path": str(path), "resampler": kernel}}
    request = Request(product=str(path), layers=parse_exo(row))
    written = read_back(collocate(request, str(tmp_path / "out")).paths[0])
    assert written.nodata == 200
    assert same_bits(written.band, read_back(path).band)


@pytest.mark.rule(3, against="the root of the square")
def test_rms_has_no_sign_on_its_own_grid(tmp_path: Path) -> None:
    """GDAL gives single pixels back with their sign."""
    # The B-spline smooths there as well.
    assert {*KERNELS} - {*OWN_GRID} == {"rms", "cubic_spline"}
    values = noisy(30, 40)[0].astype("float32")
    assert (values < 0).any()
    path = str(make_raster(tmp_path / "own.tif", values))
    found = load(path, exo={"e": {"path": path, "resampler": "rms"}})["e"]
    np.testing.assert_allclose(found[0], np.abs(values), rtol=1e-5)


@pytest.mark.rule(1, 13, against="the first run")
@Few(max_examples=8)
@given(size=st.floats(3.0, 900.0))
def test_any_pixel_size_is_kept_to_the_last_bit(folder: Path, size: float) -> None:
    product = str(folder / "product.tif")
    runs = [load(product, exo={"e": product}, pixel_size=size) for _ in range(2)]
    transforms = {run["spatial_ref"].attrs["GeoTransform"] for run in runs}
    assert transforms == {f"{LEFT} {size} 0.0 {TOP} 0.0 {-size}"}
    rows, cols = runs[0]["e"].shape[1:]
    assert (rows - 1) * size < ROWS * 10 <= rows * size * (1 + 1e-6)
    assert (cols - 1) * size < COLS * 10 <= cols * size * (1 + 1e-6)
    assert CRS.from_wkt(runs[0]["spatial_ref"].attrs["crs_wkt"]).to_epsg() == 32630
