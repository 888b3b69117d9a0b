# SPDX-License-Identifier: GPL-3.0-or-later
"""No file that a run reads is ever written by it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import rasterio
import rasterio.shutil
from rasters import make_raster, relative_vrt

from exogenous.core import Request, collocate, parse_exo, stack
from exogenous.core.errors import OutputNotWritable

if TYPE_CHECKING:
    from pathlib import Path


def request(product: Path, *layers: object, **more: Any) -> Request:
    return Request(product=str(product), layers=parse_exo(list(layers)), **more)


def test_a_result_is_never_a_part_of_an_input(product: Path, tmp_path: Path) -> None:
    dem = make_raster(tmp_path / "dem.tif")
    virtual = tmp_path / "dem.vrt"
    rasterio.shutil.copy(dem, virtual, driver="VRT")
    before = dem.read_bytes()
    for path in (virtual, f"GTIFF_DIR:1:{dem}"):
        asked = Request(
            product=str(product), layers=parse_exo({"dem": {"path": str(path)}})
        )
        with pytest.raises(OutputNotWritable, match="the run reads it"):
            collocate(asked, str(tmp_path))
    assert dem.read_bytes() == before


def test_a_result_is_never_an_input(product: Path, tmp_path: Path) -> None:
    dem = make_raster(tmp_path / "dem.tif")
    link = tmp_path / "link.tif"
    link.symlink_to(dem)
    before = dem.read_bytes(), product.read_bytes()
    for run, out in (
        (stack, product),
        (stack, dem),
        (stack, link),
        (stack, tmp_path / "." / "dem.tif"),
        (collocate, tmp_path),
    ):
        with pytest.raises(OutputNotWritable, match="the run reads it"):
            run(request(product, str(dem)), str(out))
    assert (dem.read_bytes(), product.read_bytes()) == before


def test_a_result_is_never_a_part_of_a_part(product: Path, tmp_path: Path) -> None:
    dem = make_raster(tmp_path / "dem.tif")
    relative_vrt(tmp_path / "inner.vrt", "dem.tif")
    outer = relative_vrt(tmp_path / "outer.vrt", "inner.vrt")
    before = dem.read_bytes()
    with pytest.raises(OutputNotWritable, match="the run reads it"):
        stack(request(product, str(outer)), str(dem))
    assert dem.read_bytes() == before
