# SPDX-License-Identifier: GPL-3.0-or-later
"""Products in words: a page of HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import numpy as np
from rasters import make_raster, placed
from safe_builder import SafeBuilder, counts

from exogenous.core.geometry.grid_text import crs_name
from exogenous.core.products import open_product
from exogenous.core.products.describe import describe, to_values
from exogenous.core.products.page import to_html

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


def test_the_page_names_a_crs_as_dialog_and_log_do(tmp_path: Path) -> None:
    path = make_raster(tmp_path / "a.tif", crs="+proj=laea +lat_0=47 +lon_0=3")
    product = open_product(path)
    name = crs_name(product.pixels().crs)
    assert "laea" in name or "Lambert" in name
    assert ["CRS", name] in Page(to_html(describe(product))).rows
