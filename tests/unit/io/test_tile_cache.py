# SPDX-License-Identifier: GPL-3.0-or-later
"""Decoded tiles are kept within a bound, and made once."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from rasterio.transform import from_origin
from rasterio.windows import Window
from rasters import make_raster

from exogenous.core.environment import raster_environment
from exogenous.core.geometry.grid import Block
from exogenous.core.io import dataset_pool as module
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.io.tile_cache import TileCache

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

NORTH_UP = from_origin(500_000, 5_300_000, 10, 10)


def test_an_array_is_made_once_however_many_ask_at_once() -> None:
    cache, made, gate = TileCache(1000), [], threading.Event()

    def make() -> NDArray[np.uint8]:
        made.append(1)
        gate.wait(5)
        return np.arange(10, dtype=np.uint8)

    with ThreadPoolExecutor(4) as pool:
        asked = [pool.submit(cache.get, "a", make) for _ in range(4)]
        gate.set()
        got = [one.result() for one in asked]
    assert len(made) == 1
    assert all(one is got[0] for one in got)
    with pytest.raises(ValueError, match="read-only"):
        got[0][0] = 1


def test_what_was_not_asked_for_the_longest_is_given_up() -> None:
    cache, made = TileCache(250), []

    def ask(key: str) -> None:
        def make() -> NDArray[np.uint8]:
            made.append(key)
            return np.zeros(100, dtype=np.uint8)

        cache.get(key, make)

    for key in "abacab":
        ask(key)
    assert made == ["a", "b", "c", "b"]


def test_an_array_larger_than_the_bound_is_not_kept() -> None:
    cache, made = TileCache(10), []

    def make() -> NDArray[np.uint8]:
        made.append(1)
        return np.zeros(100, dtype=np.uint8)

    for _ in range(2):
        assert cache.get("a", make).size == 100
    assert len(made) == 2


def test_what_goes_wrong_is_told_and_not_kept() -> None:
    cache = TileCache(100)

    def fail() -> NDArray[np.uint8]:
        raise OSError("damaged")

    for _ in range(2):
        with pytest.raises(OSError, match="damaged"):
            cache.get("a", fail)
    assert cache.get("a", lambda: np.ones(1)).size == 1


@pytest.fixture(params=["tif", "plain.tif", "jp2"])
def tiled(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return a raster of two bands in tiles of 128, the last ones cut off."""
    values = np.random.default_rng(1).integers(0, 9000, (2, 700, 500), dtype="uint16")
    profile = {"driver": "GTiff", "count": 2, "height": 700, "width": 500}
    tiles = {"tiled": True, "blockxsize": 128, "blockysize": 128}
    path = str(tmp_path / f"a.{request.param}")
    plain = path if path.endswith("tif") else f"{path}.tif"
    packed = {} if "plain" in path else {"compress": "deflate"}
    with rasterio.open(
        plain,
        "w",
        dtype="uint16",
        crs=32632,
        transform=NORTH_UP,
        **profile,
        **tiles,
        **packed,
    ) as dst:
        dst.write(values)
    if plain != path:
        options = {"QUALITY": "100", "REVERSIBLE": "YES"}
        sizes = {"BLOCKXSIZE": "128", "BLOCKYSIZE": "128"}
        rasterio.shutil.copy(plain, path, driver="JP2OpenJPEG", **options, **sizes)
    return path


@pytest.mark.parametrize(
    "window",
    [
        (0, 0, 700, 500),
        (127, 130, 2, 1),
        (600, 3, 9, 9),
        (128, 256, 128, 128),
        # As large as a tile, but elsewhere.
        (64, 0, 128, 128),
        (0, 96, 128, 128),
        (3, 5, 128, 128),
        (500, 372, 128, 128),
    ],
)
def test_any_window_is_what_the_file_has(
    tiled: str, window: tuple[int, int, int, int]
) -> None:
    row, col, rows, cols = window
    block = Block(row_off=row, col_off=col, rows=rows, cols=cols)
    with raster_environment(), DatasetPool() as pool, rasterio.open(tiled) as src:
        for band in (1, 2, 1):
            expected = src.read(band, window=Window(col, row, cols, rows))
            assert np.array_equal(pool.read(tiled, band, block), expected)


def test_few_files_are_open_at_once(tmp_path: Path) -> None:
    block = Block(row_off=0, col_off=0, rows=4, cols=4)
    paths = [str(tmp_path / f"{number}.tif") for number in range(60)]
    for number in range(60):
        make_raster(tmp_path / f"{number}.tif", np.full((4, 4), number, np.uint8))
    with raster_environment(), DatasetPool() as pool:
        for _ in range(2):
            found = [pool.read(path, 1, block)[0, 0] for path in paths]
            assert found == list(range(60))
        are_open = [not pool.open(path).closed for path in paths[-32:]]
        held = sum(not dataset.closed for dataset in pool._all)
    assert all(are_open)
    assert held == 32


def test_a_tile_is_decoded_once(tiled: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if "plain" in tiled:
        pytest.skip("nothing is decoded")
    decoded: list[tuple[int, Block]] = []
    read = module._window_of

    def noted(src: object, band: int, block: Block) -> object:
        decoded.append((band, block))
        return read(src, band, block)

    monkeypatch.setattr(module, "_window_of", noted)
    whole = Block(row_off=0, col_off=0, rows=700, cols=500)
    with raster_environment(), DatasetPool() as pool:
        for block in whole.tiles(100):
            pool.read(tiled, 1, block)
    assert len(decoded) == len(set(decoded)) == 24
