# SPDX-License-Identifier: GPL-3.0-or-later
"""What GDAL tells of a band's classes, wherever the format keeps their names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from rasters import make_raster

from exogenous.core.io.band_description import BandDescription, band_description

if TYPE_CHECKING:
    from pathlib import Path

#: Columns by their type and their usage, and one row, as GDAL writes them.
COLUMNS = {
    "names": ("thematic", [("0", "5", "3"), ("2", "2", "forest")], 1),
    "names in a table of ranges": ("athematic", [("0", "0", "3"), ("2", "2", "a")], 1),
    "colours": ("thematic", [("0", "5", "3"), ("0", "6", "255")], 300),
    "values and counts": ("thematic", [("0", "5", "3"), ("0", "1", "9")], 12),
}
NO_CLASSES = {
    "values and counts of many": ("thematic", [("0", "5", "3"), ("0", "1", "9")], 300),
    "colours of ranges": ("athematic", [("1", "3", "0.5"), ("0", "6", "255")], 5),
    "bins of a histogram": ("athematic", [("1", "3", "0.5"), ("0", "1", "9")], 5),
    "columns without rows": ("thematic", [("0", "5", "3")], 0),
}


def table_xml(kind: str, columns: list[tuple[str, str, str]], rows: int) -> str:
    fields = "".join(
        f'<FieldDefn index="{n}"><Name>c{n}</Name><Type>{type_}</Type>'
        f"<Usage>{usage}</Usage></FieldDefn>"
        for n, (type_, usage, _) in enumerate(columns)
    )
    cells = "".join(f"<F>{cell}</F>" for _, _, cell in columns)
    lines = "".join(f'<Row index="{n}">{cells}</Row>' for n in range(rows))
    name = "GDALRasterAttributeTable"
    return f'<{name} tableType="{kind}">{fields}{lines}</{name}>'


def described(path: Path, inside: str, band: int = 1) -> BandDescription:
    """Write a raster of two bands with something in the `.aux.xml` of one."""
    make_raster(path, np.ones((2, 4, 5), dtype=np.uint8))
    path.with_name(path.name + ".aux.xml").write_text(
        f'<PAMDataset><PAMRasterBand band="{band}">{inside}</PAMRasterBand>'
        "</PAMDataset>",
        encoding="utf-8",
    )
    with rasterio.open(path) as src:
        assert band_description(src, 3 - band) == BandDescription()
        return band_description(src, band)


def test_names_of_classes_are_told(tmp_path: Path) -> None:
    names = "".join(f"<Category>{one}</Category>" for one in ("", "forêt", "a & b"))
    names = names.replace("&", "&amp;")
    found = described(tmp_path / "a.tif", f"<CategoryNames>{names}</CategoryNames>", 2)
    assert found.categories == ("", "forêt", "a & b")


def test_empty_names_are_none(tmp_path: Path) -> None:
    names = "<CategoryNames><Category></Category></CategoryNames>"
    assert described(tmp_path / "a.tif", names) == BandDescription()


@pytest.mark.parametrize("table", COLUMNS.values(), ids=COLUMNS.keys())
def test_tables_of_classes_are_told(
    tmp_path: Path, table: tuple[str, list[tuple[str, str, str]], int]
) -> None:
    found = described(tmp_path / "a.tif", table_xml(*table))
    assert found.has_class_table
    assert found.attribute_table.count("<Row") == table[2]


@pytest.mark.parametrize("table", NO_CLASSES.values(), ids=NO_CLASSES.keys())
def test_other_tables_are_told_apart(
    tmp_path: Path, table: tuple[str, list[tuple[str, str, str]], int]
) -> None:
    found = described(tmp_path / "a.tif", table_xml(*table))
    assert not found.has_class_table
    assert found.attribute_table


def names_of(*names: str) -> str:
    inside = "".join(f"<Category>{name}</Category>" for name in names)
    return f"<CategoryNames>{inside}</CategoryNames>"


def test_a_file_that_changes_is_looked_at_again(tmp_path: Path) -> None:
    path = make_raster(tmp_path / "a.tif")
    with rasterio.open(path) as src:
        assert band_description(src, 1) == BandDescription()
    one = "<CategoryNames><Category>sea</Category></CategoryNames>"
    aux = f'<PAMDataset><PAMRasterBand band="1">{one}</PAMRasterBand></PAMDataset>'
    (tmp_path / "a.tif.aux.xml").write_text(aux, encoding="utf-8")
    with rasterio.open(path) as src:
        assert band_description(src, 1).categories == ("sea",)


def test_tags_that_are_no_xml_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    described(path, names_of("sea"))
    raw = make_raster(tmp_path / "b.tif", tags={"who": "Zoe-at-home"}).read_bytes()
    path.write_bytes(raw.replace(b"Zoe-at-home", b"Zo\xeb at\x01home"))
    with rasterio.open(path) as src:
        assert band_description(src, 1).categories == ("sea",)


@pytest.mark.parametrize("driver", ["GTiff", "PNG"])
def test_a_format_without_names_is_not_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, driver: str
) -> None:
    path = make_raster(tmp_path / "a", np.ones((4, 5), dtype=np.uint8), driver=driver)
    for sidecar in tmp_path.glob("*.aux.xml"):
        sidecar.unlink()
    with rasterio.open(path) as src:
        monkeypatch.setattr(rasterio, "open", pytest.fail)
        assert band_description(src, 1) == BandDescription()
