# SPDX-License-Identifier: GPL-3.0-or-later
"""Names, colours and tables of classes, as GDAL finds them with a result."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from rasters import PIXEL, make_raster, placed, ramp

from exogenous.core.io.band_description import BandDescription, band_description
from exogenous.core.pipeline import collocate, stack
from exogenous.core.request.layer_table import parse_exo
from exogenous.core.request.request import OutputOptions, Request

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("none", "forêt & sea", "", "<ice>")
COLOURS = {0: (0, 0, 0, 255), 1: (0, 90, 0, 255), 2: (9, 9, 9, 255), 3: (8, 7, 6, 255)}
TABLE = (
    '<GDALRasterAttributeTable tableType="thematic">'
    '<FieldDefn index="0"><Name>Value</Name><Type>0</Type><Usage>5</Usage></FieldDefn>'
    '<FieldDefn index="1"><Name>Count</Name><Type>0</Type><Usage>1</Usage></FieldDefn>'
    '<FieldDefn index="2"><Name>Class</Name><Type>2</Type><Usage>2</Usage></FieldDefn>'
    '<Row index="0"><F>1</F><F>480</F><F>forest</F></Row></GDALRasterAttributeTable>'
)


@pytest.fixture
def product(tmp_path: Path) -> Path:
    return make_raster(tmp_path / "product.tif", ramp(20, 24, "int32") % 200)


def cover(path: Path, inside: str = "", **how: Any) -> Path:
    codes = np.random.default_rng(0).integers(0, 4, (10, 12)).astype(np.uint8)
    make_raster(path, codes, transform=placed(pixel=2 * PIXEL), **how)
    if inside:
        path.with_name(f"{path.name}.aux.xml").write_text(
            f'<PAMDataset><PAMRasterBand band="1">{inside}</PAMRasterBand>'
            "</PAMDataset>",
            encoding="utf-8",
        )
    return path


def names_xml() -> str:
    texts = (n.replace("&", "&amp;").replace("<", "&lt;") for n in NAMES)
    names = "".join(f"<Category>{text}</Category>" for text in texts)
    return f"<CategoryNames>{names}</CategoryNames>"


def told(path: str, band: int = 1) -> BandDescription:
    with rasterio.open(path) as src:
        return band_description(src, band)


@pytest.mark.parametrize("form", ["GTiff", "COG"])
@pytest.mark.parametrize("resampler", ["auto", "nearest", "mode", "max"])
def test_names_stay_with_codes(
    product: Path, tmp_path: Path, resampler: str, form: str
) -> None:
    path = cover(tmp_path / "c.tif", names_xml(), colormap=COLOURS)
    row = {"path": str(path), "resampler": resampler}
    request = Request(product=str(product), layers=parse_exo([row]))
    options = OutputOptions(format=form)
    (written,) = collocate(request, str(tmp_path / "out"), options).paths
    assert told(written).categories == NAMES
    with rasterio.open(written) as src:
        assert src.colormap(1)[1] == (0, 90, 0, 255)


@pytest.mark.parametrize(
    "row", [{"resampler": "average"}, {"resampler": "cubic"}, {"scale": 2}]
)
def test_names_go_where_values_are_no_codes(
    product: Path, tmp_path: Path, row: dict[str, Any]
) -> None:
    path = cover(tmp_path / "c.tif", names_xml() + TABLE, colormap=COLOURS)
    request = Request(
        product=str(product), layers=parse_exo([{"path": str(path), **row}])
    )
    (written,) = collocate(request, str(tmp_path / "out")).paths
    assert told(written) == BandDescription()
    stack(request, str(tmp_path / "s.tif"))
    assert told(str(tmp_path / "s.tif")) == BandDescription()


@pytest.mark.parametrize("dtype", [None, "uint8"])
def test_a_band_of_a_stack_has_its_names_and_colours(
    product: Path, tmp_path: Path, dtype: str | None
) -> None:
    path = cover(tmp_path / "c.tif", names_xml(), colormap=COLOURS)
    layers = parse_exo([str(path)])
    request = Request(product=str(product), bands=("1",), layers=layers)
    stack(request, str(tmp_path / "s.tif"), OutputOptions(dtype=dtype))
    assert told(str(tmp_path / "s.tif")) == BandDescription()
    found = told(str(tmp_path / "s.tif"), 2)
    assert found.categories == NAMES
    assert found.has_class_table
    assert "<F>1</F><F>forêt &amp; sea</F><F>0</F><F>90</F>" in "".join(
        line.strip() for line in found.attribute_table.splitlines()
    )


def test_a_table_loses_the_sources_counts(product: Path, tmp_path: Path) -> None:
    path = cover(tmp_path / "c.tif", TABLE)
    request = Request(product=str(product), layers=parse_exo(str(path)))
    (written,) = collocate(request, str(tmp_path / "out")).paths
    table = told(written).attribute_table
    assert "forest" in table
    assert "480" not in table
    assert "Count" not in table


def test_packed_numbers_are_no_codes(product: Path, tmp_path: Path) -> None:
    path = cover(tmp_path / "c.tif", names_xml())
    codes = {"path": str(path), "scale": 0.1}
    request = Request(product=str(product), layers=parse_exo([codes]))
    options = OutputOptions(dtype="uint8")
    (written,) = collocate(request, str(tmp_path / "out"), options).paths
    assert told(written) == BandDescription()


def test_what_gdal_wrote_beside_a_result_stays(product: Path, tmp_path: Path) -> None:
    path = cover(tmp_path / "c.tif", names_xml())
    request = Request(product=str(product), layers=parse_exo(str(path)))
    options = OutputOptions(creation={"PROFILE": "BASELINE"})
    (written,) = collocate(request, str(tmp_path / "out"), options).paths
    assert told(written).categories == NAMES
    with rasterio.open(written) as src:
        assert src.tags(1)["resampler"] == "nearest"
