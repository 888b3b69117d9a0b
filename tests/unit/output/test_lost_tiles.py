# SPDX-License-Identifier: GPL-3.0-or-later
"""A tile of nodata where values were written is noticed, and nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from rasters import make_raster

from exogenous.core.geometry.grid import Block
from exogenous.core.output.integrity import tile_sizes
from exogenous.core.output.lost_tiles import WrittenSquares, is_readable

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

ROWS, COLS = 200, 300
NAN = float("nan")


def numbers(nodata: float) -> NDArray[Any]:
    """Noise in two bands, with a hole of a whole tile in the second."""
    noise = np.random.default_rng(0).random((2, ROWS, COLS)).astype("float32")
    noise[1, 128:192, 64:128] = nodata
    return noise


def noted(values: NDArray[Any], nodata: float) -> WrittenSquares:
    written = WrittenSquares(nodata)
    for row in range(0, ROWS, 64):
        for band in (0, 1):
            part = values[band : band + 1, row : row + 64]
            block = Block(row_off=row, col_off=0, rows=part.shape[1], cols=COLS)
            written.note(block, [band], part)
    return written


@pytest.fixture(params=["band", "pixel"])
def options(request: pytest.FixtureRequest) -> dict[str, Any]:
    return {
        "tiled": True,
        "blockxsize": 64,
        "blockysize": 64,
        "compress": "deflate",
        "interleave": request.param,
    }


@pytest.mark.parametrize("nodata", [NAN, -9999.0])
def test_a_whole_file(tmp_path: Path, options: dict[str, Any], nodata: float) -> None:
    values = numbers(nodata)
    path = make_raster(tmp_path / "a.tif", values, nodata=nodata, **options)
    assert is_readable(path, noted(values, nodata))


@pytest.mark.parametrize("nodata", [NAN, -9999.0])
def test_a_lost_tile(tmp_path: Path, options: dict[str, Any], nodata: float) -> None:
    values = numbers(nodata)
    stored = values.copy()
    bands = slice(0, 1) if options["interleave"] == "band" else slice(0, 2)
    stored[bands, 64:128, 256:] = nodata
    path = make_raster(tmp_path / "a.tif", stored, nodata=nodata, **options)
    assert not is_readable(path, noted(values, nodata))


def test_constant_tiles_are_no_loss(tmp_path: Path, options: dict[str, Any]) -> None:
    values = np.full((2, ROWS, COLS), 5, dtype="float32")
    path = make_raster(tmp_path / "a.tif", values, nodata=NAN, **options)
    assert is_readable(path, noted(values, NAN))


def test_what_does_not_open(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(b"II*\0")
    assert not is_readable(path, WrittenSquares(NAN))
    assert tile_sizes(path) == []


def test_sizes_are_those_of_the_tiles(tmp_path: Path, options: dict[str, Any]) -> None:
    path = make_raster(tmp_path / "a.tif", numbers(NAN), **options)
    sizes = tile_sizes(path)
    apart = options["interleave"] == "band"
    assert len(sizes) == 4 * 5 * (2 if apart else 1)
    assert 0 < sum(sizes) < path.stat().st_size
