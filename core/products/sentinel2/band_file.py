# SPDX-License-Identifier: GPL-3.0-or-later
"""Which product a single band file belongs to: the one whose metadata lie above it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...io.paths import is_gdal_name
from .files import image_of
from .roots import is_root

if TYPE_CHECKING:
    from ..product import BandFile, Product, ProductBand

#: `S2A_…SAFE/GRANULE/L2A_…/IMG_DATA/R10m/T…_B04_10m.jp2` is as deep as bands lie.
_DEPTH: Final = 5

#: A member of an archive, as GDAL writes it.
_MEMBER: Final = re.compile(
    r"(?i)^/vsizip/(?:\{(?P<braced>[^}]+)\}|(?P<plain>.+?\.zip))/"
)

#: What GDAL makes of a product: all bands of a pixel size, by the metadata's file.
_SUBDATASET: Final = re.compile(
    r"^SENTINEL2_L(?:1C|2A)(?:_TILE)?:(?P<metadata>.+?)"
    r":(?P<size>10|20|60)m(?::EPSG_\d+)?$"
)

#: GDAL's names for the probabilities.
_OTHER_WORDS: Final = {"CLD": "CLDPRB", "SNW": "SNWPRB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subdataset:
    """The bands of one pixel size of a product, as GDAL names them."""

    metadata: str
    """The path of the product's metadata."""
    pixel_size: float
    """In metres."""


def subdataset(path: str) -> Subdataset | None:
    """Take a name like `SENTINEL2_L2A:…/MTD_MSIL2A.xml:10m:EPSG_32632` apart.

    Returns:
        None where it is no such name, or that of a picture.
    """
    found = _SUBDATASET.match(path)
    if found is None:
        return None
    metadata = found["metadata"].strip('"')
    return Subdataset(metadata=metadata, pixel_size=float(found["size"]))


def word_of(description: str) -> str:
    """Return the band that GDAL describes: `B4, central wavelength 665 nm`."""
    word = description.partition(",")[0].strip()
    return _OTHER_WORDS.get(word, word)


def is_band_file(path: str) -> bool:
    """Tell whether a file has the name of a Sentinel-2 band."""
    return image_of(_file_name(path)) is not None


def product_above(path: str) -> str | None:
    """Return the folder or archive that is the product of a band file.

    Args:
        path: The file, or a member of an archive as GDAL names it.

    Returns:
        None where no metadata lie above it. An archive need not be a product.
    """
    member = _MEMBER.match(path)
    if member:
        return member["braced"] or member["plain"]
    if is_gdal_name(path):
        return None
    above = Path(path).absolute().parents
    return next((str(folder) for folder in above[:_DEPTH] if _is_product(folder)), None)


def band_of(product: Product, path: str) -> tuple[ProductBand, BandFile] | None:
    """Find the band that a file holds; None where the product is of something else."""
    name = _file_name(path)
    tile, _, rest = name.partition("_")
    known = {
        product.facts.get("tile_name", tile): tile,
        product.attributes.get("acquisition_date", rest[:15]): rest[:15],
    }
    if not name.startswith("MSK_") and any(
        one != other for one, other in known.items()
    ):
        return None
    for band in product.bands:
        for file in band.files:
            if _file_name(file.path.partition("?")[0]) == name:
                return band, file
    return None


def _is_product(folder: Path) -> bool:
    try:
        return is_root([child.name for child in folder.iterdir()])
    except OSError:  # whoever may not look there has no metadata there
        return False


def _file_name(path: str) -> str:
    return re.split(r"[/\\]", path)[-1]
