# SPDX-License-Identifier: GPL-3.0-or-later
"""A copy by GDAL stops where the run is cancelled."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from rasterio.errors import RasterioError
from rasters import make_raster

from exogenous.core import OutputOptions, Request, stack
from exogenous.core.errors import Cancelled
from exogenous.core.output import geotiff
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


def test_a_header_that_is_read_in_part_is_no_source(
    noise: Path, tmp_path: Path
) -> None:
    raw = bytearray(noise.read_bytes())
    (start,) = struct.unpack_from("<I", raw, 4)
    (count,) = struct.unpack_from("<H", raw, start)
    for entry in range(start + 2, start + 2 + 12 * count, 12):
        if struct.unpack_from("<H", raw, entry) == (33922,):  # tie points
            struct.pack_into("<I", raw, entry + 8, len(raw) + 4096)
    noise.write_bytes(raw)
    with pytest.raises(RasterioError):
        copy_unless(never, noise, tmp_path / "b.tif", driver="COG", COMPRESS="ZSTD")


def test_what_gdal_did_not_remove_is_no_result(
    product: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def copy(is_cancelled: object, src: Path, dst: Path, **options: object) -> None:
        copy_unless(never, src, dst, **options)
        dst.with_name(f"{dst.name}.ovr.tmp").write_bytes(b"overviews")

    monkeypatch.setattr(geotiff, "copy_unless", copy)
    out = tmp_path / "out"
    request = Request(product=str(product), bands=("1",))
    stack(request, str(out / "a.tif"), OutputOptions(format="COG"))
    assert [path.name for path in out.iterdir()] == ["a.tif"]
