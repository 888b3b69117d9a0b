# SPDX-License-Identifier: GPL-3.0-or-later
"""What is at the place of a result is kept, followed or refused."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest
from rasters import make_raster, read_back

from exogenous.core import Request, collocate, parse_exo, stack
from exogenous.core.errors import OutputNotWritable

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def collocated(product: Path, layer: Path, place: Path) -> None:
    rows = parse_exo([f"{layer}|name={place.stem}|resampler=nearest"])
    collocate(Request(product=str(product), layers=rows), str(place.parent))


def stacked(product: Path, layer: Path, place: Path) -> None:
    stack(Request(product=str(product), layers=parse_exo([str(layer)])), str(place))


@pytest.mark.parametrize("run", [stacked, collocated])
class TestWhatIsAtThePlace:
    def test_keeps_its_permissions(
        self, product: Path, tmp_path: Path, run: Callable[..., None]
    ) -> None:
        layer = make_raster(tmp_path / "layer.tif")
        place = tmp_path / "out" / "result.tif"
        place.parent.mkdir()
        place.touch()
        place.chmod(0o600)
        run(product, layer, place)
        assert stat.S_IMODE(place.stat().st_mode) == 0o600
        assert read_back(place).profile["count"] == 1

    def test_is_refused_where_it_is_protected(
        self, product: Path, tmp_path: Path, run: Callable[..., None]
    ) -> None:
        layer = make_raster(tmp_path / "layer.tif")
        place = tmp_path / "out" / "result.tif"
        place.parent.mkdir()
        place.write_text("precious")
        place.chmod(0o444)
        with pytest.raises(OutputNotWritable, match="the file is protected"):
            run(product, layer, place)
        assert place.read_text() == "precious"
        assert list(place.parent.iterdir()) == [place]

    def test_is_refused_where_it_is_a_pipe(
        self, product: Path, tmp_path: Path, run: Callable[..., None]
    ) -> None:
        layer = make_raster(tmp_path / "layer.tif")
        place = tmp_path / "out" / "result.tif"
        place.parent.mkdir()
        os.mkfifo(place)
        with pytest.raises(OutputNotWritable, match="a device or a pipe"):
            run(product, layer, place)
        assert stat.S_ISFIFO(place.stat().st_mode)

    @pytest.mark.parametrize("target", ["there", "absent"])
    def test_is_written_through_a_link(
        self, product: Path, tmp_path: Path, run: Callable[..., None], target: str
    ) -> None:
        layer = make_raster(tmp_path / "layer.tif")
        place, true = tmp_path / "out" / "result.tif", tmp_path / "far" / "true.tif"
        for path in (place, true):
            path.parent.mkdir()
        if target == "there":
            true.touch()
        place.symlink_to(true)
        run(product, layer, place)
        assert place.is_symlink()
        assert read_back(true).profile["count"] == 1
        assert list(true.parent.iterdir()) == [true]

    def test_is_refused_where_links_go_round(
        self, product: Path, tmp_path: Path, run: Callable[..., None]
    ) -> None:
        layer = make_raster(tmp_path / "layer.tif")
        place, other = tmp_path / "out" / "result.tif", tmp_path / "out" / "other.tif"
        place.parent.mkdir()
        place.symlink_to(other)
        other.symlink_to(place)
        with pytest.raises(OutputNotWritable):
            run(product, layer, place)
