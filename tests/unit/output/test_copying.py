# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy by GDAL stops where the run is cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from rasters import make_raster

from exogenous.core import OutputOptions, Request, stack
from exogenous.core.errors import Cancelled
from exogenous.core.output.copying import copy_unless
from exogenous.core.progress import SilentProgress, never

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def noise(tmp_path: Path) -> Path:
    numbers = np.random.default_rng(0).random((1500, 1500)).astype("float32")
    return make_raster(tmp_path / "noise.tif", numbers, tiled=True)


def test_copy_is_the_raster(noise: Path, tmp_path: Path) -> None:
    copy_unless(never, noise, tmp_path / "b.tif", driver="COG", COMPRESS="DEFLATE")
    with rasterio.open(noise) as src, rasterio.open(tmp_path / "b.tif") as dst:
        assert np.array_equal(src.read(), dst.read())
        assert dst.overviews(1)


def test_cancelled_copy_is_not_finished(noise: Path, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        copy_unless(
            lambda: True, noise, tmp_path / "b.tif", driver="COG", COMPRESS="ZSTD"
        )
    assert not list(tmp_path.glob("b.tif.*"))


def test_cancel_while_a_cog_is_made_leaves_the_former_file(
    noise: Path, tmp_path: Path
) -> None:
    class AllComputed(SilentProgress):
        done = 0.0

        def fraction(self, done: float) -> None:
            self.done = done

        def is_cancelled(self) -> bool:
            return self.done >= 1

    out = tmp_path / "out"
    out.mkdir()
    (out / "a.tif").write_bytes(b"before")
    with pytest.raises(Cancelled):
        stack(
            Request(product=str(noise), bands=("1",)),
            str(out / "a.tif"),
            OutputOptions(format="COG"),
            AllComputed(),
        )
    assert [path.name for path in out.iterdir()] == ["a.tif"]
    assert (out / "a.tif").read_bytes() == b"before"
