# SPDX-License-Identifier: GPL-3.0-or-later
"""Describes a product: to people as a page, to models as values."""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rasterio.crs import CRS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..grid import Grid
    from .product import Product, ProductBand

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


@dataclass(frozen=True, slots=True, kw_only=True)
class BandDescription:
    """A band in words."""

    name: str
    id: str
    pixel_sizes: tuple[float, ...]
    """Of its files, in CRS units, finest first; empty where it has none."""
    files: tuple[str, ...]
    """Inside the product, in the order of the sizes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What there is to know of a product before its pixels are read."""

    name: str
    facts: Mapping[str, str | float]
    """The product's attributes and facts under their own names."""
    grid: Grid | None
    """Of the images; where there are none, as the metadata promise it."""
    has_images: bool
    bands: tuple[BandDescription, ...]
    warnings: tuple[str, ...]


def describe(product: Product) -> Description:
    """Gather what is known of a product."""
    return Description(
        name=product.name,
        facts={**product.attributes, **product.facts},
        grid=product.grid or product.nominal_grid,
        has_images=product.grid is not None,
        bands=tuple(_describe_band(band, product) for band in product.bands),
        warnings=product.warnings,
    )


def to_values(description: Description) -> dict[str, str | float | int]:
    """Return a description as values for models.

    Returns:
        `NAME`, `CONDENSED_NAME`, `CONSTELLATION`, `SENSOR_TYPE`, `PRODUCT_TYPE`,
        `ACQUISITION` (ISO 8601, UTC), `TILE`, `CRS`, `EXTENT` (as QGIS writes
        it), `BANDS` (the names of those with files, comma-separated) and
        `WARNINGS` are texts, empty where the product does not say. The numbers
        `CLOUD_COVER` (percent), `PIXEL_SIZE` (along x, in CRS units), `WIDTH`
        and `HEIGHT` (pixels) are left out then.
    """
    facts, grid = description.facts, description.grid
    acquired = facts.get("acquisition_datetime", facts.get("acquisition_date", ""))
    values: dict[str, str | float | int] = {
        "NAME": description.name,
        "CONDENSED_NAME": facts.get("condensed_name", ""),
        "CONSTELLATION": facts.get("constellation", ""),
        "SENSOR_TYPE": facts.get("sensor_type", ""),
        "PRODUCT_TYPE": facts.get("product_type", ""),
        "ACQUISITION": acquired,
        "TILE": facts.get("tile_name", ""),
        "CRS": crs_text(grid.crs) if grid else "",
        "EXTENT": extent_text(grid) if grid else "",
        "BANDS": ",".join(band.name for band in description.bands if band.files),
        "WARNINGS": " ".join(description.warnings),
    }
    if "cloud_cover" in facts:
        values["CLOUD_COVER"] = facts["cloud_cover"]
    if grid:
        size_x, _ = grid.pixel_size
        values |= {"PIXEL_SIZE": size_x, "WIDTH": grid.cols, "HEIGHT": grid.rows}
    return values


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


def crs_text(crs: CRS) -> str:
    """Return the authority's code of a CRS, its WKT where it has none."""
    return _code(crs) or str(crs.to_wkt())


def extent_text(grid: Grid) -> str:
    """Return the extent as QGIS writes one, with the CRS where it has a code."""
    left, bottom, right, top = grid.bounds
    code = _code(grid.crs)
    numbers = ",".join(_number(value) for value in (left, right, bottom, top))
    return f"{numbers} [{code}]" if code else numbers


def _code(crs: CRS) -> str | None:
    """Return the code of a CRS; a likely one that is another CRS is none."""
    authority = crs.to_authority()
    if authority is None or CRS.from_authority(*authority) != crs:
        return None
    return ":".join(authority)


def _describe_band(band: ProductBand, product: Product) -> BandDescription:
    sizes = tuple(file.pixel_size for file in band.files)
    own = product.grid.pixel_size[0] if product.grid else None
    return BandDescription(
        name=band.name,
        id=band.id,
        pixel_sizes=tuple(size for size in (s or own for s in sizes) if size),
        files=tuple(_inside(product.path, file.path) for file in band.files),
    )


def _inside(product: str, path: str) -> str:
    """Return where a file is in a product; a raster's own name where it is it."""
    rest = path.partition(product)[2].lstrip("}/\\")
    return rest or path.replace("\\", "/").rpartition("/")[2]


def _grid_facts(description: Description) -> list[tuple[str, str]]:
    grid = description.grid
    if grid is None:
        return []
    size = " x ".join(dict.fromkeys(_number(value) for value in grid.pixel_size))
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
    sizes = ", ".join(dict.fromkeys(_number(size) for size in band.pixel_sizes))
    files = band.files or ("not in the product",)
    cells = [html.escape(text) for text in (band.name, band.id, sizes)]
    return _row((*cells, "<br>".join(html.escape(file) for file in files)))


def _row(cells: Iterable[str], tag: str = "td") -> str:
    return f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in cells)}</tr>\n"


def _number(value: float) -> str:
    return repr(float(value)).removesuffix(".0")
