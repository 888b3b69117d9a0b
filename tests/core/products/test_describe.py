# SPDX-License-Identifier: GPL-3.0-or-later
"""Products in words and in values."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from rasterio.crs import CRS
from rasters import make_raster
from safe_builder import SafeBuilder, counts

from exogenous.core import aoi
from exogenous.core.products import open_product
from exogenous.core.products.describe import describe, to_html, to_values

if TYPE_CHECKING:
    from pathlib import Path

IMAGES = {("04", 10): counts(10), ("04", 20): counts(20), ("SCL", 20): counts(20)}


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
        assert not {"src", "href"} & {name for name, _ in attrs}
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
        if tag not in ("meta", "br"):
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
        "WARNINGS": "The product has no detector footprint masks; "
        "pixels with DN 0 are taken as nodata.",
    }


def test_the_extent_is_one_that_an_aoi_can_be(tmp_path: Path) -> None:
    path = SafeBuilder(images=IMAGES).write(tmp_path)
    product = open_product(str(path))
    area = aoi.from_text(str(to_values(describe(product))["EXTENT"]))
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
    assert ["Pixel size", "10 (as the metadata say)"] in rows
    assert ["RED", "04", "", "not in the product"] in rows


def test_the_page_lists_facts_bands_sizes_and_files(tmp_path: Path) -> None:
    path = SafeBuilder(images=IMAGES).write(tmp_path)
    rows = Page(to_html(describe(open_product(str(path))))).rows
    images = "GRANULE/L2A_T32VLM_A1/IMG_DATA"
    stem = "T32VLM_20251017T111101"
    assert ["Tile", "T32VLM"] in rows
    assert ["Processing baseline", "05.11"] in rows
    assert ["Width x height (pixels)", "24 x 24"] in rows
    assert ["Quality masks", "none"] in rows
    assert [
        "RED",
        "04",
        "10, 20",
        f"{images}/R10m/{stem}_B04_10m.jp2{images}/R20m/{stem}_B04_20m.jp2",
    ] in rows
    assert ["NIR", "08", "", "not in the product"] in rows


def test_the_page_of_an_archive_names_files_inside_it(tmp_path: Path) -> None:
    builder = SafeBuilder(images=IMAGES)
    rows = Page(to_html(describe(open_product(str(builder.zip(tmp_path)))))).rows
    (files,) = [row[3] for row in rows if row[0] == "SCL"]
    assert files.startswith(f"{builder.name}.SAFE/GRANULE/")


def test_nothing_in_a_page_is_taken_for_markup(tmp_path: Path) -> None:
    name = '<b>&amp;"bold"\''
    path = make_raster(tmp_path / "a&b.tif", descriptions=[name])
    html = to_html(describe(open_product(str(path))))
    assert "<b>" not in html
    assert [name, "1", "10", "a&b.tif"] in Page(html).rows
    assert "<h1>a&amp;b</h1>" in html


def test_the_page_needs_nothing_from_elsewhere(tmp_path: Path) -> None:
    path = SafeBuilder(images=IMAGES).write(tmp_path)
    html = to_html(describe(open_product(str(path))))
    assert not re.search(r"https?:|<script|<link|@import|url\(", html)
