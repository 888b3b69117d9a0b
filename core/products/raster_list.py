# SPDX-License-Identifier: GPL-3.0-or-later
"""Several raster files, each of one band or more, as one product."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from ..errors import UnknownProduct
from ..geometry.grid import SAME_PLACE_PX
from ..io.paths import any_path, is_gdal_name, stem
from ..message import say
from ..sources.legend import is_name_of_codes
from .band_names import distinct, parts_that_differ, runs, shared_start
from .product import Product, ProductBand
from .raster import open_raster_product

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rasterio.crs import CRS

    from ..geometry.grid import Grid

_AS_LAYER: Final = say("Bring it to the others, or give it as an exogenous layer.")

#: Nothing is known of files but what they say.
_FILES_OWN: Final[Mapping[str, CRS]] = MappingProxyType({})


def open_raster_list(
    paths: Sequence[str], crs: Mapping[str, CRS] = _FILES_OWN
) -> Product:
    """Open several rasters as one product, from their headers.

    The product's grid is that of the file with the finest pixels, the first file
    where several are as fine. The other files may have other pixel sizes and extents,
    in the same CRS; they are resampled like any band.

    A band's name is its description, else the part of its file's name that the other
    files do not share: `SR_B2`, `QA_PIXEL`. Band numbers run on from file to file.

    Args:
        paths: Names that GDAL opens, in the order of the bands.
        crs: The CRSs of files, by their paths, in place of what they say.

    Raises:
        ExogenousError: A file cannot be used; the message names the file.
    """
    _refuse_repeats(paths)
    files = [_open(path, crs.get(path)) for path in paths]
    finest = min(files, key=_pixel_area)
    for file in files:
        _refuse_stranger(file, finest)
    folder = _common_folder(paths)
    name = shared_start(paths) or stem(folder)
    return Product(
        path=folder,
        name=name,
        grid=finest.grid,
        bands=_bands(files),
        attributes=_attributes(files, folder, name),
        warnings=tuple(warning for file in files for warning in file.warnings),
    )


def _open(path: str, crs: CRS | None) -> Product:
    if not is_gdal_name(path) and any_path(path).is_dir():
        raise UnknownProduct(
            path,
            say("a list of files has raster files only"),
            say("Give the folder by itself."),
        )
    return open_raster_product(path, crs)


def _refuse_repeats(paths: Sequence[str]) -> None:
    for path, count in Counter(map(os.path.normpath, paths)).items():
        if count > 1:
            raise UnknownProduct(
                path, say("it is in the list twice"), say("Give it once.")
            )


def _pixel_area(file: Product) -> float:
    x, y = file.pixels().pixel_size
    return x * y


def _refuse_stranger(file: Product, finest: Product) -> None:
    """Raise where a file does not overlap the finest, or is in another CRS."""
    own, other = file.pixels(), finest.pixels()
    if own.crs != other.crs:
        reason = say(
            "its coordinate reference system is not that of {path!r}", path=finest.path
        )
        raise UnknownProduct(file.path, reason, _AS_LAYER)
    if not _touch(own, other):
        reason = say("it does not overlap {path!r}", path=finest.path)
        raise UnknownProduct(file.path, reason, _AS_LAYER)


def _touch(one: Grid, other: Grid) -> bool:
    left, bottom, right, top = one.bounds
    west, south, east, north = other.bounds
    across = min(right, east) - max(left, west)
    down = min(top, north) - max(bottom, south)
    return min(across, down) > SAME_PLACE_PX * min(*one.pixel_size, *other.pixel_size)


def _bands(files: Sequence[Product]) -> tuple[ProductBand, ...]:
    """Number the bands of all files, and give each a name of its own."""
    parts = parts_that_differ([file.path for file in files])
    owned = [
        (part, file, band)
        for part, file in zip(parts, files, strict=True)
        for band in file.bands
    ]
    wishes = [_name(*owner) for owner in owned]
    counts = Counter(wishes)
    names = [
        wish if counts[wish] == 1 else f"{part} {wish}"
        for wish, (part, _, _) in zip(wishes, owned, strict=True)
    ]
    return tuple(
        replace(
            band,
            name=name,
            id=str(number),
            files=tuple(
                replace(each, pixel_size=file.pixels().pixel_size[0])
                for each in band.files
            ),
            aliases=(wish, *(runs(stem(file.path)) if len(file.bands) == 1 else ())),
            is_classes=band.is_classes or is_name_of_codes(stem(file.path)),
        )
        for number, (name, wish, (_, file, band)) in enumerate(
            zip(distinct(names), wishes, owned, strict=True), 1
        )
    )


def _name(part: str, file: Product, band: ProductBand) -> str:
    """Return a band's preferred name: its description, else its file's part."""
    if band.name != f"Band {band.id}":
        return band.name
    return part if len(file.bands) == 1 else f"{part} band {band.id}"


def _attributes(
    files: Sequence[Product], folder: str, name: str
) -> dict[str, str | float]:
    """Return the attributes that all files share, and those of the whole product."""
    shared = {
        key: value
        for key, value in files[0].attributes.items()
        if all(file.attributes.get(key) == value for file in files)
    }
    own = {
        "product_path": folder,
        "product_name": name,
        "product_filename": name,
        "condensed_name": name,
    }
    return {**own, **{key: shared[key] for key in shared if key not in own}}


def _common_folder(paths: Sequence[str]) -> str:
    """Return the folder of all files, or the first file where they share none."""
    folders = {re.split(r"[/\\][^/\\]*$", path)[0] for path in paths}
    if len(folders) == 1:
        return folders.pop()
    try:
        return os.path.commonpath(paths) or paths[0]
    except ValueError:  # drives, or absolute and relative paths, mixed
        return paths[0]
