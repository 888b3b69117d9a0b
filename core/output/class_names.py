# SPDX-License-Identifier: GPL-3.0-or-later
"""Names, colours and tables of classes beside a raster, as GDAL's `.aux.xml` has them.

rasterio cannot write any of them, and a GeoTIFF of several bands has no palettes: there
the colours are in an attribute table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from defusedxml import ElementTree

from .encoding import needs_range

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..sources.legend import Legend
    from .file_plan import FilePlan

_TABLE: Final = "GDALRasterAttributeTable"

#: The kind of column that counts a source's pixels (GDALRATFieldUsage in gdal.h).
_PIXEL_COUNT: Final = "1"

#: The columns of a table that is made of a palette: name, type and usage (gdal.h).
_VALUE: Final = ("Value", 0, 5)
_NAME: Final = ("Class", 2, 2)
_COLOURS: Final = (("Red", 0, 6), ("Green", 0, 7), ("Blue", 0, 8), ("Alpha", 0, 9))

#: What palettes are filled up with.
_UNUSED: Final = frozenset({(0, 0, 0), (0, 0, 0, 0), (0, 0, 0, 255)})


def write_class_names(file: FilePlan, raster: Path) -> None:
    """Write the `.aux.xml` of a raster; none where no band has classes with names.

    Args:
        file: What the raster is.
        raster: Where it is, closed. What GDAL has written beside it stays.
    """
    bands = dict(_bands(file))
    if not bands:
        return
    path = raster.with_name(f"{raster.name}.aux.xml")
    text = path.read_text(encoding="utf-8") if path.exists() else "<PAMDataset/>"
    root = ElementTree.fromstring(text)
    own = {band.get("band"): band for band in root.findall("PAMRasterBand")}
    for number, inside in bands.items():
        parsed = ElementTree.fromstring(
            f'<PAMRasterBand band="{number}">{inside}</PAMRasterBand>'
        )
        if str(number) in own:
            own[str(number)].extend(list(parsed))
        else:
            root.append(parsed)
    path.write_text(ElementTree.tostring(root, encoding="unicode"), encoding="utf-8")


def _bands(file: FilePlan) -> Iterator[tuple[int, str]]:
    """Yield what there is to say of each band that has the codes of classes."""
    for number, layer in enumerate(file.layers, 1):
        legend, encoding = layer.legend, file.encodings[number - 1]
        if not legend.is_classes or needs_range(layer, encoding):
            continue
        has_palette = number == 1 and bool(file.colormap)
        inside = _names(legend) + _table(legend, has_palette=has_palette)
        if inside:
            yield number, inside


def _names(legend: Legend) -> str:
    escaped = map(_escaped, legend.categories)
    names = "".join(f"<Category>{name}</Category>" for name in escaped)
    return f"<CategoryNames>{names}</CategoryNames>" if names else ""


def _table(legend: Legend, *, has_palette: bool) -> str:
    """Return the source's table without its counts, or one of its palette's colours."""
    if legend.attribute_table:
        return _without_counts(legend.attribute_table)
    if has_palette or not legend.colormap:
        return ""
    codes = _used(legend)
    columns = (_VALUE, *((_NAME,) if legend.categories else ()), *_COLOURS)
    fields = "".join(
        f'<FieldDefn index="{index}"><Name>{name}</Name><Type>{kind}</Type>'
        f"<Usage>{usage}</Usage></FieldDefn>"
        for index, (name, kind, usage) in enumerate(columns)
    )
    rows = "".join(
        f'<Row index="{index}">{_cells(legend, code)}</Row>'
        for index, code in enumerate(codes)
    )
    return f'<{_TABLE} tableType="thematic">{fields}{rows}</{_TABLE}>'


def _escaped(text: str) -> str:
    """Return a text as XML has it between tags.

    Python's own function for it takes a twentieth of a second to import.
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _used(legend: Legend) -> list[int]:
    """Return the codes that have a name, or a colour up to the last that is none."""
    if legend.categories:
        named = (code for code, name in enumerate(legend.categories) if name)
        return [code for code in named if code in legend.colormap]
    coloured = [code for code, rgb in legend.colormap.items() if rgb not in _UNUSED]
    last = max(coloured, default=-1)
    return [code for code in sorted(legend.colormap) if code <= last]


def _cells(legend: Legend, code: int) -> str:
    name = [_escaped(legend.categories[code])] if legend.categories else []
    rgba = [*legend.colormap[code], 255][:4]
    return "".join(f"<F>{cell}</F>" for cell in (code, *name, *rgba))


def _without_counts(table: str) -> str:
    """Drop the columns that count the source's pixels, which the result's are not."""
    root = ElementTree.fromstring(table)
    columns = root.findall("FieldDefn")
    counts = [column.findtext("Usage") == _PIXEL_COUNT for column in columns]
    for column, is_count in zip(columns, counts, strict=True):
        if is_count:
            root.remove(column)
    for index, column in enumerate(root.findall("FieldDefn")):
        column.set("index", str(index))
    for row in root.findall("Row"):
        for cell, is_count in zip(row.findall("F"), counts, strict=True):
            if is_count:
                row.remove(cell)
    text: str = ElementTree.tostring(root, encoding="unicode")
    return text
