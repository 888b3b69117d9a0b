# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of a product by their purpose, sorted by their names alone."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_IMAGE: Final = re.compile(
    r"(?:^|_)T\d{2}\w{3}_\d{8}T\d{6}_(?P<band>B\d[\dA]|SCL|AOT|WVP)"
    r"(?:_(?P<size>\d+)m)?\.jp2$"
)

#: Probabilities were called CLD and SNW in the first baselines of L2A.
_PROBABILITY: Final = re.compile(
    r"_(?P<band>CLDPRB|SNWPRB|CLD|SNW)_(?P<size>\d+)m\.jp2$"
)

#: JPEG2000 since baseline 04.00, GML polygons before.
_MASK: Final = re.compile(r"_(?P<kind>[A-Z]{6})_B(?P<band>\d[\dA])\.(?:jp2|gml)$")

#: The preview image of the product, or the picture that some providers add.
_QUICKLOOK: Final = re.compile(r"(?:_PVI\.jp2|(?:^|/)[^/]*-ql\.jpg)$")

_DATATAKE: Final = re.compile(r"^MTD_MSIL(?:1C|2A)\.xml$")
_TILE: Final = re.compile(r"^GRANULE/[^/]+/MTD_TL\.xml$")
_GRANULE: Final = re.compile(r"^GRANULE/([^/]+)/")

_PROBABILITIES: Final = {"CLD": "CLDPRB", "SNW": "SNWPRB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFile:
    """A file that holds one band."""

    name: str
    """Relative to the product's folder."""
    pixel_size: float | None
    """In metres, from the name; None in L1C, whose names have no size."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductFiles:
    """The files of a product that are read; names relative to its folder."""

    images: Mapping[str, tuple[ImageFile, ...]]
    """By band: `04`, `8A`, `SCL`, `CLDPRB`; finest first."""
    masks: Mapping[tuple[str, str], str]
    """By kind and band, `("DETFOO", "04")`; JPEG2000 before GML."""
    quicklook: str | None
    """The preview image, true colours at 320 m."""
    datatake: str | None
    """The metadata of the whole product, `MTD_MSIL2A.xml`."""
    tile: str | None
    """The metadata of the tile, `MTD_TL.xml`."""
    granules: tuple[str, ...]
    """The tiles that have images."""


def sort_files(names: Iterable[str]) -> ProductFiles:
    """Sort the files of a product by their names."""
    ordered = sorted(names)
    images = _images(ordered)
    granules = dict.fromkeys(
        found[1]
        for files in images.values()
        for file in files
        if (found := _GRANULE.match(file.name))
    )
    return ProductFiles(
        images=images,
        masks=_masks(ordered),
        quicklook=next((name for name in ordered if _QUICKLOOK.search(name)), None),
        datatake=next((name for name in ordered if _DATATAKE.match(name)), None),
        tile=_tile(ordered, tuple(granules)),
        granules=tuple(granules),
    )


def image_of(file: str) -> tuple[str, float | None] | None:
    """Return the band and pixel size that an image's name says; None for others."""
    found = _IMAGE.search(file) or _PROBABILITY.search(file)
    if found is None:
        return None
    band = found["band"].removeprefix("B")
    size = float(found["size"]) if found["size"] else None
    return _PROBABILITIES.get(band, band), size


def _images(names: list[str]) -> dict[str, tuple[ImageFile, ...]]:
    images = defaultdict(list)
    for name in names:
        found = image_of(name.rpartition("/")[2])
        if found:
            band, size = found
            images[band].append(ImageFile(name=name, pixel_size=size))
    return {
        band: tuple(sorted(files, key=lambda file: file.pixel_size or 0))
        for band, files in images.items()
    }


def _masks(names: list[str]) -> dict[tuple[str, str], str]:
    masks: dict[tuple[str, str], str] = {}
    for name in sorted(names, key=lambda name: name.endswith(".jp2")):
        found = _MASK.search(name.rpartition("/")[2])
        if found:
            masks[found["kind"], found["band"]] = name
    return masks


def _tile(names: list[str], granules: tuple[str, ...]) -> str | None:
    """Find the tile's metadata; of several files, the one beside the images."""
    found = [name for name in names if _TILE.match(name)]
    beside = [name for name in found if name.split("/")[1] in granules]
    return next(iter(beside or found), None)
