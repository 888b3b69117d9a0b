# SPDX-License-Identifier: GPL-3.0-or-later
"""EOReader's facts about a product and its bands, as JSON holds them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import eoreader
from eoreader import bands as eo
from eoreader.exceptions import InvalidTypeError

File = dict[str, Any]
"""A `path`, and the `pixel_size` of the file."""


def described(product: Any, files: dict[Any, list[File]]) -> dict[str, Any]:
    """Describe a product.

    Args:
        product: EOReader's product.
        files: The files of each of the sensor's bands in the product; no files for a
            band that EOReader makes.

    Returns:
        `attributes` as EOReader writes them to results, `facts` that EOReader prints,
        the `bands` of the sensor, `groups` of clouds and masks, and the path of a
        `quicklook` or None.
    """
    facts = {
        "sensor_type": _word(product.sensor_type),
        "acquisition_datetime": product.get_datetime(as_datetime=True).isoformat(),
        "tile_name": product.tile_name,
        "default_pixel_size": product.pixel_size,
        "default_resolution": product.resolution,
        "read_by": f"EOReader {eoreader.__version__}",
    }
    return {
        "attributes": _attributes(product),
        "facts": {key: value for key, value in facts.items() if value is not None},
        "quicklook": _quicklook(product),
        "bands": [
            {**band_facts(product, band), "files": found}
            for band, found in files.items()
        ],
        "groups": _groups(product),
    }


def band_of(product: Any, word: str) -> Any:
    """Find the band of a product that a word stands for, None for no band."""
    upper = word.upper()
    for spelled in (word, upper, upper.replace(" ", "_")):
        try:
            (band,) = product.to_band(spelled)
        except (InvalidTypeError, ValueError):
            continue
        if product.has_band(band):
            return band
    return None


def band_facts(product: Any, band: Any) -> dict[str, Any]:
    """Return a band's names, and what its values are.

    Bands of the sensor have the names that EOReader prints as their mapping, all
    other bands the names in EOReader's datasets.
    """
    mapped = None if isinstance(band, str) else dict(product.bands.items()).get(band)
    short = eo.to_str(band, as_list=False)
    words = (short, getattr(mapped, "name", None), getattr(mapped, "id", None))
    return {
        "name": short if mapped is None else _word(band),
        "id": str(getattr(mapped, "id", "")),
        "aliases": [str(word) for word in (*words, *_with_letter(mapped)) if word],
        "radiometry": _radiometry(band),
        "is_classes": eo.is_clouds(band) or eo.is_mask(band),
    }


def _with_letter(mapped: Any) -> tuple[str, ...]:
    """Return the other names of a numbered band: `B4` and `B04` for `4`."""
    number = str(getattr(mapped, "id", ""))
    return (f"B{number}", f"B{number:0>2}") if number.isdecimal() else ()


def _groups(product: Any) -> list[dict[str, Any]]:
    """List the clouds and masks that EOReader knows for a kind of product."""
    clouds = _names(product, eo.CloudsBandNames)
    masks = _with_files(product, _names(product, *eo.MaskBandNames.__subclasses__()))
    return [
        *({"name": name, "is_made": True} for name in clouds),
        *({"name": name, "is_made": False} for name in masks),
    ]


def _names(product: Any, *kinds: Any) -> list[str]:
    bands = (band for kind in kinds for band in kind if _has(product, band))
    return list(dict.fromkeys(eo.to_str(band, as_list=False) for band in bands))


def _with_files(product: Any, names: list[str]) -> list[str]:
    """Leave out masks that have no file, if files are named like masks at all.

    EOReader lists the masks of a kind of product, not those of this product.
    """
    folder = Path(str(product.path))
    files = [path.name for path in folder.rglob("*")] if folder.is_dir() else []
    present = [name for name in names if any(name in file for file in files)]
    return present or names


def _has(product: Any, band: Any) -> bool:
    try:
        return bool(product.has_band(band))
    except (InvalidTypeError, NotImplementedError):
        return False


def _radiometry(band: Any) -> str:
    if not eo.is_spectral_band(band):
        return ""
    return "brightness temperature" if eo.is_thermal_band(band) else "reflectance"


def _attributes(product: Any) -> dict[str, Any]:
    orbit = product.get_orbit_direction()
    attributes = {
        "constellation": _word(product.constellation),
        "constellation_id": product.constellation_id,
        "product_path": str(product.path),
        "product_name": product.name,
        "product_filename": product.filename,
        "instrument": _word(product.instrument),
        "product_type": _word(product.product_type),
        "acquisition_date": product.get_datetime(as_datetime=False),
        "condensed_name": product.condensed_name,
        "orbit_direction": _word(orbit),
    }
    if getattr(product, "_has_cloud_cover", False):  # no public way to tell
        attributes["cloud_cover"] = product.get_cloud_cover()
    return attributes


def _quicklook(product: Any) -> str | None:
    path = product.get_quicklook_path()
    return str(path) if path else None


def _word(value: Any) -> str:
    """Return the text of an enumeration's member, or of anything else."""
    return str(getattr(value, "value", value))
