# SPDX-License-Identifier: GPL-3.0-or-later
"""The virtual raster that GDAL is given, read back as XML."""

from __future__ import annotations

import numpy as np
import pytest
from affine import Affine
from defusedxml import ElementTree
from rasterio.crs import CRS
from rasterio.enums import Resampling

from exogenous.core.compute import gdal_vrt
from exogenous.core.geometry.grid import Grid
from exogenous.core.georeferencing.gcps_rpcs import Rpcs
from exogenous.core.resampling.kernels import KERNELS, WARPERS

UTM, LAEA = CRS.from_epsg(32630), CRS.from_epsg(3035)
DST = Grid(crs=LAEA, transform=Affine(10.1, 0.5, 3e6, 0.25, -20.3, 2e6), rows=7, cols=9)
SRC = Grid(crs=UTM, transform=Affine(10, 0, 5e5, 0, -10, 5e6), rows=7, cols=9)

#: Texts that mean something in XML.
TEXTS = [
    'NETCDF:"a&b.nc":<lon>',
    'a "b" c',
    "it's",
    "a & b",
    "<a>",
    "]]>",
    "été ″",
    "&amp;",
    "\"'",
]

VALUES = np.zeros((30, 40), dtype="float32")


def numbers(text: str | None) -> list[float]:
    return [float(number) for number in (text or "").split(",")]


def warped(
    values: np.ndarray = VALUES,
    resampler: Resampling = Resampling.cubic,
    none: int | None = None,
    path: str = "/vsimem/a.tif",
    ratio: tuple[float, float] = (1 / 3, 2),
) -> ElementTree.Element:
    transformer = gdal_vrt.transformer_xml(gdal_vrt.grid_xml(SRC), DST, "", 0)
    return ElementTree.fromstring(
        gdal_vrt.warped_xml(path, values, DST, transformer, resampler, ratio, none)
    )


def options(root: ElementTree.Element) -> dict[str, str]:
    return {one.get("name"): one.text for one in root.iterfind(".//Option")}


def test_the_target_has_gdals_order_of_a_transform() -> None:
    root = warped()
    assert (root.get("rasterXSize"), root.get("rasterYSize")) == ("9", "7")
    assert CRS.from_wkt(root.findtext("SRS")) == LAEA
    assert numbers(root.findtext("GeoTransform")) == [3e6, 10.1, 0.5, 2e6, 0.25, -20.3]


@pytest.mark.parametrize("resampler", WARPERS)
def test_a_kernel_has_gdals_name_and_its_width_to_the_last_digit(
    resampler: Resampling,
) -> None:
    root = warped(resampler=resampler)
    assert root.findtext(".//ResampleAlg") == KERNELS[resampler].gdal_name
    assert float(options(root)["XSCALE"]) == 1 / 3
    assert float(options(root)["YSCALE"]) == (1 if KERNELS[resampler].radius_px else 2)
    # GDAL's sum counts pixels twice where it looks at all that is in memory.
    everything = None if resampler is Resampling.sum else "40"
    assert options(root).get("SOURCE_EXTRA") == everything


@pytest.mark.parametrize(
    ("dtype", "none", "kind", "src", "dst"),
    [
        ("float32", None, "Float32", "nan", "nan"),
        ("float64", None, "Float64", "nan", "nan"),
        ("uint8", 255, "Byte", None, "255"),
    ],
)
def test_nodata_is_nan_or_a_byte_of_the_result_alone(
    dtype: str, none: int | None, kind: str, src: str | None, dst: str
) -> None:
    root = warped(VALUES.astype(dtype), none=none)
    assert root.find("VRTRasterBand").get("dataType") == kind
    assert root.findtext(".//WorkingDataType") == kind
    assert root.findtext(".//SrcNoDataReal") == src
    assert root.findtext(".//DstNoDataReal") == dst


def test_a_path_may_hold_any_text() -> None:
    path = "/vsimem/<a> & 'b' \"c\".tif"
    assert warped(path=path).findtext(".//SourceDataset") == path


def test_both_ways_between_pixels_and_ground_are_said() -> None:
    root = warped()
    for tag, grid in (("Src", SRC), ("Dst", DST)):
        t = Affine.from_gdal(*numbers(root.findtext(f".//{tag}GeoTransform")))
        back = Affine.from_gdal(*numbers(root.findtext(f".//{tag}InvGeoTransform")))
        assert t == grid.transform
        assert (t * back).almost_equals(Affine.identity(), precision=1e-6)


@pytest.mark.parametrize("tolerance_px", [0, 0.01])
def test_a_transform_is_interpolated_only_where_an_error_is_allowed(
    tolerance_px: float,
) -> None:
    text = gdal_vrt.transformer_xml("<x/>", DST, "", tolerance_px)
    root = ElementTree.fromstring(text)
    if tolerance_px:
        assert float(root.findtext("MaxError")) == tolerance_px
        root = root.find("BaseTransformer/GenImgProjTransformer")
    assert root.tag == "GenImgProjTransformer"
    assert root.find("x") is not None


def test_a_reprojection_names_both_crss_and_the_longitude_to_be_around() -> None:
    root = ElementTree.fromstring(gdal_vrt.reprojection_xml(UTM, DST, None))
    assert CRS.from_wkt(root.findtext(".//SourceSRS")) == UTM
    assert CRS.from_wkt(root.findtext(".//TargetSRS")) == LAEA
    assert root.find(".//Options") is None
    root = ElementTree.fromstring(gdal_vrt.reprojection_xml(UTM, DST, 180))
    option = root.find(".//Option")
    assert (option.get("key"), float(option.text)) == ("CENTER_LONG", 180)


def test_one_crs_needs_none_but_to_be_put_around_a_longitude() -> None:
    assert gdal_vrt.reprojection_xml(UTM, SRC, None) == ""
    assert "CENTER_LONG" in gdal_vrt.reprojection_xml(UTM, SRC, 10.5)


@pytest.mark.parametrize("text", TEXTS)
def test_keys_and_values_of_tags_arrive_as_they_are(text: str) -> None:
    tags = (("LINE_OFF", "1"), (text, text))
    rpcs = Rpcs(crs=CRS.from_epsg(4326), tags=tags, rows=10, cols=10)
    for described in (gdal_vrt.rpcs_xml(rpcs), gdal_vrt.geolocation_xml(tags)):
        items = ElementTree.fromstring(described).iter("MDI")
        assert [(item.get("key"), item.text) for item in items] == list(tags)


def test_a_kernel_that_keeps_its_width_is_said_to_have_it() -> None:
    """GDAL widens its Lanczos and its B-spline from the least difference on."""
    root = warped(resampler=Resampling.lanczos, ratio=(0.951, 0.999))
    assert (options(root)["XSCALE"], options(root)["YSCALE"]) == ("1.0", "1.0")


def test_a_width_that_gdal_does_not_believe_is_not_said() -> None:
    root = warped(ratio=(0.001, 0.5))
    assert float(options(root)["XSCALE"]) == 0.005
    assert float(options(root)["YSCALE"]) == 0.5
