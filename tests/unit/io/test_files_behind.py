# SPDX-License-Identifier: GPL-3.0-or-later
"""The files behind a raster are found, through whatever stands for them."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pyogrio.raw
import pytest
import rasterio
import shapely
from rasters import make_raster, relative_vrt

from exogenous.core.io.files_behind import files_behind

if TYPE_CHECKING:
    from pathlib import Path


def tile_index(path: Path, tile: Path) -> Path:
    with rasterio.open(tile) as src:
        outline = shapely.to_wkb(shapely.box(*src.bounds))
    pyogrio.raw.write(
        str(path),
        geometry=np.array([outline], dtype=object),
        field_data=[np.array([tile.name], dtype=object)],
        fields=np.array(["location"], dtype=object),
        geometry_type="Polygon",
        crs="EPSG:32632",
        driver="GPKG",
        layer="tiles",
    )
    return path


def zipped(path: Path, member: Path) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(member, member.name)
    return path


class TestFilesBehind:
    def test_a_virtual_raster_of_virtual_rasters(self, tmp_path: Path) -> None:
        dem = make_raster(tmp_path / "dem.tif")
        inner = relative_vrt(tmp_path / "inner.vrt", "dem.tif")
        middle = relative_vrt(tmp_path / "no suffix", "inner.vrt")
        outer = relative_vrt(tmp_path / "outer.vrt", "no suffix", "absent.tif")
        assert set(files_behind(str(outer))) == {outer, middle, inner, dem}

    def test_virtual_rasters_that_read_each_other(self, tmp_path: Path) -> None:
        one = relative_vrt(tmp_path / "one.vrt", "two.vrt")
        two = relative_vrt(tmp_path / "two.vrt", "one.vrt")
        assert set(files_behind(str(one))) == {one, two}

    def test_the_text_of_a_virtual_raster(self, tmp_path: Path) -> None:
        dem = make_raster(tmp_path / "dem.tif")
        inner = relative_vrt(tmp_path / "inner.vrt", "dem.tif")
        text = relative_vrt(tmp_path / "outer.vrt", str(inner)).read_text()
        absolute = text.replace('relativeToVRT="1"', 'relativeToVRT="0"')
        assert {inner, dem} <= set(files_behind(absolute))

    @pytest.mark.parametrize(
        "name",
        [
            "vrt://{folder}/inner.vrt?bands=1",
            "GTIFF_DIR:1:{folder}/dem.tif",
            "/vsisubfile/0_,{folder}/dem.tif",
        ],
    )
    def test_names_in_syntax_of_drivers(self, tmp_path: Path, name: str) -> None:
        dem = make_raster(tmp_path / "dem.tif")
        relative_vrt(tmp_path / "inner.vrt", "dem.tif")
        assert dem in set(files_behind(name.format(folder=tmp_path)))

    @pytest.mark.parametrize("name", ["/vsizip/{}/dem.tif", "/vsizip/{{{}}}/dem.tif"])
    def test_a_member_of_an_archive(self, tmp_path: Path, name: str) -> None:
        archive = zipped(tmp_path / "d.zip", make_raster(tmp_path / "dem.tif"))
        assert archive in set(files_behind(name.format(archive)))

    @pytest.mark.parametrize("opened", ["{}", "GTI:{}"])
    def test_tiles_of_an_index(self, tmp_path: Path, opened: str) -> None:
        inner = relative_vrt(tmp_path / "inner.vrt", "dem.tif")
        dem = make_raster(tmp_path / "dem.tif")
        index = tile_index(tmp_path / "index.gti.gpkg", inner)
        assert {index, inner, dem} <= set(files_behind(opened.format(index)))

    def test_of_what_is_no_raster_are_none(self, tmp_path: Path) -> None:
        assert list(files_behind(str(tmp_path / "absent.tif"))) == []
        assert list(files_behind("a\0b")) == []
