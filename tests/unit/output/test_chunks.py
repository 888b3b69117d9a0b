# SPDX-License-Identifier: GPL-3.0-or-later
"""Bands that share no pixels are computed one after the other."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from rasters import make_raster, read_back

from exogenous.core import OutputOptions, Request, parse_exo, stack
from exogenous.core.geometry.grid import Block
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.output import chunks
from exogenous.core.output import write as filling

if TYPE_CHECKING:
    from pathlib import Path

SIDE = 1100  # three blocks each way


@pytest.fixture
def request_of_files(tmp_path: Path) -> Request:
    rng = np.random.default_rng(8)
    paths = [
        make_raster(
            tmp_path / f"{name}.tif", rng.random((bands, SIDE, SIDE), "float32")
        )
        for name, bands in (("a", 1), ("b", 2), ("c", 1))
    ]
    rows = [
        {"name": "A", "path": paths[0], "resampler": "nearest"},
        {"name": "B1", "path": paths[1], "resampler": "cubic"},
        {"name": "B2", "path": paths[1], "band": 2, "resampler": "cubic"},
        {"name": "C", "path": paths[2], "resampler": "bilinear"},
    ]
    layers = parse_exo(rows)
    return Request(product=str(paths[0]), layers=layers, pixel_size=9.9)


@pytest.fixture
def order(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note the bands in the order in which blocks of them are computed."""
    noted: list[str] = []
    reading = filling.read_inside

    def watched(layer: Any, *others: Any) -> Any:
        noted.append(layer.name)
        return reading(layer, *others)

    monkeypatch.setattr(filling, "read_inside", watched)
    return noted


def write(request: Request, out: Path, **creation: str) -> Any:
    stack(request, str(out), OutputOptions(creation=creation, threads=1))
    return read_back(out).values


def test_each_files_bands_follow_those_of_the_one_before(
    request_of_files: Request, order: list[str], tmp_path: Path
) -> None:
    write(request_of_files, tmp_path / "s.tif")
    assert order == ["A"] * 9 + ["B1", "B2"] * 9 + ["C"] * 9


def test_bands_that_share_tiles_are_computed_together(
    request_of_files: Request, order: list[str], tmp_path: Path
) -> None:
    by_pixel = write(request_of_files, tmp_path / "by_pixel.tif", INTERLEAVE="PIXEL")
    assert order == ["A", "B1", "B2", "C"] * 9
    by_band = write(request_of_files, tmp_path / "by_band.tif")
    assert by_pixel.tobytes() == by_band.tobytes()


def test_a_layer_and_its_coverage_are_computed_together(
    request_of_files: Request, order: list[str], tmp_path: Path
) -> None:
    write(replace(request_of_files, coverage=True), tmp_path / "s.tif")
    seen = list(dict.fromkeys(order))
    names = [name for name in seen if not name.endswith(" coverage")]
    assert names == ["A", "B1", "B2", "C"]
    assert seen.index("A coverage") < seen.index("B1")
    assert seen.index("B1 coverage") < seen.index("C")


def test_files_are_closed_after_their_bands(
    request_of_files: Request, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    most_open, opened = 0, []
    opening = DatasetPool.open

    def watched(self: DatasetPool, *which: Any) -> Any:
        nonlocal most_open
        dataset = opening(self, *which)
        if dataset not in opened:
            opened.append(dataset)
        names = {one.name for one in opened if not one.closed}
        most_open = max(most_open, len(names))
        return dataset

    monkeypatch.setattr(DatasetPool, "open", watched)
    write(request_of_files, tmp_path / "s.tif")
    # The first block of a file may be under way before the last of the one before it.
    assert most_open <= 2
    assert all(one.closed for one in opened)


@pytest.mark.parametrize("first", [0, 5_000])
def test_wide_grids_are_computed_in_strips(first: int) -> None:
    window = Block(row_off=first, col_off=first, rows=2_500, cols=40_000)
    blocks = list(chunks._blocks(window, 1024))
    assert sum(block.pixels for block in blocks) == window.pixels
    assert all(block.intersection(window) == block for block in blocks)
    strips = [block.col_off // 16_384 for block in blocks]
    assert strips == sorted(strips)
    in_strip = [b for b, n in zip(blocks, strips, strict=True) if n == 1]
    assert in_strip == sorted(in_strip, key=lambda b: (b.row_off, b.col_off))
