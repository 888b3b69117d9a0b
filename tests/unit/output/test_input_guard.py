# SPDX-License-Identifier: GPL-3.0-or-later
"""No file that a run reads is ever written by it."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

import numpy as np
import pyogrio.raw
import pytest
import rasterio
import rasterio.shutil
import shapely
from rasters import make_raster

from exogenous.core import Request, collocate, parse_exo, stack
from exogenous.core.errors import OutputNotWritable
from exogenous.core.io.files_behind import files_behind

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


def relative_vrt(path: Path, *sources: str) -> Path:
    """Write a virtual raster of other files, by hand, as 4 x 4 pixels."""
    parts = "".join(
        f'<SimpleSource><SourceFilename relativeToVRT="1">{source}</SourceFilename>'
        "<SourceBand>1</SourceBand></SimpleSource>"
        for source in sources
    )
    path.write_text(
        '<VRTDataset rasterXSize="4" rasterYSize="4"><SRS>EPSG:32632</SRS>'
        "<GeoTransform>400000, 10, 0, 5000000, 0, -10</GeoTransform>"
        f'<VRTRasterBand dataType="Byte" band="1">{parts}</VRTRasterBand></VRTDataset>'
    )
    return path


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


def test_a_result_is_never_a_part_of_a_part(product: Path, tmp_path: Path) -> None:
    dem = make_raster(tmp_path / "dem.tif")
    relative_vrt(tmp_path / "inner.vrt", "dem.tif")
    outer = relative_vrt(tmp_path / "outer.vrt", "inner.vrt")
    before = dem.read_bytes()
    with pytest.raises(OutputNotWritable, match="the run reads it"):
        stack(request(product, str(outer)), str(dem))
    assert dem.read_bytes() == before
