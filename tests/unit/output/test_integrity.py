# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether a file on the disk has all that was written to it."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from rasters import make_raster, placed, ramp, read_back

from exogenous.core import OutputOptions, Request, collocate, parse_exo
from exogenous.core.output.integrity import is_whole

if TYPE_CHECKING:
    from pathlib import Path


def request(product: Path, *layers: object, **more: Any) -> Request:
    return Request(product=str(product), layers=parse_exo(list(layers)), **more)


def is_whole_at(path: Path, raw: bytes) -> bool:
    path.write_bytes(raw)
    return is_whole(path)


class TestIntegrity:
    @pytest.mark.parametrize(
        "how",
        [
            {},
            {"interleave": "pixel", "compress": "deflate"},
            {"tiled": True, "blockxsize": 64, "blockysize": 64, "compress": "zstd"},
            {"bigtiff": "yes", "nodata_kind": "declared", "nodata": -1},
            {"endianness": "big"},
        ],
    )
    def test_of_a_file_that_is_whole(self, tmp_path: Path, how: dict[str, Any]) -> None:
        path = make_raster(tmp_path / "a.tif", np.stack([ramp(200, 300)] * 3), **how)
        assert is_whole(path)

    @pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
    @pytest.mark.parametrize("bigtiff", ["no", "yes"])
    def test_of_a_file_that_was_cut(self, tmp_path: Path, bigtiff: str) -> None:
        noise = np.random.default_rng(0).random((200, 300))
        path = make_raster(
            tmp_path / "a.tif", noise, bigtiff=bigtiff, tags={"long_name": "a" * 999}
        )
        raw = path.read_bytes()
        lengths = [
            0,
            1,
            2,
            4,
            8,
            50,
            len(raw) // 2,
            *range(len(raw) - 1500, len(raw), 7),
        ]
        whole = [length for length in lengths if is_whole_at(path, raw[:length])]
        assert whole == []
        assert is_whole_at(path, raw)

    @pytest.mark.parametrize("tag", [324, 325])
    def test_of_a_file_whose_list_of_blocks_is_gone(
        self, tmp_path: Path, tag: int
    ) -> None:
        # GDAL 3.10 ends the process where it is asked for such a list.
        path = make_raster(
            tmp_path / "a.tif", ramp(40, 40), tiled=True, blockxsize=16, blockysize=16
        )
        raw = bytearray(path.read_bytes())
        (start,) = struct.unpack_from("<I", raw, 4)
        (count,) = struct.unpack_from("<H", raw, start)
        for entry in range(start + 2, start + 2 + 12 * count, 12):
            if struct.unpack_from("<H", raw, entry) == (tag,):
                struct.pack_into("<I", raw, entry + 8, len(raw) + 4096)
        assert not is_whole_at(path, bytes(raw))

    def test_of_a_file_that_cannot_be_read(self, tmp_path: Path) -> None:
        with pytest.raises(OSError, match="folder"):
            is_whole(tmp_path / "folder")

    def test_of_a_file_with_blocks_left_out(self, tmp_path: Path) -> None:
        path = make_raster(
            tmp_path / "a.tif",
            np.zeros((600, 600), dtype="uint8"),
            nodata_kind="declared",
            nodata=0,
            tiled=True,
            sparse_ok=True,
        )
        assert not is_whole(path)
        assert is_whole(path, is_sparse=True)

    def test_sparse_files_may_be_asked_for(self, product: Path, tmp_path: Path) -> None:
        nowhere = make_raster(tmp_path / "a.tif", transform=placed(left=0))
        options = OutputOptions(creation={"SPARSE_OK": "TRUE"}, dtype="uint8")
        collocate(request(product, str(nowhere)), str(tmp_path / "out"), options)
        assert (read_back(tmp_path / "out" / "a.tif").band == 255).all()
