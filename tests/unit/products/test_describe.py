# SPDX-License-Identifier: GPL-3.0-or-later
"""Products in words and in values."""

from __future__ import annotations

import base64
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from rasterio.crs import CRS
from rasterio.io import MemoryFile
from rasters import make_raster, placed
from safe_builder import SafeBuilder, counts

from exogenous.core.products import open_product
from exogenous.core.products.describe import describe, to_values
from exogenous.core.products.page import to_html
from exogenous.core.request import aoi_parsing as area_file

if TYPE_CHECKING:
    from pathlib import Path

IMAGES = {("04", 10): counts(10), ("04", 20): counts(20), ("SCL", 20): counts(20)}


MAPPING = {
    "COASTAL_AEROSOL": "01",
    "BLUE": "02",
    "GREEN": "03",
    "RED": "04",
    "VEGETATION_RED_EDGE_1": "05",
    "VEGETATION_RED_EDGE_2": "06",
    "VEGETATION_RED_EDGE_3": "07",
    "NIR": "08",
    "NARROW_NIR": "8A",
    "WATER_VAPOUR": "09",
    "SWIR_1": "11",
    "SWIR_2": "12",
    **{name: name for name in ("SCL", "AOT", "WVP", "CLDPRB", "SNWPRB")},
}


class Page(HTMLParser):
    """The words of a page's table cells, row by row; refuses what does not close."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        links = [text for name, text in attrs if name in ("src", "href")]
        assert all((text or "").startswith("data:image/jpeg;base64,") for text in links)
        if tag == "table" and "td" in self.open:
            self.rows.append([])
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        if tag not in ("meta", "br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] in ("td", "th"):
            self.rows[-1][-1] += data


def test_values_of_a_product(tmp_path: Path) -> None:
    path = SafeBuilder(images=IMAGES).write(tmp_path)
    assert to_values(describe(open_product(str(path)))) == {
        "NAME": "S2C_MSIL2A_20251017T111101_N0511_R137_T32VLM_20251017T151300",
        "CONDENSED_NAME": "20251017T111101_S2_T32VLM_L2A_151300",
        "CONSTELLATION": "Sentinel-2",
        "SENSOR_TYPE": "Optical",
        "PRODUCT_TYPE": "MSIL2A",
        "ACQUISITION": "2025-10-17T11:11:01",
        "CLOUD_COVER": 2.722754,
        "TILE": "T32VLM",
        "CRS": "EPSG:32632",
        "PIXEL_SIZE": 10.0,
        "WIDTH": 24,
        "HEIGHT": 24,
        "EXTENT": "300000,300240,6699780,6700020 [EPSG:32632]",
        "BANDS": "RED,SCL",
        "QUALITY_MASKS": "",
        "BAND_MAPPING": json.dumps(MAPPING),
        "WARNINGS": "The product has no detector footprint masks; "
        "pixels with DN 0 are taken as nodata.",
    }


def test_the_extent_is_one_that_an_aoi_can_be(tmp_path: Path) -> None:
    path = SafeBuilder(images=IMAGES).write(tmp_path)
    product = open_product(str(path))
    area = area_file.from_text(str(to_values(describe(product))["EXTENT"]))
    assert area.block_of(product.pixels()) == product.pixels().whole


def test_values_of_a_raster_leave_out_what_it_does_not_say(tmp_path: Path) -> None:
    values = to_values(describe(open_product(str(make_raster(tmp_path / "a.tif")))))
    assert "CLOUD_COVER" not in values
    assert values["CONSTELLATION"] == values["ACQUISITION"] == values["WARNINGS"] == ""
    assert (values["NAME"], values["BANDS"]) == ("a", "Band 1")


@pytest.mark.parametrize(
    ("crs", "code"),
    [
        ("EPSG:2154", "EPSG:2154"),
        ("+proj=utm +zone=12 +datum=WGS84 +units=m", "EPSG:32612"),
        ("+proj=utm +zone=12 +ellps=GRS80 +units=m", None),  # EPSG:6367, nearly
        ("+proj=laea +lat_0=47 +lon_0=3 +ellps=sphere", None),
    ],
)
def test_a_crs_is_a_code_only_where_it_is_that_one(
    tmp_path: Path, crs: str, code: str | None
) -> None:
    path = make_raster(tmp_path / "a.tif", crs=crs)
    values = to_values(describe(open_product(str(path))))
    assert values["CRS"] == code or CRS.from_wkt(str(values["CRS"])) == (
        open_product(str(path)).pixels().crs
    )
    assert str(values["EXTENT"]).endswith(f" [{code}]") == (code is not None)


def test_a_product_without_images_shows_what_its_metadata_promise(
    tmp_path: Path,
) -> None:
    description = describe(open_product(str(SafeBuilder().write(tmp_path))))
    values = to_values(description)
    assert (values["WIDTH"], values["HEIGHT"], values["PIXEL_SIZE"]) == (24, 24, 10)
    assert values["EXTENT"] == "300000,300240,6699780,6700020 [EPSG:32632]"
    assert values["BANDS"] == ""
    assert "can be described, not read" in str(values["WARNINGS"])
    rows = Page(to_html(description)).rows
    assert ["Pixel size", "10 m (as the metadata say)"] in rows
    assert ["RED", "04", "", "not in the product"] in rows


def test_the_page_lists_facts_bands_sizes_and_files(tmp_path: Path) -> None:
    path = SafeBuilder(images=IMAGES).write(tmp_path)
    rows = Page(to_html(describe(open_product(str(path))))).rows
    assert ["Extent", "300000,300240,6699780,6700020 [EPSG:32632]"] in rows
    stem = "T32VLM_20251017T111101"
    assert ["Tile", "T32VLM"] in rows
    assert ["Processing baseline", "05.11"] in rows
    assert ["Columns x rows", "24 x 24"] in rows
    assert [
        "RED",
        "04",
        "10 m20 m",
        f"R10m/{stem}_B04_10m.jp2R20m/{stem}_B04_20m.jp2",
    ] in rows
    assert ["NIR", "08", "", "not in the product"] in rows


def test_the_page_of_an_archive_names_files_inside_it(tmp_path: Path) -> None:
    builder = SafeBuilder(images=IMAGES)
    html = to_html(describe(open_product(str(builder.zip(tmp_path)))))
    (files,) = [row[3] for row in Page(html).rows if row[0] == "SCL"]
    assert files == "R20m/T32VLM_20251017T111101_SCL_20m.jp2"
    folder = f"{builder.name}.SAFE/GRANULE/L2A_T32VLM_A1/IMG_DATA"
    assert f"Files are in {folder}/</p>" in html


def test_nothing_in_a_page_is_taken_for_markup(tmp_path: Path) -> None:
    name = '<b>&amp;"bold"\''
    path = make_raster(tmp_path / "a&b.tif", descriptions=[name])
    html = to_html(describe(open_product(str(path))))
    assert "<b>" not in html
    assert [name, "1", "10 m", "a&b.tif"] in Page(html).rows
    assert "<h2>a&amp;b</h2>" in html


def test_the_page_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    path = SafeBuilder(images=IMAGES).write(tmp_path)
    html = to_html(describe(open_product(str(path))))
    assert not re.search(r"https?:|<script|<link|@import|url\(", html)


def test_masks_are_listed_with_what_they_say(tmp_path: Path) -> None:
    masks = {
        ("DETFOO", "04"): np.ones((24, 24), "u1"),
        ("DETFOO", "08"): np.ones((24, 24), "u1"),
        ("CLASSI", "00"): np.zeros((3, 4, 4), "u1"),
    }
    builder = SafeBuilder(images=IMAGES, masks=masks)
    description = describe(open_product(str(builder.write(tmp_path))))
    rows = Page(to_html(description)).rows
    meaning = "the detector that saw the pixel, 0 for none"
    assert ["DETFOO", "DETFOO_RED, … (2 bands)", meaning] in rows
    assert ["SNOW_ICE", "SNOW_ICE", "snow and ice"] in rows
    kinds = to_values(description)["QUALITY_MASKS"]
    assert kinds == "DETFOO,OPAQUE,CIRRUS,SNOW_ICE"


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
@pytest.mark.parametrize("packed", [False, True])
def test_the_picture_is_the_products_own_and_small(
    tmp_path: Path, *, packed: bool
) -> None:
    builder = SafeBuilder(images={**IMAGES, ("PVI", 10): picture(700)})
    path = builder.zip(tmp_path) if packed else builder.write(tmp_path)
    product = open_product(str(path))
    assert describe(product).quicklook == ""
    uri = describe(product, with_quicklook=True).quicklook
    assert uri in to_html(describe(product, with_quicklook=True))
    assert len(uri) < 40_000
    jpeg = base64.b64decode(uri.removeprefix("data:image/jpeg;base64,"))
    with MemoryFile(jpeg) as memory, memory.open() as src:
        assert (src.count, src.height, src.width) == (3, 343, 343)
        red, green, blue = src.read()
    assert abs(red.astype(int) - 200).max() < 4
    assert abs(green.astype(int) - 100).max() < 4
    assert blue[:, :20].mean() < 20
    assert blue[:, -20:].mean() > 230


def picture(size_px: int) -> Any:
    made = np.full((3, size_px, size_px), 200, dtype="u1")
    made[1] = 100
    made[2] = np.linspace(0, 255, size_px)
    return made


def test_a_picture_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    builder = SafeBuilder(images={**IMAGES, ("PVI", 10): picture(50)})
    safe = builder.write(tmp_path)
    next(safe.rglob("*_PVI.jp2")).write_bytes(b"no picture")
    description = describe(open_product(str(safe)), with_quicklook=True)
    assert description.quicklook == ""
    assert "There is no picture: quicklook: " in description.warnings[-1]
    assert "<img" not in to_html(description)


def test_a_coarser_file_of_a_list_has_its_own_pixel_size(tmp_path: Path) -> None:
    coarse = make_raster(tmp_path / "x_b.tif", transform=placed(pixel=60))
    fine = make_raster(tmp_path / "x_a.tif")
    rows = Page(to_html(describe(open_product([coarse, fine])))).rows
    assert ["b", "1", "60 m", "x_b.tif"] in rows
    assert ["a", "2", "10 m", "x_a.tif"] in rows


def test_pixels_in_degrees_say_so(tmp_path: Path) -> None:
    place = placed(left=5, top=60, pixel=0.25)
    path = make_raster(tmp_path / "a.tif", crs="EPSG:4326", transform=place)
    rows = Page(to_html(describe(open_product(path)))).rows
    assert ["Pixel size", "0.25°"] in rows
    assert ["Longitude, latitude", "5.0000 to 8.7500, 57.0000 to 60.0000"] in rows
