# SPDX-License-Identifier: GPL-3.0-or-later
"""A product's description as a page, for browsers and for QGIS's results viewer.

The viewer knows little of CSS, so the layout is made of tables.
"""

from __future__ import annotations

import posixpath
from html import escape
from typing import TYPE_CHECKING, Final

from .grid_words import (
    crs_text,
    degrees_text,
    extent_text,
    length_text,
    number_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .describe import BandDescription, Description
    from .product import BandGroup

#: What is shown under which label, in this order, where it is known.
_LABELS: Final = {
    "condensed_name": "Condensed name",
    "constellation": "Constellation",
    "satellite": "Satellite",
    "instrument": "Instrument",
    "sensor_type": "Sensor type",
    "product_type": "Product type",
    "processing_baseline": "Processing baseline",
    "acquisition_datetime": "Acquisition (UTC)",
    "tile_name": "Tile",
    "relative_orbit": "Relative orbit",
    "orbit_direction": "Orbit direction",
    "cloud_cover": "Cloud cover (%)",
    "read_by": "Read by",
    "product_path": "Path",
}

_STYLE: Final = (
    "body{font-family:sans-serif;font-size:9pt;color:#222;background-color:#fff}"
    "h2{font-size:large} h3{font-size:medium;margin-top:18px}"
    "td,th{text-align:left;vertical-align:top;font-size:9pt}"
    ".label{color:#667} .label,.whole{white-space:nowrap}"
    " .long{word-break:break-all}"
    ".head{background-color:#e8eef2} .note{background-color:#fff4d6}"
)


def to_html(description: Description) -> str:
    """Return a description as a page that needs nothing from elsewhere."""
    title = escape(description.name)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n"
        f"<body>\n<h2>{title}</h2>\n"
        f"{_notes(description.warnings)}{_top(description)}"
        f"<h3>Bands</h3>\n{_bands(description)}{_masks(description.masks)}"
        "</body>\n</html>\n"
    )


def _notes(warnings: Sequence[str]) -> str:
    rows = "".join(
        f'<tr><td class="note">{escape(text)}</td></tr>\n' for text in warnings
    )
    return _table(rows, padding=6) if rows else ""


def _top(description: Description) -> str:
    """Lay out the facts, and the picture beside them."""
    facts = [
        (label, _fact(description.facts[key]))
        for key, label in _LABELS.items()
        if key in description.facts
    ]
    rows = "".join(
        f'<tr><td class="label">{escape(label)}</td>'
        f'<td class="long">{escape(text)}</td></tr>\n'
        for label, text in [*facts, *_grid_facts(description)]
    )
    table = _table(rows)
    if not description.quicklook:
        return table
    picture = f'<img src="{description.quicklook}" alt="quicklook">'
    return _table(f"<tr><td>{picture}</td><td>{table}</td></tr>\n", padding=6)


def _fact(value: str | float) -> str:
    if isinstance(value, float):
        return number_text(value)
    is_time = len(value) > len("YYYY-MM-DD") and value[10] == "T"
    return value.replace("T", " ", 1) if is_time else value


def _grid_facts(description: Description) -> list[tuple[str, str]]:
    grid = description.grid
    if grid is None:
        return []
    size = " x ".join(dict.fromkeys(length_text(v, grid) for v in grid.pixel_size))
    source = "" if description.has_images else " (as the metadata say)"
    degrees = degrees_text(grid)
    return [
        ("CRS", crs_text(grid.crs)),
        ("Pixel size", size + source),
        ("Columns x rows", f"{grid.cols} x {grid.rows}{source}"),
        ("Extent", extent_text(grid) + source),
        *([("Longitude, latitude", degrees)] if degrees else []),
    ]


def _bands(description: Description) -> str:
    folder = _common_folder(description.bands)
    rows = "".join(_band_row(band, description, folder) for band in description.bands)
    where = f"<p>Files are in {escape(folder)}</p>\n" if folder else ""
    return where + _table(_head("Name", "Id", "Pixel size", "File") + rows)


def _band_row(band: BandDescription, description: Description, folder: str) -> str:
    absent = "read by EOReader" if band.is_there else "not in the product"
    grid = description.grid
    files = [
        (length_text(size, grid) if size and grid else "", file[len(folder) :])
        for size, file in zip(band.pixel_sizes, band.files, strict=True)
    ]
    sizes, names = zip(*(files or [("", absent)]), strict=True)
    cells = ([band.name], [band.id], sizes, names)
    texts = "".join(
        f'<td class="whole">{"<br>".join(map(escape, lines))}</td>' for lines in cells
    )
    return f"<tr>{texts}</tr>\n"


def _masks(masks: Sequence[BandGroup]) -> str:
    if not masks:
        return ""
    rows = "".join(
        f'<tr><td class="whole">{escape(group.kind)}</td>'
        f'<td class="whole">{escape(_asked_as(group.names))}</td>'
        f"<td>{escape(group.meaning)}</td></tr>\n"
        for group in masks
    )
    head = "<h3>Quality masks</h3>\n"
    return head + _table(_head("Mask", "Ask for it as", "Says") + rows)


def _asked_as(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    example = next((name for name in names if name.endswith("_RED")), names[0])
    return f"{example}, … ({len(names)} bands)"


def _head(*labels: str) -> str:
    cells = "".join(f'<th class="head">{escape(label)}</th>' for label in labels)
    return f"<tr>{cells}</tr>\n"


def _table(rows: str, padding: int = 3) -> str:
    return f'<table cellspacing="0" cellpadding="{padding}">\n{rows}</table>\n'


def _common_folder(bands: Iterable[BandDescription]) -> str:
    """Return the folder that all files of several are in, a slash at its end."""
    folders = {posixpath.dirname(file) for band in bands for file in band.files}
    if len(folders) < 2 and "" not in folders:
        return f"{folders.pop()}/" if folders else ""
    if any(posixpath.isabs(folder) for folder in folders) or "" in folders:
        return ""
    common = posixpath.commonpath(folders)
    return f"{common}/" if common else ""
