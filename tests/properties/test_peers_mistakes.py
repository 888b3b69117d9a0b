# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes silently wrong elsewhere, one test (or more) for each mistake.

The mistakes were measured in EOReader 0.24. docs/correctness.md says each in words
beside its number; 14 is met in test_cog.py, 15 in test_packing.py.
"""

from __future__ import annotations

import functools
import os
import threading
import tracemalloc
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.enums import Resampling
from rasters import CRS, LEFT, TOP, make_raster

from exogenous.core import (
    OutputOptions,
    Request,
    collocate,
    errors,
    load,
    parse_exo,
    stack,
)
from exogenous.core.compute import polygon_mask as masking
from exogenous.core.request.aoi_parsing import from_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray


class Said:
    """A progress that remembers, and stops when told to."""

    def __init__(self, stop_after: float = 2.0) -> None:
        self.fractions: list[float] = []
        self.warnings: list[str] = []
        self.infos: list[str] = []
        self._stop_after = stop_after

    def fraction(self, done: float) -> None:
        self.fractions.append(done)

    def step(self, names: Sequence[str], number: int, count: int) -> None:
        pass

    def info(self, message: str) -> None:
        self.infos.append(message)

    def warn(self, message: str) -> None:
        self.warnings.append(message)

    def is_cancelled(self) -> bool:
        return bool(self.fractions) and self.fractions[-1] >= self._stop_after


def ramp(rows: int = 40, cols: int = 40, dtype: str = "float32") -> NDArray[Any]:
    return np.arange(rows * cols).reshape(rows, cols).astype(dtype)


@pytest.fixture
def product(tmp_path: Path) -> str:
    return str(make_raster(tmp_path / "product.tif", ramp()))


def extent(left_px: int, top_px: int, cols: int, rows: int) -> str:
    xmin, ymax = LEFT + 10 * left_px, TOP - 10 * top_px
    return f"{xmin},{xmin + 10 * cols},{ymax - 10 * rows},{ymax} [{CRS}]"


def stacked(out: Path, product: str, exo: object, **request: Any) -> NDArray[Any]:
    stack(Request(product=product, layers=parse_exo(exo), **request), str(out))
    with rasterio.open(out) as dataset:
        values: NDArray[Any] = dataset.read()
    return values


# --- results of earlier runs -------------------------------------------------


@pytest.mark.mistake(1)
@pytest.mark.rule(2, against="the pixels of the product")
def test_a_second_area_gets_its_own_data(product: str, tmp_path: Path) -> None:
    out, exo = tmp_path / "out.tif", {"own": product}
    first = from_text(extent(0, 0, 10, 10))
    second = from_text(extent(20, 15, 10, 10))
    stacked(out, product, exo, aoi=first)
    again = stacked(out, product, exo, aoi=second)
    assert np.array_equal(again[0], ramp()[15:25, 20:30])


@pytest.mark.mistake(2)
@pytest.mark.rule(2, against="the pixels of the product")
def test_the_whole_after_a_window_is_whole(product: str, tmp_path: Path) -> None:
    out, exo = tmp_path / "out.tif", {"own": product}
    stacked(out, product, exo, aoi=from_text(extent(3, 3, 5, 5)))
    assert np.array_equal(stacked(out, product, exo)[0], ramp())
    window = load(product, exo=exo, window=extent(3, 3, 5, 5))
    whole = load(product, exo=exo)
    assert window["own"].shape == (1, 5, 5)
    assert not np.isnan(whole["own"].to_numpy()).any()


@pytest.mark.mistake(3)
@pytest.mark.rule(7, against="the pixels of each file")
def test_files_of_one_name_are_two_files(product: str, tmp_path: Path) -> None:
    for folder, shift in (("a", 0), ("b", 100_000)):
        (tmp_path / folder).mkdir()
        make_raster(tmp_path / folder / "layer.tif", ramp() + shift)
    exo = {name: str(tmp_path / name / "layer.tif") for name in "ab"}
    a, b = stacked(tmp_path / "out.tif", product, exo)
    assert (a.max(), b.max()) == (1599, 101_599)


@pytest.mark.mistake(4)
def test_resampler_and_pixel_size_of_each_run_count(
    product: str, tmp_path: Path
) -> None:
    classes = (ramp(dtype="uint8") % 5 + 1).astype("uint8")
    path = str(make_raster(tmp_path / "classes.tif", classes))
    out = tmp_path / "out.tif"
    stacked(out, product, {"c": {"path": path, "resampler": "bilinear"}})
    mode = stacked(
        out, product, {"c": {"path": path, "resampler": "mode"}}, pixel_size=100.0
    )
    assert set(np.unique(mode)) <= {1, 2, 3, 4, 5}
    most = stacked(
        out, product, {"c": {"path": path, "resampler": "max"}}, pixel_size=20.0
    )
    expected = classes.reshape(20, 2, 20, 2).max(axis=(1, 3))
    assert np.array_equal(most[0], expected)


@pytest.mark.mistake(16)
def test_an_existing_stack_is_made_anew(product: str, tmp_path: Path) -> None:
    out = tmp_path / "out.tif"
    stacked(out, product, {"one": product, "two": product})
    (tmp_path / "out.tif.aux.xml").write_text("<PAMDataset/>")
    again = stacked(out, product, {"three": product}, pixel_size=20.0)
    assert again.shape == (1, 20, 20)
    with rasterio.open(out) as dataset:
        assert dataset.descriptions == ("three",)
    assert not (tmp_path / "out.tif.aux.xml").exists()


# --- grids and kernels -------------------------------------------------------


@pytest.mark.mistake(5)
@pytest.mark.rule(1, against="arithmetic")
def test_a_pixel_size_is_never_bent(tmp_path: Path) -> None:
    product = str(make_raster(tmp_path / "p.tif", ramp(400, 400)))
    out = tmp_path / "out.tif"
    stacked(out, product, {"e": product}, pixel_size=30.0)
    with rasterio.open(out) as dataset:
        assert dataset.transform == Affine(30, 0, LEFT, 0, -30, TOP)
        assert dataset.shape == (134, 134)


@pytest.mark.mistake(5)
@pytest.mark.rule(3, against="the mean of 4 x 4 pixels, by numpy")
def test_a_layer_is_resampled_once_with_its_own_kernel(
    product: str, tmp_path: Path
) -> None:
    fine = np.random.default_rng(3).random((80, 80)).astype("float32")
    transform = Affine(5, 0, LEFT, 0, -5, TOP)
    path = str(make_raster(tmp_path / "fine.tif", fine, transform=transform))
    exo = {"e": {"path": path, "resampler": "average"}}
    values = stacked(tmp_path / "out.tif", product, exo, pixel_size=20.0)[0]
    expected = fine.reshape(20, 4, 20, 4).mean(axis=(1, 3))
    assert np.allclose(values, expected, atol=1e-6)


@pytest.mark.mistake(6)
@pytest.mark.rule(3, 6, against="linear interpolation by hand")
def test_integers_interpolate_to_fractions(product: str, tmp_path: Path) -> None:
    steps = np.tile(np.arange(1, 11, dtype="uint8"), (10, 1))
    transform = Affine(40, 0, LEFT, 0, -40, TOP)
    path = str(make_raster(tmp_path / "steps.tif", steps, transform=transform))
    values = stacked(tmp_path / "out.tif", product, {"e": path})[0]
    # Pixel k of 10 m has its centre at (k + 0.5) / 4 source pixels.
    expected = np.clip((np.arange(40) + 0.5) / 4 + 0.5, 1, 10)
    assert np.allclose(values[20], expected, atol=1e-6)


@pytest.mark.mistake(7)
@pytest.mark.rule(6, against="the source's values")
def test_large_whole_numbers_survive(product: str, tmp_path: Path) -> None:
    ids = np.full((40, 40), 16_777_217, dtype="int32")
    path = str(make_raster(tmp_path / "ids.tif", ids))
    exo = {"ids": {"path": path, "resampler": "nearest"}}
    assert (stacked(tmp_path / "out.tif", product, exo) == 16_777_217).all()
    result = collocate(
        Request(product=product, layers=parse_exo(exo)), str(tmp_path / "out")
    )
    with rasterio.open(result.paths[0]) as dataset:
        assert dataset.dtypes == ("int32",)
        assert (dataset.read() == 16_777_217).all()


@pytest.mark.mistake(8)
@pytest.mark.rule(5, against="a constant field")
@pytest.mark.parametrize("resampler", ["bilinear", "cubic", "lanczos", "average"])
def test_nodata_that_the_file_does_not_declare_can_be_named(
    product: str, tmp_path: Path, resampler: str
) -> None:
    values = np.full((30, 30), 10, dtype="float32")
    values[10:14, 10:14] = -9999
    transform = Affine(13, 0, LEFT, 0, -13, TOP)
    path = str(make_raster(tmp_path / "e.tif", values, transform=transform))
    exo = {"e": {"path": path, "resampler": resampler, "nodata": -9999}}
    result = stacked(tmp_path / "out.tif", product, exo)[0]
    assert np.isnan(result).any()
    assert np.allclose(result[~np.isnan(result)], 10, atol=1e-5)


@pytest.mark.mistake(9)
@pytest.mark.rule(6, against="arithmetic")
def test_scale_and_offset_are_applied(product: str, tmp_path: Path) -> None:
    raw = np.full((40, 40), 100, dtype="int16")
    path = make_raster(tmp_path / "e.tif", raw, scales=[0.01], offsets=[5])
    exo = {"e": str(path), "raw": {"path": str(path), "scale": 1, "offset": 0}}
    real, unscaled = stacked(tmp_path / "out.tif", product, exo)
    assert (np.unique(real), np.unique(unscaled)) == (6, 100)


# --- what is missing ---------------------------------------------------------


@pytest.mark.mistake(10)
@pytest.mark.rule(8, against="the request")
def test_a_layer_without_crs_is_an_error(product: str, tmp_path: Path) -> None:
    path = str(make_raster(tmp_path / "e.tif", crs=None))
    with pytest.raises(errors.MissingCrs, match=r"layer 'e'.*EPSG:32632"):
        load(product, exo={"e": path})
    given = load(product, exo={"e": {"path": path, "crs": CRS}})
    assert np.isfinite(given["e"].to_numpy()).any()


@pytest.mark.mistake(10)
@pytest.mark.rule(8, against="the request")
def test_a_layer_elsewhere_is_a_warning(product: str, tmp_path: Path) -> None:
    away = Affine(10, 0, LEFT + 1e5, 0, -10, TOP)
    path = str(make_raster(tmp_path / "e.tif", transform=away))
    request = Request(product=product, layers=parse_exo({"far": path}))
    said = Said()
    stack(request, str(tmp_path / "out.tif"), None, said)
    assert any("layer 'far' does not overlap" in line for line in said.warnings)
    with pytest.raises(errors.NoOverlap, match="layer 'far'"):
        load(product, exo={"far": path}, strict=True)


@pytest.mark.mistake(11)
@pytest.mark.rule(8, against="the request")
def test_a_missing_band_is_nodata_and_a_warning(product: str, tmp_path: Path) -> None:
    exo = {"e": {"path": product, "band": 7}}
    said = Said()
    request = Request(product=product, layers=parse_exo(exo))
    stack(request, str(tmp_path / "out.tif"), None, said)
    with rasterio.open(tmp_path / "out.tif") as dataset:
        assert np.isnan(dataset.read()).all()
    assert any("no band 7" in line for line in said.warnings)
    with pytest.raises(errors.BandNotFound, match="layer 'e'"):
        load(product, exo=exo, strict=True)


@pytest.mark.mistake(11)
def test_band_0_is_an_error(product: str) -> None:
    with pytest.raises(errors.InvalidLayer, match=r"layer 'e'.*count from 1"):
        parse_exo({"e": {"path": product, "band": 0}})


@pytest.mark.mistake(12)
@pytest.mark.rule(7, against="the request")
@pytest.mark.parametrize(
    "name", ["my layer", "Sentinel-1_2025/11_mosaic", "température", "a'b\"c", "1"]
)
def test_names_are_any_text(product: str, tmp_path: Path, name: str) -> None:
    stacked(tmp_path / "out.tif", product, {name: product}, bands=("1",))
    with rasterio.open(tmp_path / "out.tif") as dataset:
        assert dataset.descriptions[1] == name
    assert name in load(product, exo={name: product}).data_vars
    request = Request(product=product, layers=parse_exo({name: product}))
    result = collocate(request, str(tmp_path / "folder"))
    assert result.band_names == (name,)


@pytest.mark.mistake(13)
def test_the_type_can_be_chosen(product: str, tmp_path: Path) -> None:
    request = Request(product=product, layers=parse_exo({"e": product}))
    stack(request, str(tmp_path / "out.tif"), OutputOptions(dtype="float64"))
    with rasterio.open(tmp_path / "out.tif") as dataset:
        assert dataset.dtypes == ("float64",)


@pytest.mark.mistake(17)
def test_resamplers_by_any_of_their_names(product: str) -> None:
    for word in ("NEAREST", "Resampling.nearest", Resampling.nearest, 0, "0"):
        (layer,) = parse_exo({"e": {"path": product, "resampler": word}})
        assert layer.resampler is Resampling.nearest


@pytest.mark.mistake(17)
@pytest.mark.parametrize("word", ["smoothest", 99, True])
def test_an_unknown_kernel_is_named(product: str, word: object) -> None:
    with pytest.raises(
        errors.UnknownResampler, match=r"layer 'e'.*Use one of auto, near"
    ):
        parse_exo({"e": {"path": product, "resampler": word}})


@pytest.mark.mistake(17)
def test_gauss_works_on_whole_multiples_and_is_named_elsewhere(
    product: str,
) -> None:
    exo = {"e": {"path": product, "resampler": "gauss"}}
    assert load(product, exo=exo, pixel_size=20)["e"].shape == (1, 20, 20)
    with pytest.raises(errors.GaussElsewhere, match=r"layer 'e'.*whole multiples"):
        load(product, exo=exo, pixel_size=13)


@pytest.mark.mistake(17)
def test_a_row_without_a_path_is_named() -> None:
    with pytest.raises(errors.InvalidLayer, match=r"layer 'e'.*path"):
        parse_exo({"e": {"band": 1}})


@pytest.mark.mistake(18)
@pytest.mark.rule(8, against="the request")
def test_an_area_off_the_product_is_named(product: str) -> None:
    with pytest.raises(errors.AoiOutside, match="outside the product"):
        load(product, exo={"e": product}, window=extent(500, 500, 10, 10))


@pytest.mark.mistake(19)
def test_a_product_may_be_in_degrees(tmp_path: Path) -> None:
    degrees = Affine(0.001, 0, 7, 0, -0.001, 45)
    path = str(
        make_raster(tmp_path / "p.tif", ramp(), crs="EPSG:4326", transform=degrees)
    )
    values = stacked(tmp_path / "out.tif", path, {"e": path}, pixel_size=0.002)
    assert values.shape == (1, 20, 20)


# --- what happens around it --------------------------------------------------


@pytest.mark.mistake(20)
def test_nothing_of_the_process_is_touched(product: str, tmp_path: Path) -> None:
    calls = []

    @functools.lru_cache
    def cached(value: int) -> int:
        calls.append(value)
        return value

    cached(1)
    before = _process()
    stacked(tmp_path / "out.tif", product, {"e": product})
    load(product, exo={"e": product}).compute(scheduler="synchronous")
    cached(1)
    assert calls == [1]
    assert before == (
        dict(os.environ),
        list(warnings.filters),
        threading.active_count(),
    )


def _process() -> tuple[object, ...]:
    return dict(os.environ), list(warnings.filters), threading.active_count()


@pytest.mark.mistake(21)
def test_pixels_are_computed_once_even_for_integers(
    product: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []
    original = masking.read_block

    def counted(layer: Any, *args: Any) -> Any:
        seen.append(layer.name)
        return original(layer, *args)

    monkeypatch.setattr(masking, "read_block", counted)
    request = Request(product=product, layers=parse_exo({"a": product, "b": product}))
    stack(request, str(tmp_path / "out.tif"), OutputOptions(dtype="int16"))
    assert sorted(seen) == ["a", "b"]


@pytest.mark.mistake(21)
def test_memory_does_not_grow_with_the_grid(tmp_path: Path) -> None:
    peaks = []
    for size in (4096, 7168):
        path = str(make_raster(tmp_path / f"{size}.tif", ramp(size, size)))
        exo = {"e": {"path": path, "resampler": "nearest"}}
        request = Request(product=path, layers=parse_exo(exo))
        tracemalloc.start()
        stack(request, str(tmp_path / "out.tif"), OutputOptions(threads=2))
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.2


@pytest.mark.mistake(22)
def test_a_run_tells_how_far_it_is(product: str, tmp_path: Path) -> None:
    said = Said()
    request = Request(product=product, layers=parse_exo({"e": product}))
    stack(request, str(tmp_path / "out.tif"), None, said)
    assert said.fractions == sorted(said.fractions)
    assert said.fractions[-1] == 1
    assert any("e: copied" in line for line in said.infos)


@pytest.mark.mistake(22)
@pytest.mark.rule(12, against="the folder before the run")
def test_a_cancelled_run_leaves_what_was_there(tmp_path: Path) -> None:
    path = str(make_raster(tmp_path / "p.tif", ramp(3000, 3000)))
    out = tmp_path / "out.tif"
    out.write_bytes(b"before")
    request = Request(product=path, layers=parse_exo({"e": path}))
    with pytest.raises(errors.Cancelled):
        stack(request, str(out), OutputOptions(threads=1), Said(stop_after=0.1))
    assert out.read_bytes() == b"before"
    assert {p.name for p in tmp_path.iterdir()} == {"p.tif", "out.tif"}


@pytest.mark.mistake(22)
def test_a_layer_named_like_a_band_is_refused(product: str) -> None:
    with pytest.raises(errors.DuplicateName):
        load(product, ["1"], exo={load(product, ["1"]).attrs["long_name"]: product})
