# SPDX-License-Identifier: GPL-3.0-or-later
"""Builds a product from a scene's files and metadata."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from ...errors import InvalidProduct, Parameter, UnknownProduct
from ...message import say
from ...sources.source import open_source
from ..metadata_file import UnreadableFile
from ..product import CHOOSE, Product
from .attributes import attributes_of, facts_of
from .bands import BandBuilder
from .instruments import bands_of
from .mtl import read_mtl
from .quality import CloudBands, Flags

if TYPE_CHECKING:
    from ...geometry.grid import Grid
    from ...request.cleaning import Cleaning
    from ..product import ProductBand
    from .files import SceneFiles
    from .mtl import Mtl

_NO_IMAGES: Final = say(
    "The product has metadata but no image files: it can be described, not read."
)

_SATELLITE: Final = re.compile(r"LANDSAT_([1-9])$")


def open_scene(files: SceneFiles, cleaning: Cleaning) -> Product:
    """Open a scene; of its images two headers are read at most.

    Raises:
        InvalidProduct: The metadata are damaged.
        UnknownProduct: The metadata are of no instrument that is known.
        SourceUnreadable: The image that gives the grid is damaged.
    """
    try:
        return _opened(files, cleaning)
    except UnreadableFile as error:
        raise InvalidProduct(files.path, error.message) from error


def _opened(files: SceneFiles, cleaning: Cleaning) -> Product:
    mtl = read_mtl(files.content, files.mtl)
    satellite, sensor = _satellite(mtl), mtl.text("SENSOR_ID") or ""
    instrument = bands_of(sensor, satellite, is_level_1=mtl.is_level_1)
    if not instrument:
        reason = say("{file} says the sensor {sensor!r}", file=mtl.file, sensor=sensor)
        raise UnknownProduct(files.path, reason, CHOOSE)
    flags = Flags(files=files, sensor=sensor, cleaning=cleaning)
    bands = BandBuilder(files=files, mtl=mtl, flags=flags).build(instrument)
    grid = _grid(bands)
    acquired = _acquired(mtl)
    return Product(
        path=files.path,
        name=mtl.text("LANDSAT_PRODUCT_ID") or files.start,
        grid=grid,
        quicklook=_quicklook(files),
        bands=tuple(_sized(band, grid) for band in bands),
        more_bands=(CloudBands(flags=flags),),
        attributes=attributes_of(files, mtl, satellite, sensor, acquired),
        facts=facts_of(mtl, satellite, acquired),
        warnings=flags.problems if grid else (_NO_IMAGES,),
    )


def _satellite(mtl: Mtl) -> int:
    text = mtl.text("SPACECRAFT_ID")
    found = _SATELLITE.match((text or "").upper())
    if text is None:
        raise UnreadableFile(mtl.file, say("{field} is missing", field="SPACECRAFT_ID"))
    if found is None:
        reason = say(
            "{field} is {value!r}, no Landsat", field="SPACECRAFT_ID", value=text
        )
        raise UnreadableFile(mtl.file, reason)
    return int(found[1])


def _acquired(mtl: Mtl) -> datetime:
    """Return the instant in the middle of the scene, UTC, to the second."""
    date, time = mtl.text("DATE_ACQUIRED"), mtl.text("SCENE_CENTER_TIME")
    if date is None or time is None:
        field = "DATE_ACQUIRED" if date is None else "SCENE_CENTER_TIME"
        raise UnreadableFile(mtl.file, say("{field} is missing", field=field))
    text = f"{date}T{time.strip('Z').partition('.')[0]}"
    try:
        return datetime.strptime(text, "%Y-%m-%dT%H:%M:%S")  # noqa: DTZ007 always UTC
    except ValueError as error:
        reason = say(
            "{field} is {value!r}, no instant",
            field="DATE_ACQUIRED, SCENE_CENTER_TIME",
            value=text,
        )
        raise UnreadableFile(mtl.file, reason) from error


def _grid(bands: tuple[ProductBand, ...]) -> Grid | None:
    """Read the grid of the first image; the metadata tell of the whole scene.

    As in EOReader, the panchromatic band is not what gives a product its pixels.
    """
    there = [band for band in bands if band.files]
    there.sort(key=lambda band: band.name == "PANCHROMATIC")
    return _grid_of(there[0]) if there else None


def _grid_of(band: ProductBand) -> Grid:
    return open_source(band.files[0].path, 1, label=Parameter("PRODUCT")).grid


def _sized(band: ProductBand, grid: Grid | None) -> ProductBand:
    """State the pixel size of the panchromatic band, which is not the product's."""
    if band.name != "PANCHROMATIC" or not band.files or grid is None:
        return band
    size, _ = _grid_of(band).pixel_size
    return replace(band, files=(replace(band.files[0], pixel_size=size),))


def _quicklook(files: SceneFiles) -> str | None:
    ends = ("_THUMB_LARGE.JPEG", "_THUMB_SMALL.JPEG", ".JPG")
    return next((files.names[end] for end in ends if end in files.names), None)
