# SPDX-License-Identifier: GPL-3.0-or-later
"""Which tiles are kept: those that take long to decode, and are not too large."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from rasters import make_raster

from exogenous.core.io.cache_tile_size import kept_tile

if TYPE_CHECKING:
    from pathlib import Path


def tiles(side: int, **more: Any) -> dict[str, Any]:
    return {"tiled": True, "blockxsize": side, "blockysize": side, **more}


@pytest.mark.parametrize(
    ("side_px", "how", "kept"),
    [
        (4096, tiles(512, compress="deflate"), (512, 512)),
        (4096, tiles(256, compress="deflate"), (512, 512)),
        (4096, tiles(64, compress="deflate"), (512, 512)),
        # Four parts a side remain.
        (1100, tiles(128, compress="deflate"), (256, 256)),
        (600, tiles(256, compress="deflate"), (256, 256)),
        (4096, tiles(4096, compress="deflate"), None),
        (4096, tiles(256), None),
        (4096, tiles(32, compress="deflate"), None),
        (4096, {"compress": "deflate"}, None),
        (4096, {}, None),
    ],
)
def test_tiles_of_a_geotiff(
    tmp_path: Path, side_px: int, how: dict[str, Any], kept: tuple[int, int] | None
) -> None:
    values = np.zeros((side_px, side_px), np.uint8)
    with rasterio.open(make_raster(tmp_path / "a.tif", values, **how)) as src:
        assert kept_tile(src, 1) == kept


def test_tiles_of_a_jpeg2000(tmp_path: Path) -> None:
    plain = make_raster(tmp_path / "a.tif", np.zeros((1024, 1024), np.uint8))
    path = tmp_path / "a.jp2"
    rasterio.shutil.copy(
        plain, path, driver="JP2OpenJPEG", BLOCKXSIZE=128, BLOCKYSIZE=128
    )
    with rasterio.open(path) as src:
        assert kept_tile(src, 1) == (256, 256)
