# SPDX-License-Identifier: GPL-3.0-or-later
"""A product's description as an HTML page, for browsers and QGIS's results viewer.

The viewer supports little CSS, so the layout is made of tables.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING, Final

from ..geometry.grid_text import (
    crs_name,
    degrees_text,
    extent_text,
    lengths_text,
    number_text,
    size_text,
)
from ..message import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .describe import BandDescription, Description
    from .product import BandGroup

#: Turns a text into the text to show; a message into the user's language.
Tell = Callable[[str], str]

#: The code of the language that the page is in, as HTML has it (BCP 47).
_LANGUAGE: Final = say("en")

#: Labels of the facts that are shown, in this order, where they are known.
_LABELS: Final = {
    "condensed_name": say("Condensed name"),
    "constellation": say("Constellation"),
    "satellite": say("Satellite"),
    "instrument": say("Instrument"),
    "sensor_type": say("Sensor type"),
    "product_type": say("Product type"),
    "processing_baseline": say("Processing baseline"),
    "acquisition_datetime": say("Acquisition (UTC)"),
    "tile_name": say("Tile"),
    "relative_orbit": say("Relative orbit"),
    "orbit_direction": say("Orbit direction"),
    "cloud_cover": say("Cloud cover (%)"),
    "read_by": say("Read by"),
    "product_path": say("Path"),
}

_STYLE: Final = (
    "body{font-family:sans-serif;font-size:9pt;color:#222;background-color:#fff}"
    "h2{font-size:large} h3{font-size:medium;margin-top:18px}"
    "td,th{text-align:left;vertical-align:top;font-size:9pt}"
    ".label{color:#667} .label,.whole{white-space:nowrap}"
    " .long{word-break:break-all}"
    ".head{background-color:#e8eef2} .note{background-color:#fff4d6}"
)


def to_html(description: Description, tell: Tell = str) -> str:
    """Return a description as a page that needs no other file.

    Args:
        description: The description.
        tell: Turns messages into the user's language.
    """
    title = escape(description.name)
    return (
        f'<!DOCTYPE html>\n<html lang="{tell(_LANGUAGE)}">\n'
        f'<head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_STYLE}</style></head>\n<body>\n<h2>{title}</h2>\n"
        f"{_notes(description.warnings, tell)}{_top(description, tell)}"
        f"<h3>{escape(tell(say('Bands')))}</h3>\n{_bands(description, tell)}"
        f"{_masks(description.masks, tell)}</body>\n</html>\n"
    )


def _notes(warnings: Sequence[str], tell: Tell) -> str:
    rows = "".join(
        f'<tr><td class="note">{escape(tell(text))}</td></tr>\n' for text in warnings
    )
    return _table(rows, padding=6) if rows else ""


def _top(description: Description, tell: Tell) -> str:
    """Lay out the facts, and the picture beside them."""
    facts = [
        (label, _fact(description.facts[key]))
        for key, label in _LABELS.items()
        if key in description.facts
    ]
    rows = "".join(
        f'<tr><td class="label">{escape(tell(label))}</td>'
        f'<td class="long">{escape(text)}</td></tr>\n'
        for label, text in [*facts, *_grid_facts(description, tell)]
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


def _grid_facts(description: Description, tell: Tell) -> list[tuple[str, str]]:
    grid = description.grid
    if grid is None:
        return []
    source = "" if description.has_images else " " + tell(say("(as the metadata say)"))
    degrees = degrees_text(grid)
    return [
        (say("CRS"), crs_name(grid.crs)),
        (say("Pixel size"), size_text(grid) + source),
        (say("Columns x rows"), f"{grid.cols} x {grid.rows}{source}"),
        (say("Extent"), extent_text(grid) + source),
        *([(say("Longitude, latitude"), tell(degrees))] if degrees else []),
    ]


def _bands(description: Description, tell: Tell) -> str:
    folder = _common_folder(description.bands)
    rows = "".join(
        _band_row(band, description, folder, tell) for band in description.bands
    )
    files = tell(say("Files are in {folder}", folder=folder))
    where = f"<p>{escape(files)}</p>\n" if folder else ""
    labels = (say("Name"), say("Id"), say("Pixel size"), say("File"))
    return where + _table(_head(*map(tell, labels)) + rows)


def _band_row(
    band: BandDescription, description: Description, folder: str, tell: Tell
) -> str:
    absent = tell(
        say("read by EOReader") if band.is_there else say("not in the product")
    )
    grid = description.grid
    files = [
        (lengths_text([size], grid.crs) if size and grid else "", file[len(folder) :])
        for size, file in zip(band.pixel_sizes, band.files, strict=True)
    ]
    sizes, names = zip(*(files or [("", absent)]), strict=True)
    cells = ([band.name], [band.id], sizes, names)
    texts = "".join(
        f'<td class="whole">{"<br>".join(map(escape, lines))}</td>' for lines in cells
    )
    return f"<tr>{texts}</tr>\n"


def _masks(masks: Sequence[BandGroup], tell: Tell) -> str:
    if not masks:
        return ""
    rows = "".join(
        f'<tr><td class="whole">{escape(group.kind)}</td>'
        f'<td class="whole">{escape(tell(_asked_as(group.names)))}</td>'
        f"<td>{escape(tell(group.meaning))}</td></tr>\n"
        for group in masks
    )
    head = f"<h3>{escape(tell(say('Quality masks')))}</h3>\n"
    labels = (say("Mask"), say("Ask for it as"), say("Says"))
    return head + _table(_head(*map(tell, labels)) + rows)


def _asked_as(names: Sequence[str]) -> str:
    if len(names) == 1:
        return names[0]
    example = next((name for name in names if name.endswith("_RED")), names[0])
    return say("{example}, … ({count} bands)", example=example, count=len(names))


def _head(*labels: str) -> str:
    cells = "".join(f'<th class="head">{escape(label)}</th>' for label in labels)
    return f"<tr>{cells}</tr>\n"


def _table(rows: str, padding: int = 3) -> str:
    return f'<table cellspacing="0" cellpadding="{padding}">\n{rows}</table>\n'


def _common_folder(bands: Iterable[BandDescription]) -> str:
    """Return the folder that the files of all bands are in, with a slash at its end."""
    folders = {posixpath.dirname(file) for band in bands for file in band.files}
    if len(folders) < 2 and "" not in folders:
        return f"{folders.pop()}/" if folders else ""
    if any(posixpath.isabs(folder) for folder in folders) or "" in folders:
        return ""
    common = posixpath.commonpath(folders)
    return f"{common}/" if common else ""
