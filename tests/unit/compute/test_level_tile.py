# SPDX-License-Identifier: GPL-3.0-or-later
"""Coarser levels of JPEG2000 files, against closed forms and the pixels themselves."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio.shutil
from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasters import make_raster

from exogenous.core.compute import block as warp
from exogenous.core.environment import raster_environment
from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.planning.method_choice import plan_layer
from exogenous.core.planning.plan import LayerPlan, Scaled
from exogenous.core.planning.summary import layer_summary
from exogenous.core.planning.target import Target
from exogenous.core.resampling import jp2_overview as levels
from exogenous.core.sources.contents import Coverage
from exogenous.core.sources.masks import RasterMask
from exogenous.core.sources.source import Decoding, Source, open_source

if TYPE_CHECKING:
    from numpy.typing import NDArray

UTM = CRS.from_epsg(32632)
SIDE = 1280

AVERAGING = ("average", "bilinear", "cubic", "lanczos")


def grid(pixel_m: float) -> Grid:
    side = int(SIDE * 10 / pixel_m)
    return Grid(
        crs=UTM,
        transform=Affine(pixel_m, 0, 500_000, 0, -pixel_m, 5_300_000),
        rows=side,
        cols=side,
    )


def make_jp2(path: Path, values: NDArray[Any], **creation: str) -> str:
    """Write a lossless JPEG2000 in tiles of 256, with four coarser levels."""
    plain = make_raster(
        path.with_suffix(".tif"),
        values,
        crs=UTM.to_wkt(),
        transform=grid(10).transform,
    )
    options = {"QUALITY": "100", "REVERSIBLE": "YES", "RESOLUTIONS": "5"} | creation
    rasterio.shutil.copy(
        plain, path, driver="JP2OpenJPEG", BLOCKXSIZE=256, BLOCKYSIZE=256, **options
    )
    return str(path)


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Hills of many sizes, down to those of a few pixels, and noise."""
    rng, y, x = np.random.default_rng(2), *np.mgrid[:SIDE, :SIDE]
    hills = sum(
        np.sin(x / size + phase) * np.cos(y / size - phase) * size**0.5
        for size, phase in zip((3, 7, 15, 40, 90), rng.random(5) * 6, strict=True)
    )
    values = 2_000 + 40 * hills + rng.normal(0, 20, (SIDE, SIDE))
    path = tmp_path_factory.mktemp("levels") / "ground.jp2"
    return make_jp2(path, values.astype(np.uint16))


def planned(source: Source, kernel: str, pixel_m: float) -> LayerPlan:
    dst = grid(pixel_m)
    target = Target(grid=dst, window=dst.whole)
    return plan_layer("s", source, Resampling[kernel], target, {})


def computed(source: Source, kernel: str, pixel_m: float) -> NDArray[Any]:
    layer = planned(source, kernel, pixel_m)
    with raster_environment(), DatasetPool() as pool:
        return warp.read_block(layer, layer.dst_grid.whole, pool)


def shrink(source: Source, kernel: str, pixel_m: float) -> int:
    method = planned(source, kernel, pixel_m).method
    assert isinstance(method, Scaled)
    return method.shrink


@pytest.mark.parametrize(
    ("pixel_m", "expected"),
    [(20, 1), (38, 1), (40, 2), (60, 2), (79, 2), (80, 4), (100, 4), (160, 8)],
)
def test_a_level_has_two_samples_a_pixel_at_least(
    ground: str, pixel_m: float, expected: int
) -> None:
    assert shrink(open_source(ground, 1, label="s"), "average", pixel_m) == expected


def test_levels_halve_whatever_the_width(tmp_path: Path) -> None:
    # Widths are 261, 131, 66, 33 and 17: quotients say 2, 4, 8 and 15.
    path = make_jp2(tmp_path / "narrow.jp2", np.zeros((1100, 261), np.uint16))
    assert open_source(path, 1, label="s").levels == (2, 4, 8, 16)


@pytest.mark.parametrize("kernel", ["nearest", "mode", "min", "max", "med", "sum"])
def test_pixels_are_picked_from_pixels(ground: str, kernel: str) -> None:
    layer = planned(open_source(ground, 1, label="s"), kernel, 100)
    assert getattr(layer.method, "shrink", 1) == 1
    assert "overview" not in layer.tags


@pytest.mark.rule(4, against="a plane's closed form")
@pytest.mark.parametrize("kernel", AVERAGING)
@pytest.mark.parametrize("pixel_m", [40, 80, 100, 160])
def test_a_level_is_not_shifted(tmp_path: Path, kernel: str, pixel_m: float) -> None:
    y, x = np.mgrid[:SIDE, :SIDE]
    path = make_jp2(tmp_path / "plane.jp2", (4 * x + 8 * y).astype(np.uint16))
    source = open_source(path, 1, label="s")
    coarser = shrink(source, kernel, pixel_m)
    assert coarser > 1
    centre = (np.arange(grid(pixel_m).cols) + 0.5) * pixel_m / 10 - 0.5
    expected = 4 * centre + 8 * centre[:, np.newaxis]
    found = computed(source, kernel, pixel_m)
    inside = (slice(4, -4), slice(4, -4))  # kernels are cut at the edges
    # Levels bend a little where tiles end. A sample taken for the mean of its pixels
    # would be aside by 6 (coarser - 1).
    assert np.abs(found - expected)[inside].max() < 1.5 * coarser
    assert np.median(np.abs(found - expected)[inside]) < 0.05


@pytest.mark.rule(4, against="the same kernel on the pixels")
@pytest.mark.parametrize("kernel", AVERAGING)
@pytest.mark.parametrize("pixel_m", [40, 60, 100, 150])
def test_a_level_differs_from_pixels_by_a_hundredth(
    ground: str, kernel: str, pixel_m: float
) -> None:
    source = open_source(ground, 1, label="s")
    exact = computed(replace(source, levels=()), kernel, pixel_m)
    difference = computed(source, kernel, pixel_m) - exact
    # Kernels with negative weights need pixels at the edges: few tiles here have none.
    assert difference.any() or (kernel in {"cubic", "lanczos"} and pixel_m > 60)
    assert np.sqrt(np.mean(difference**2)) < 0.01 * exact.std()


@pytest.mark.rule(4, against="GDAL's own use of the level")
def test_gdals_use_of_a_level_is_off_by_much_more(ground: str) -> None:
    source = open_source(ground, 1, label="s")
    exact = computed(replace(source, levels=()), "average", 100)
    dst, crop = grid(100), (slice(4, -4), slice(4, -4))
    with rasterio.open(ground, overview_level=1) as level:
        theirs, _ = rasterio.warp.reproject(
            level.read(1).astype("float32"),
            np.empty((dst.rows, dst.cols), dtype="float32"),
            src_transform=level.transform,
            src_crs=UTM,
            dst_transform=dst.transform,
            dst_crs=UTM,
            resampling=Resampling.average,
        )
    ours = computed(source, "average", 100)
    off, bound = (
        np.sqrt(np.mean((found - exact)[crop] ** 2)) for found in (theirs, ours)
    )
    assert off > 5 * bound


@pytest.mark.rule(5, against="the pixels themselves")
@pytest.mark.parametrize("invalid", [(640, 640), (0, 0), (1279, 700)])
def test_what_is_invalid_has_no_part_in_a_value(
    ground: str, tmp_path: Path, invalid: tuple[int, int]
) -> None:
    flags = np.ones((SIDE, SIDE), dtype=np.uint8)
    flags[invalid] = 0
    mask = RasterMask(path=make_jp2(tmp_path / "f.jp2", flags), valid_where_zero=False)
    with rasterio.open(ground) as src:
        values = src.read(1)
    values[invalid] = 60_000
    poisoned = make_jp2(tmp_path / "p.jp2", values)
    clean, other = (
        computed(replace(open_source(path, 1, label="s"), masks=(mask,)), "average", 50)
        for path in (ground, poisoned)
    )
    assert np.array_equal(clean, other, equal_nan=True)
    assert not np.isnan(clean).any()  # 25 pixels each: one less makes no hole
    exact = replace(open_source(ground, 1, label="s"), masks=(mask,), levels=())
    around = tuple(slice(n // 5 // 64 * 64, n // 5 // 64 * 64 + 64) for n in invalid)
    assert np.array_equal(clean[around], computed(exact, "average", 50)[around])
    assert shrink(replace(exact, levels=(2, 4)), "average", 50) == 2


@pytest.mark.rule(5, against="the pixels themselves")
@pytest.mark.parametrize(
    "change",
    [{"nodata": 0.0}, {"has_mask": True}, {"alpha_band": 2}, {"contents": Coverage()}],
)
def test_where_pixels_say_what_is_invalid_pixels_are_read(
    ground: str, change: dict[str, Any]
) -> None:
    source = replace(open_source(ground, 1, label="s"), **change)
    assert shrink(source, "average", 100) == 1


@pytest.mark.rule(5, against="the pixels themselves")
@pytest.mark.parametrize(("number", "pixel_m"), [(0, 40), (40_000, 100), (0, 160)])
@pytest.mark.parametrize(
    "there",
    [
        (slice(600, 620), slice(500, 520)),  # a block
        (slice(704, 705), slice(None)),  # a line, where a sample of each level is
        (slice(None), slice(None)),
    ],
)
def test_numbers_for_nodata_beside_a_mask_are_seen_in_a_level(
    ground: str,
    tmp_path: Path,
    number: int,
    pixel_m: float,
    there: tuple[slice, slice],
) -> None:
    with rasterio.open(ground) as src:
        values = src.read(1)
    values[there] = number
    path = make_jp2(tmp_path / "lost.jp2", values)
    said = Decoding(nodata=number, scale=1e-4, offset=-0.1, is_nodata_masked=True)
    source = open_source(path, 1, label="s", decoding=said)
    exact = computed(replace(source, levels=()), "average", pixel_m)
    found = computed(source, "average", pixel_m)
    valid = exact[~np.isnan(exact)]
    # With any of these numbers in it, a mean would be off by two or more.
    most = 0.15 * valid.std() if valid.size else 0
    np.testing.assert_allclose(found, exact, rtol=0, atol=most)
    assert shrink(source, "average", pixel_m) > 1
    if valid.size:  # elsewhere the level is read
        assert not np.array_equal(found, exact, equal_nan=True)


@pytest.mark.rule(13, against="one block of everything")
def test_a_level_gives_the_same_in_every_block(ground: str, tmp_path: Path) -> None:
    flags = np.ones((SIDE, SIDE), dtype=np.uint8)
    flags[:, 900:] = 0
    mask = RasterMask(path=make_jp2(tmp_path / "f.jp2", flags), valid_where_zero=False)
    source = replace(open_source(ground, 1, label="s"), masks=(mask,))
    layer, whole = planned(source, "average", 40), computed(source, "average", 40)
    assert np.isnan(whole).any()
    with raster_environment(), DatasetPool() as pool:
        for block in (
            Block(row_off=100, col_off=30, rows=77, cols=220),
            Block(row_off=255, col_off=224, rows=2, cols=3),
        ):
            part = warp.read_block(layer, block, pool)
            there = whole[block.slices_in(layer.dst_grid.whole)]
            assert np.array_equal(part, there, equal_nan=True)


def test_no_pixel_is_decoded_where_all_are_valid(
    ground: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int | None] = []
    reading = DatasetPool.read

    def noted(
        self: DatasetPool, path: str, band: int, block: Block, *level: int
    ) -> Any:
        read.append(*(level or (None,)))
        return reading(self, path, band, block, *level)

    monkeypatch.setattr(DatasetPool, "read", noted)
    computed(open_source(ground, 1, label="s"), "average", 100)
    assert set(read) == {1}


def test_overviews_beside_a_file_are_not_its_levels(tmp_path: Path) -> None:
    values = np.zeros((512, 512), dtype=np.uint16)
    path = make_jp2(tmp_path / "a.jp2", values)
    assert open_source(path, 1, label="s").levels == (2, 4)
    make_raster(Path(f"{path}.ovr"), values[::2, ::2], crs=None)
    assert open_source(path, 1, label="s").levels == ()


def test_a_level_is_said(ground: str) -> None:
    layer = planned(open_source(ground, 1, label="s"), "average", 100)
    assert layer.tags["overview"] == "4"
    assert layer_summary(layer).endswith("from an overview 4 times coarser")
    assert (
        levels.shrink_for(layer.method.source.levels, Resampling.average, (0.5, 0.1))
        == 1
    )
