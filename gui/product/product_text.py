# SPDX-License-Identifier: GPL-3.0-or-later
"""A product's description in a line; sizes, CRSs and numbers in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QLocale

from ...host.text import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...core.geometry.grid import Grid
    from ...core.products.describe import Description


def product_line(description: Description) -> str:
    """Describe a product in a line: kind, tile, time, clouds, pixel size, CRS."""
    facts, grid = description.facts, description.grid
    parts = [_kind(description), str(facts.get("tile_name", "")), _time(description)]
    if "cloud_cover" in facts:
        cover = number(float(facts["cloud_cover"]), 1)
        parts.append(tr("cloud {percent} %").format(percent=cover))
    if grid:
        parts += [pixel_size(grid), crs_name(grid)]
    if not description.has_images:
        parts.append(tr("metadata only, without images"))
    return ", ".join(part for part in parts if part)


def pixel_size(grid: Grid) -> str:
    """Return a grid's pixel size with its unit, as the user's language writes it."""
    from ...core.geometry.grid_text import size_text

    return _in_users_digits(size_text(grid))


def band_sizes(sizes: Iterable[float], grid: Grid) -> str:
    """Return the pixel sizes of a band's files, `10, 20 m`, in units of the grid."""
    from ...core.geometry.grid_text import lengths_text

    return _in_users_digits(lengths_text(sizes, grid.crs, ", "))


def _in_users_digits(text: str) -> str:
    return text.replace(".", str(QLocale().decimalPoint()))


def crs_name(grid: Grid) -> str:
    """Return a CRS as users read it."""
    from ...core.geometry.grid_text import crs_name as name_of

    return str(name_of(grid.crs))


def crs_code(grid: Grid) -> str:
    """Return a CRS so that it can be typed into a row: its code, else its WKT."""
    from ...core.geometry.grid_text import crs_text

    return str(crs_text(grid.crs))


def number(value: float, digits: int = 6) -> str:
    """Return a number in the user's language, without trailing zeros."""
    locale = QLocale()
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{value:.0f}"
    whole, _, fraction = text.partition(".")
    return whole + (str(locale.decimalPoint()) + fraction if fraction else "")


def _kind(description: Description) -> str:
    facts = description.facts
    constellation = str(facts.get("constellation", ""))
    kind = str(facts.get("product_type", ""))
    level = kind.removeprefix("MSI")
    if constellation:
        return f"{constellation} {level}".strip()
    bands, grid = len(description.bands), description.grid
    shape = f"{grid.cols} x {grid.rows} px" if grid else ""
    words = tr("raster, %n band(s)", bands)
    return ", ".join(part for part in (words, shape) if part)


def _time(description: Description) -> str:
    """Return the acquisition time, ISO 8601 to the minute, in UTC."""
    time = str(description.facts.get("acquisition_datetime", ""))
    return time.replace("T", " ")[:16]
