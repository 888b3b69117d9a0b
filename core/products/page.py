# SPDX-License-Identifier: GPL-3.0-or-later
"""A product's description as a page."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from .grid_words import crs_text, extent_text, number_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .describe import BandDescription, Description

#: What is shown under which label, in this order, where it is known.
_LABELS: Final = {
    "product_name": "Name",
    "condensed_name": "Condensed name",
    "product_path": "Path",
    "constellation": "Constellation",
    "satellite": "Satellite",
    "instrument": "Instrument",
    "sensor_type": "Sensor type",
    "product_type": "Product type",
    "processing_baseline": "Processing baseline",
    "acquisition_datetime": "Acquisition (UTC)",
    "relative_orbit": "Relative orbit",
    "orbit_direction": "Orbit direction",
    "cloud_cover": "Cloud cover (%)",
    "tile_name": "Tile",
    "quality_masks": "Quality masks",
}

_STYLE: Final = (
    "body{font-family:sans-serif} table{border-collapse:collapse;margin:1em 0}"
    " th,td{border:1px solid #999;padding:.2em .6em;text-align:left;"
    "vertical-align:top}"
)


def to_html(description: Description) -> str:
    """Return a description as a page that needs nothing from elsewhere."""
    facts = [
        (label, description.facts[key])
        for key, label in _LABELS.items()
        if key in description.facts
    ]
    title = html.escape(description.name)
    notes = [f"<p>⚠ {html.escape(text)}</p>\n" for text in description.warnings]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8">'
        f"<title>{title}</title><style>{_STYLE}</style></head>\n"
        f"<body>\n<h1>{title}</h1>\n{''.join(notes)}"
        f"<table>\n{_rows([*facts, *_grid_facts(description)])}</table>\n"
        "<h2>Bands</h2>\n<table>\n"
        f"{_row(('Name', 'Id', 'Pixel size', 'Files'), 'th')}"
        f"{''.join(_band_row(band) for band in description.bands)}"
        "</table>\n</body>\n</html>\n"
    )


def _grid_facts(description: Description) -> list[tuple[str, str]]:
    grid = description.grid
    if grid is None:
        return []
    size = " x ".join(dict.fromkeys(number_text(value) for value in grid.pixel_size))
    source = "" if description.has_images else " (as the metadata say)"
    return [
        ("CRS", crs_text(grid.crs)),
        ("Pixel size", size + source),
        ("Width x height (pixels)", f"{grid.cols} x {grid.rows}{source}"),
        ("Extent", extent_text(grid) + source),
    ]


def _rows(pairs: Iterable[tuple[str, str | float]]) -> str:
    return "".join(
        f"<tr><th>{html.escape(label)}</th><td>{html.escape(str(value))}</td></tr>\n"
        for label, value in pairs
    )


def _band_row(band: BandDescription) -> str:
    sizes = ", ".join(dict.fromkeys(number_text(size) for size in band.pixel_sizes))
    absent = "read by EOReader" if band.is_there else "not in the product"
    files = band.files or (absent,)
    cells = [html.escape(text) for text in (band.name, band.id, sizes)]
    return _row((*cells, "<br>".join(html.escape(file) for file in files)))


def _row(cells: Iterable[str], tag: str = "td") -> str:
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>\n"
