# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are no raster for rasterio: what they are, and how to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyogrio.raw
import pytest
import shapely
from rasters import make_raster, ramp

from exogenous.core import load
from exogenous.core.errors import ExogenousError, SourceMissing, SourceUnreadable
from exogenous.core.io.foreign import what_else
from exogenous.core.planning.inspect_row import inspect_row
from exogenous.core.products import open_product
from exogenous.core.sources import other_reader

if TYPE_CHECKING:
    from pathlib import Path

#: Beginnings of files, by a name for each, and what is said of them.
FILES = {
    "empty.tif": (b"", "it is empty. Make or fetch"),
    "empty.shp": (b"", "it is empty. Make or fetch"),
    "modis.hdf": (b"\x0e\x03\x13\x01" + bytes(100), "reads no HDF4. Add it to QGIS"),
    "other.name": (b"\x0e\x03\x13\x01" + bytes(100), "reads no HDF4. Add it to QGIS"),
    "sky.fits": (b"SIMPLE  =                    T".ljust(2880), "reads no FITS"),
    "phone.heic": (b"\0\0\0\x18ftypheic" + bytes(99), "reads no HEIF"),
    "photo.avif": (b"\0\0\0\x18ftypavif" + bytes(99), "reads no HEIF"),
    "track.gpx": (b"<gpx></gpx>", "it holds features, not pixels. Burn"),
    "plots.geojson": (b'{"type": "FeatureCollection"}', "it holds features"),
    "table.csv": (b"x,y\n1,2\n", "it holds features"),
    "odd.xyz": (b"5 6 1\n7.3 2 1\n3 20 1\n", "no regular grid. Make a raster of them"),
    "cloud.laz": (b"LASF" + bytes(300), "no regular grid"),
    "odd.csv": (b"x,y,z\n1,2,3\n", "no regular grid"),
    "notes.txt": (b"what I saw", "no raster format that is known. If QGIS opens it"),
}

#: Names that only other builds of GDAL know.
NAMES = {
    'HDF4_SDS:UNKNOWN:"modis.hdf":0': "reads no HDF4",
    'HDF4_EOS:EOS_GRID:"modis.hdf":MOD:NDVI': "reads no HDF4",
    "FITS:sky.fits:1": "reads no FITS",
    "PG:dbname=gis table=dem": "reads no PostGIS raster",
    "RASTERLITE:map.sqlite,table=a": "reads no RASTERLITE",
}


#: Names that QGIS has for sources of its own.
OF_QGIS = {
    "type=xyz&url=https://x/{z}/{x}/{y}.png": "pictures, without values. Save it",
    "contextualWMSLegend=0&crs=EPSG:3857&layers=a&url=http://x": "a map from a server",
    "crs=EPSG:3857&layers=a&styles=&url=http://x/wms": "a map from a server",
    "dbname='gis' host=x table=\"dem\" (rast)": "a table of a database",
}


@pytest.fixture(autouse=True)
def _core_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out QGIS, which earlier tests of this process may have had read."""
    monkeypatch.setattr(other_reader, "_READERS", [])


@pytest.mark.parametrize("name", FILES)
def test_a_row_says_what_the_file_is(product: Path, tmp_path: Path, name: str) -> None:
    content, said = FILES[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceUnreadable) as caught:
        load(product, exo={"e": {"path": str(path)}})
    assert str(caught.value).startswith(f"layer 'e': '{path}' cannot be read: ")
    assert said in str(caught.value)
    assert said in inspect_row({"name": "e", "path": str(path)}).problem
    with pytest.raises(ExogenousError, match=r"^PRODUCT: ") as of_product:
        open_product(str(path))
    assert said in str(of_product.value)


@pytest.mark.parametrize("name", NAMES)
def test_a_row_says_what_gdal_lacks(product: Path, name: str) -> None:
    with pytest.raises(SourceUnreadable, match=NAMES[name]):
        load(product, exo={"e": {"path": name}})


@pytest.mark.parametrize("name", OF_QGIS)
def test_names_of_qgis_are_told(product: Path, name: str) -> None:
    with pytest.raises(ExogenousError, match=f"layer 'a': .*{OF_QGIS[name]}"):
        load(product, exo={"a": {"path": name}})
    with pytest.raises(ExogenousError, match=f"PRODUCT: .*{OF_QGIS[name]}"):
        open_product(name)


@pytest.mark.parametrize("name", ["type=xyz.tif", "a&url=b.tif", "layers=3.tif"])
def test_odd_names_of_files_are_none_of_qgis(product: Path, name: str) -> None:
    with pytest.raises(SourceMissing):
        load(product, exo={"a": {"path": name}})


@pytest.mark.parametrize("extension", ["shp", "gpkg", "fgb", "geojson"])
def test_vector_files_are_told_from_rasters(
    product: Path, tmp_path: Path, extension: str
) -> None:
    path = tmp_path / f"plots.{extension}"
    pyogrio.raw.write(
        path,
        np.array(shapely.to_wkb([shapely.box(0, 0, 1, 1)]), dtype=object),
        [np.array([1])],
        ["a"],
        geometry_type="Polygon",
        crs="EPSG:4326",
    )
    with pytest.raises(SourceUnreadable, match="it holds features, not pixels"):
        load(product, exo={"e": {"path": str(path)}})


def test_a_geopackage_of_pixels_is_a_raster(product: Path, tmp_path: Path) -> None:
    path = make_raster(tmp_path / "a.gpkg", ramp(40, 50, "uint8"), driver="GPKG")
    assert "e" in load(product, exo={"e": {"path": str(path)}})


def test_a_damaged_raster_is_not_called_a_vector_file(tmp_path: Path) -> None:
    path = make_raster(tmp_path / "a.gpkg", ramp(40, 50, "uint8"), driver="GPKG")
    assert what_else(str(path), "database disk image is malformed") is None


def test_the_cases_are_told(product: Path, cases: Path) -> None:
    for name, said in (
        ("modis_like.hdf", "reads no HDF4"),
        ("area.gpkg", "it holds features"),
        ("cint16.tif", "DERIVED_SUBDATASET:AMPLITUDE:"),
        ("badutf8.zip", "is damaged"),
    ):
        path = str(cases / name)
        with pytest.raises(ExogenousError, match=r"^layer 'e': ") as of_row:
            load(product, exo={"e": {"path": path}})
        with pytest.raises(ExogenousError, match=r"^PRODUCT: ") as of_product:
            open_product(path)
        assert said in str(of_row.value)
        assert said in str(of_product.value)
