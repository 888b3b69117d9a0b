# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds a product from a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from rasterio.crs import CRS
from rasterio.errors import CRSError

from ...errors import InvalidProduct, Parameter
from ...message import say
from ...request.cleaning import Cleaning
from ...sources.source import open_source
from ..metadata_file import UnreadableFile
from ..product import Product
from ..sentinel2.naming import choose, without_extensions
from .bands import StoreBands
from .store import METADATA, REFLECTANCE

if TYPE_CHECKING:
    from ...geometry.grid import Grid
    from ..product import ProductBand
    from ..sentinel2.naming import ProductName
    from .store import Store

_NO_FOOTPRINTS: Final = say(
    "The product has no detector footprint masks; pixels with DN {nodata:g} alone "
    "are taken as nodata.",
    nodata=0.0,
)


def open_store(store: Store, cleaning: Cleaning) -> Product:
    """Open a store; of its arrays a single header is read.

    Raises:
        InvalidProduct: The metadata are damaged, or lack what is needed.
        SourceUnreadable: The array that gives the grid is damaged.
    """
    try:
        return _opened(store, cleaning)
    except UnreadableFile as error:
        raise InvalidProduct(store.path, error.message) from error


def _opened(store: Store, cleaning: Cleaning) -> Product:
    item = _dict(store.about(""), "stac_discovery")
    said = _dict(item, "properties")
    filename = without_extensions(_last(store.path)).removesuffix(".zarr")
    name = choose(filename, str(item.get("id", "")))
    is_l1c = store.has(f"{REFLECTANCE}/r60m/b10")
    level = name.level if name else ("L1C" if is_l1c else "L2A")
    bands = StoreBands(
        store=store, level=level, crs=_crs(store), cleaning=cleaning
    ).build()
    attributes: dict[str, str | float | None] = {
        "constellation": "Sentinel-2",
        "constellation_id": "S2",
        "product_path": store.path,
        "product_name": name.text if name else filename,
        "product_filename": filename,
        "instrument": "MSI",
        "product_type": f"MSI{level}",
        "acquisition_date": name.acquisition_date if name else None,
        "condensed_name": name.condensed if name else None,
        "orbit_direction": _text(said, "sat:orbit_state").upper() or None,
        "cloud_cover": _percent(said),
    }
    has_prints = any(band.decoding.masks for band in bands if band.radiometry)
    is_raw = cleaning is Cleaning.RAW
    return Product(
        path=store.path,
        name=str(attributes["product_name"]),
        grid=_grid(bands),
        bands=bands,
        attributes={
            key: value for key, value in attributes.items() if value is not None
        },
        facts=_facts(name, said),
        warnings=() if has_prints or is_raw else (_NO_FOOTPRINTS,),
    )


def _facts(name: ProductName | None, said: dict[str, Any]) -> dict[str, str | float]:
    found = {
        "sensor_type": "Optical",
        "acquisition_datetime": name.sensing.isoformat() if name else "",
        "tile_name": name.tile if name else "",
        "satellite": _text(said, "platform").title(),
        "relative_orbit": f"R{name.orbit:03}" if name else "",
        "processing_baseline": _text(said, "eopf:baseline"),
    }
    return {key: text for key, text in found.items() if text}


def _crs(store: Store) -> CRS:
    """Return the CRS of all arrays: the attribute is of each, and of the item.

    Raises:
        UnreadableFile: It is missing, or none.
    """
    arrays = [key.removesuffix("/.zarray") for key in store.entries if "/b" in key]
    spoken = (store.about(array).get("proj:epsg") for array in arrays)
    code = next((one for one in spoken if one is not None), None)
    if code is None:
        item = _dict(store.about(""), "stac_discovery")
        code = _dict(item, "properties").get("proj:epsg")
    try:
        return CRS.from_epsg(code)
    except (CRSError, TypeError, ValueError, OverflowError) as error:
        reason = say(
            "{field} of {array} is {value!r}, no CRS",
            field="proj:epsg",
            array=REFLECTANCE,
            value=code,
        )
        raise UnreadableFile(METADATA, reason) from error


def _grid(bands: tuple[ProductBand, ...]) -> Grid:
    """Read the grid of the finest array from its header and coordinates."""
    there = [band for band in bands if band.files]
    if not there:
        raise UnreadableFile(METADATA, say("it describes no arrays"))
    band = min(
        there, key=lambda one: (not one.radiometry, one.files[0].pixel_size or 0)
    )
    label = Parameter("PRODUCT")
    path, decoding = band.files[0].path, band.decoding
    return open_source(path, 1, label=label, decoding=decoding).grid


def _dict(of: dict[str, Any], key: str) -> dict[str, Any]:
    found = of.get(key)
    return found if isinstance(found, dict) else {}


def _text(of: dict[str, Any], key: str) -> str:
    found = of.get(key)
    return found.strip() if isinstance(found, str) else ""


def _percent(said: dict[str, Any]) -> float | None:
    found = said.get("eo:cloud_cover")
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    return float(found) if 0 <= found <= 100 else None


def _last(path: str) -> str:
    return path.replace("\\", "/").rstrip("/").rpartition("/")[2]
