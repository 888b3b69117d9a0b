# SPDX-License-Identifier: GPL-3.0-or-later
"""Files are opened once, few at a time, and any window of them is read from tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from rasters import make_raster

from exogenous.core.geometry.grid import Block
from exogenous.core.io.dataset_pool import DatasetPool

if TYPE_CHECKING:
    from pathlib import Path


from typing import TYPE_CHECKING

import rasterio.shutil
from rasterio.transform import from_origin
from rasterio.windows import Window

from exogenous.core.environment import raster_environment

if TYPE_CHECKING:
    from pathlib import Path

NORTH_UP = from_origin(500_000, 5_300_000, 10, 10)


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
    read = DatasetPool._window_of

    def noted(self: DatasetPool, src: object, band: int, block: Block) -> object:
        decoded.append((band, block))
        return read(self, src, band, block)

    monkeypatch.setattr(DatasetPool, "_window_of", noted)
    whole = Block(row_off=0, col_off=0, rows=700, cols=500)
    with raster_environment(), DatasetPool() as pool:
        for block in whole.tiles(100):
            pool.read(tiled, 1, block)
    assert len(decoded) == len(set(decoded)) == 24


def test_a_pool_opens_a_file_once_and_closes_it(tmp_path: Path) -> None:
    path = str(make_raster(tmp_path / "a.tif"))
    with DatasetPool() as pool:
        first = pool.open(path)
        assert pool.open(path) is first
    assert first.closed
