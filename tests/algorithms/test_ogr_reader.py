# SPDX-License-Identifier: GPL-3.0-or-later
"""QGIS reads vector files as pyogrio does, and says what is wrong as well."""

from __future__ import annotations

import pytest
import shapely
from osgeo import gdal, ogr, osr

from exogenous.core.io.pyogrio_reader import PyogrioReader
from exogenous.core.io.vector_layers import UnreadableFile, UnreadableLayer
from exogenous.host.ogr_reader import OgrReader

WKT = [
    "POLYGON ((0 0,4 0,4 3,0 0))",
    "POLYGON Z ((0 0 1,4 0 1,4 3 1,0 0 1))",
    "CURVEPOLYGON (CIRCULARSTRING (0 0,1 1,2 0,1 -1,0 0))",
    "MULTISURFACE (CURVEPOLYGON (CIRCULARSTRING (0 0,1 1,2 0,1 -1,0 0)))",
    "GEOMETRYCOLLECTION (POINT (1 2),POLYGON ((5 5,6 5,6 6,5 5)))",
    "LINESTRING (0 0,1 1)",
    "POINT EMPTY",
]
CRS = ["EPSG:4326", "EPSG:32632", "ESRI:54009", "", "+proj=laea +lat_0=52 +lon_0=10"]


@pytest.fixture
def made(tmp_path):
    def made(*shapes: str, crs: str = "EPSG:32632", name: str = "a.gpkg") -> str:
        path = str(tmp_path / name)
        reference = osr.SpatialReference()
        if crs:
            reference.SetFromUserInput(crs)
        dataset = ogr.GetDriverByName("GPKG").CreateDataSource(path)
        for layer_name in ("plots", "roads"):
            layer = dataset.CreateLayer(layer_name, reference if crs else None)
            layer.CreateField(ogr.FieldDefn("name", ogr.OFTString))
            layer.CreateField(ogr.FieldDefn("rank", ogr.OFTInteger))
            for rank, shape in enumerate(shapes):
                feature = ogr.Feature(layer.GetLayerDefn())
                feature.SetField("name", f"plot {rank}")
                feature.SetField("rank", rank)
                feature.SetGeometry(ogr.CreateGeometryFromWkt(shape))
                layer.CreateFeature(feature)
        del layer, dataset
        return path

    return made


@pytest.mark.parametrize("shape", WKT)
def test_a_shape_is_the_same(made, shape):
    path = made(shape)
    ours = shapely.force_2d(
        shapely.from_wkb(OgrReader().shapes(path, "plots", None).wkb)
    )
    theirs = shapely.force_2d(
        shapely.from_wkb(PyogrioReader().shapes(path, "plots", None).wkb)
    )
    assert shapely.equals_exact(ours, theirs, 1e-9).all()


@pytest.mark.parametrize("crs", CRS)
def test_a_crs_is_the_same(made, crs):
    from rasterio import crs as of_rasterio

    read_crs = of_rasterio.CRS.from_user_input
    path = made(WKT[0], crs=crs)
    ours, theirs = (
        reader.shapes(path, 0, None).crs for reader in (OgrReader(), PyogrioReader())
    )
    if not theirs:
        assert not ours or "Undefined" in ours
    else:
        assert read_crs(ours) == read_crs(theirs)


@pytest.mark.parametrize("subset", ["rank > 0", "name = 'plot 1'", "rank = 99", None])
def test_a_filter_leaves_the_same(made, subset):
    path = made(*WKT[:2])
    found = [
        reader.shapes(path, "roads", subset).wkb
        for reader in (OgrReader(), PyogrioReader())
    ]
    assert len(found[0]) == len(found[1])


def test_layers_fields_and_texts_are_the_same(made):
    path = made(*WKT[:2])
    ours, theirs = OgrReader(), PyogrioReader()
    assert ours.layers(path) == theirs.layers(path)
    assert ours.fields(path, "roads") == theirs.fields(path, "roads")
    assert ours.texts(path) == theirs.texts(path) == ["plot 0", "plot 1"]


@pytest.mark.parametrize("raises", [False, True])
def test_what_is_wrong_is_told(made, tmp_path, raises):
    """Whether or not another plugin has told GDAL to raise its errors."""
    path = made(WKT[0])
    (tmp_path / "text.txt").write_text("nothing")
    raised_before = gdal.GetUseExceptions()
    if raises:
        gdal.UseExceptions()
        ogr.UseExceptions()
    try:
        for wrong in (str(tmp_path / "text.txt"), str(tmp_path / "nothing.gpkg")):
            with pytest.raises(
                UnreadableFile, match=r"not recognized|not exist|No such file"
            ):
                OgrReader().layers(wrong)
        for layer, subset in (("lakes", None), (7, None), ("plots", "nothing = 1")):
            with pytest.raises(UnreadableLayer):
                OgrReader().shapes(path, layer, subset)
    finally:
        if raises and not raised_before:
            ogr.DontUseExceptions()
            gdal.DontUseExceptions()


def test_it_asks_no_server_for_a_while():
    with OgrReader().offline():
        assert gdal.GetThreadLocalConfigOption("GDAL_HTTP_PROXY") == "offline://"
    assert gdal.GetThreadLocalConfigOption("GDAL_HTTP_PROXY") is None
