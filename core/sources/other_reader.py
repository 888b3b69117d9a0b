# SPDX-License-Identifier: GPL-3.0-or-later
"""Rasters that somebody else reads, where rasterio's GDAL has no driver for them.

QGIS comes with a GDAL and with providers of its own. Whoever runs the core inside of
QGIS says so once; the core asks where it cannot open a raster itself, and has the
pixels that a run needs written to a file before it starts.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
import weakref
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import rasterio
from rasterio.windows import Window

from ..errors import (
    Cancelled,
    SourceUnreadable,
    SourceUnusable,
    SubdatasetNeeded,
)
from ..geometry.grid import Block
from ..io.packed import is_archive
from ..io.raster import open_raster
from ..message import say
from .deferred_files import DeferredFile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from affine import Affine
    from numpy.typing import NDArray
    from rasterio.crs import CRS

    from ..progress import Progress

#: Pixels are handed over in squares of so many a side.
_PART_PX: Final = 2048

#: Of a name that becomes part of a file's.
_MOST_CHARACTERS: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a raster says of itself before its pixels are read."""

    crs: CRS | None
    """None where it does not say."""
    transform: Affine
    """From columns and rows to x and y; along the axes."""
    rows: int
    cols: int
    dtype: str
    """A numpy type name that holds the numbers of all bands."""
    nodata: float | None
    descriptions: tuple[str, ...]
    """Of each band, empty where it has none."""
    packings: tuple[tuple[float, float], ...] = ()
    """Scale and offset of each band, whose values are number * scale + offset; nothing
    where no band has them."""


class OtherRaster(Protocol):
    """A raster that somebody reads."""

    @property
    def header(self) -> Header:
        """What it says of itself."""

    def read(self, band: int, block: Block) -> NDArray[Any]:
        """Read a band's numbers, shape (rows, cols), on any thread.

        Args:
            band: Its 1-based number.
            block: Pixels of its grid, wholly inside.

        Raises:
            ExogenousError: They cannot be read.
        """


class OtherReader(Protocol):
    """Somebody who reads rasters."""

    def open(self, path: str) -> OtherRaster | None:
        """Open a raster; None where this reader cannot either."""

    def inside(self, path: str) -> tuple[str, ...]:
        """List the rasters in a container, by names to open; empty where it is none."""


_READERS: Final[list[OtherReader]] = []


def use_reader(reader: OtherReader) -> None:
    """Ask a reader, too, from now on."""
    if reader not in _READERS:
        _READERS.append(reader)


def drop_reader(reader: OtherReader) -> None:
    """Ask a reader no more."""
    if reader in _READERS:
        _READERS.remove(reader)


def is_damaged(path: str, error: SourceUnreadable) -> bool:
    """Tell whether an error is about damage, which other readers would pass over.

    Args:
        path: A file, or a name that only GDAL or QGIS knows.
        error: What came of opening it.
    """
    is_file = os.path.exists(path)  # noqa: PTH110  (any text)
    return is_file and not isinstance(error, SourceUnusable)


def open_elsewhere(path: str, label: str) -> OtherRaster | None:
    """Have a raster opened by whoever can; None where nobody can.

    Raises:
        SubdatasetNeeded: The file is a container of rasters.
    """
    opened = (reader.open(path) for reader in _READERS)
    raster = next((one for one in opened if one is not None), None)
    inside = () if raster else next(filter(None, _insides(path)), ())
    if inside:
        raise SubdatasetNeeded(label, path, inside)
    return raster


def _insides(path: str) -> Iterator[tuple[str, ...]]:
    return (reader.inside(path) for reader in _READERS)


def borrow(path: str, name: str, label: str) -> Borrowed | None:
    """Have a raster's header in a file that rasterio reads.

    Args:
        path: What may not be read.
        name: What the raster is called in messages.
        label: The row or parameter that asks.

    Returns:
        None where nobody can open it, and where rasterio does: something else is wrong
        with it then.

    Raises:
        SubdatasetNeeded: The file is a container of rasters.
    """
    if is_archive(path):  # its members are read in place
        return None
    try:
        open_raster(path, label).close()
    except SourceUnreadable as error:
        if is_damaged(path, error):
            return None
        raster = open_elsewhere(path, label)
        return None if raster is None else Borrowed(raster, name)
    return None


class Borrowed:
    """A file with the header of somebody's raster, and later with its pixels.

    The file is removed with `close`, when nobody refers to this any more, or with
    this process.
    """

    def __init__(self, raster: OtherRaster, name: str) -> None:
        """Write the header.

        Args:
            raster: Where the pixels come from.
            name: What the raster is called in messages.
        """
        self._raster = raster
        self._name = name
        folder = tempfile.mkdtemp(prefix="exogenous-borrowed-")
        self._end = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        # Messages about a band or a CRS that is missing name this file.
        plain = re.sub(r"\W+", "_", name)[:_MOST_CHARACTERS] or "pixels"
        self.path = str(Path(folder) / f"{plain}.tif")
        _write_header(self.path, raster.header)

    def deferred(self, band: int) -> DeferredFile:
        """Promise a band's pixels."""
        transform = self._raster.header.transform
        size = (abs(transform.a), abs(transform.e))
        return DeferredFile(
            producer=self, path=self.path, what=self._name, pixel_size=size, band=band
        )

    def make(self, files: Sequence[DeferredFile], progress: Progress) -> None:
        """Write the pixels that are needed, see `FileProducer`.

        Raises:
            ExogenousError: They cannot be read.
            Cancelled: The progress said to stop.
        """
        progress.info(say("QGIS reads {name}", name=self._name))
        wanted = {(file.band, file.window or self._whole): None for file in files}
        with rasterio.open(self.path, "r+") as dst:
            for band, window in wanted:
                for part in window.tiles(_PART_PX):
                    if progress.is_cancelled():
                        raise Cancelled
                    numbers = self._raster.read(band, part)
                    place = Window(part.col_off, part.row_off, part.cols, part.rows)
                    dst.write(numbers, band, window=place)

    def close(self) -> None:
        """Remove the file."""
        self._end()

    def __reduce__(self) -> tuple[Callable[[], None], tuple[()]]:
        """Stay where it is when a plan goes to another process: the file is made."""
        return _nothing, ()

    @property
    def _whole(self) -> Block:
        header = self._raster.header
        return Block(row_off=0, col_off=0, rows=header.rows, cols=header.cols)


def _write_header(path: str, header: Header) -> None:
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=header.cols,
        height=header.rows,
        count=len(header.descriptions),
        dtype=header.dtype,
        crs=header.crs,
        transform=header.transform,
        nodata=header.nodata,
        tiled=True,
        sparse_ok=True,
        bigtiff="IF_SAFER",
    ) as dst:
        dst.descriptions = tuple(text or None for text in header.descriptions)
        if header.packings:
            dst.scales = tuple(scale for scale, _ in header.packings)
            dst.offsets = tuple(offset for _, offset in header.packings)


def _nothing() -> None:
    """Stand for a file in another process."""
