# SPDX-License-Identifier: GPL-3.0-or-later
"""A header that GDAL has read in part only is no header."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import pytest
import rasterio
from rasterio.errors import RasterioIOError
from rasters import make_raster

from exogenous.core import Request, collocate, parse_exo
from exogenous.core.errors import SourceUnreadable
from exogenous.core.io.complaints import whole_header

if TYPE_CHECKING:
    from pathlib import Path

#: Tags whose values lie elsewhere in the file: pixel scale, tie points, nodata.
PLACED_BY = {"pixel scale": 33550, "tie points": 33922}


def beyond_the_end(path: Path, tag: int) -> Path:
    """Let a tag of a small TIFF have its value behind the end of the file."""
    raw = bytearray(path.read_bytes())
    (start,) = struct.unpack_from("<I", raw, 4)
    (count,) = struct.unpack_from("<H", raw, start)
    entries = [start + 2 + 12 * number for number in range(count)]
    (entry,) = (at for at in entries if struct.unpack_from("<H", raw, at) == (tag,))
    struct.pack_into("<I", raw, entry + 8, len(raw) + 4096)
    path.write_bytes(raw)
    return path


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
@pytest.mark.parametrize("tag", PLACED_BY.values(), ids=PLACED_BY.keys())
def test_a_part_that_gdal_leaves_out_is_an_error(tmp_path: Path, tag: int) -> None:
    path = beyond_the_end(make_raster(tmp_path / "a.tif"), tag)
    with rasterio.open(path) as src:  # GDAL goes on without it
        assert src.count == 1
    with pytest.raises(RasterioIOError), whole_header():
        rasterio.open(path)


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_the_layer_is_named(product: Path, tmp_path: Path) -> None:
    path = beyond_the_end(make_raster(tmp_path / "a.tif"), 33922)
    request = Request(product=str(product), layers=parse_exo({"dem": str(path)}))
    with pytest.raises(SourceUnreadable, match=r"'dem'.*damaged or incomplete"):
        collocate(request, str(tmp_path / "out"))


def test_other_rasters_open_as_ever(tmp_path: Path) -> None:
    path = make_raster(tmp_path / "a.tif")
    with whole_header(), rasterio.open(path) as src:
        assert src.shape == (12, 15)
