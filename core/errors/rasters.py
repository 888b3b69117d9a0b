# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors of rasters, and of other files that are to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..message import joined, say
from .library_words import own_words
from .root import ExogenousError, listed

if TYPE_CHECKING:
    from collections.abc import Iterable


class SourceMissing(ExogenousError):
    """A file that is asked for does not exist."""

    def __init__(self, label: str, path: str, remedy: str = "") -> None:
        """Name the row or parameter and the path.

        Args:
            label: The row or parameter.
            path: The file.
            remedy: A sentence on what is there in its place.
        """
        super().__init__(
            say(
                "there is no file {path!r}. {remedy}",
                path=path,
                remedy=remedy or say("Check the path."),
            ),
            label,
        )


class SourceUnreadable(ExogenousError):
    """A file exists but is not a raster (or vector) that can be read."""

    def __init__(self, label: str, path: str, reason: str) -> None:
        """Name the row or parameter, the path and what the reader said.

        Args:
            label: The row or parameter.
            path: The file.
            reason: A library's words, or a message of ours with what to do.
        """
        super().__init__(
            say(
                "{path!r} cannot be read: {reason}",
                path=path,
                reason=own_words(reason),
            ),
            label,
        )


class SourceChanged(ExogenousError):
    """A file is another one than when the run began."""

    def __init__(self, label: str, path: str) -> None:
        """Name the row or band and the path."""
        super().__init__(
            say(
                "{path!r} was changed while it was read. Run again once it is ready.",
                path=path,
            ),
            label,
        )


class SourceUnusable(SourceUnreadable):
    """A file cannot be used as it is, and what to do about it is known."""

    def __init__(self, label: str, path: str, reason: str, remedy: str) -> None:
        """Name the row or parameter, the path, what it is and what to do about it."""
        self.reason, self.remedy = reason, remedy
        ExogenousError.__init__(
            self,
            say(
                "{path!r} cannot be read: {reason}. {remedy}",
                path=path,
                reason=reason,
                remedy=remedy,
            ),
            label,
        )


class ReachesOut(ExogenousError):
    """A file has something read from the network that nobody typed."""

    def __init__(self, label: str, path: str, address: str) -> None:
        """Name the row or parameter, the file, and the address in the file."""
        super().__init__(
            say(
                "{path!r} is read from the network ({address}). Files may not do that "
                "unasked: give the address itself as path, or set {variable}=YES in "
                "the environment (in QGIS: Settings, Options, System, Environment).",
                path=path,
                address=address,
                variable="EXOGENOUS_NETWORK",
            ),
            label,
        )


class ReadsAnyFile(ExogenousError):
    """A virtual raster reads bytes of a file that lies elsewhere."""

    def __init__(self, label: str, path: str, file: str) -> None:
        """Name the row or parameter, the virtual raster and the file."""
        super().__init__(
            say(
                "{path!r} reads {file!r} byte by byte, which lies in another folder. "
                "Put the file beside it, or save it as GeoTIFF.",
                path=path,
                file=file,
            ),
            label,
        )


class SubdatasetNeeded(ExogenousError):
    """A container file is given where one of its rasters is meant."""

    def __init__(self, label: str, path: str, subdatasets: Iterable[str]) -> None:
        """Name the row, the file and the rasters inside it."""
        self.subdatasets = tuple(subdatasets)
        super().__init__(
            say(
                "{path!r} holds several rasters. Give one of them in its place: "
                "{subdatasets}.",
                path=path,
                subdatasets=listed(self.subdatasets),
            ),
            label,
        )


class MissingCrs(ExogenousError):
    """A raster does not say which coordinate reference system it is in."""

    def __init__(self, label: str, path: str, example: str = "EPSG:4326") -> None:
        """Name the row, the path and a CRS of the kind that its coordinates have."""
        super().__init__(
            say(
                "{path!r} has no coordinate reference system. Give it one like "
                "{example}: in the dialog in the column CRS, in a command by the key "
                '"crs" of the row.',
                path=path,
                example=example,
            ),
            label,
        )


class AreaWithoutCrs(ExogenousError):
    """An area of interest does not say in which coordinate reference system it is."""

    def __init__(self, path: str) -> None:
        """Name the area."""
        super().__init__(
            say(
                "{path!r} has no coordinate reference system. Set it for the layer in "
                "QGIS (Layer, Set CRS), or give an extent: xmin,xmax,ymin,ymax "
                "[EPSG:4326].",
                path=path,
            ),
            parameter="AOI",
        )


class UnrelatedCrs(ExogenousError):
    """No operation leads from the product's CRS to that of a layer or an area."""

    def __init__(self, label: str, path: str) -> None:
        """Name the row or parameter and the path."""
        super().__init__(
            say(
                "nothing is known that leads from the product's coordinate "
                "reference system to that of {path!r}. Check both; a local or unknown "
                "one needs the right one in its place: of a layer, in the dialog in "
                'the column CRS, in a command by the key "crs" of the row.',
                path=path,
            ),
            label,
        )


class MissingGeoreference(ExogenousError):
    """A raster does not say where its pixels are."""

    def __init__(self, label: str, path: str) -> None:
        """Name the row and the path."""
        super().__init__(
            say(
                "{path!r} has no geotransform that says where its pixels are. "
                "Georeference it first, with QGIS's Georeferencer, or warp it by its "
                'control points, with "Warp (reproject)".',
                path=path,
            ),
            label,
        )


class NoRegularGrid(MissingGeoreference):
    """A raster is placed by tie points or arrays where a regular grid is needed."""

    def __init__(self, label: str, path: str, placed_by: str) -> None:
        """Name the row or parameter, the path and what places the pixels."""
        ExogenousError.__init__(
            self,
            say(
                "{path!r} is placed by {placed_by}, and a regular grid is "
                'needed. Bring it onto one first, with "Warp (reproject)".',
                path=path,
                placed_by=placed_by,
            ),
            label,
        )
        self.placed_by = placed_by


class LongInteger(ExogenousError):
    """A float is needed that would make another number of an integer."""

    def __init__(self, label: str, path: str, number: int) -> None:
        """Name the row or band, the path and the number."""
        super().__init__(
            say(
                "{path!r} holds {number}, and beyond 2^53 floats do not have every "
                "whole number. Collocate it with the resampler nearest or mode, or "
                "stack with the type int64 or uint64, which keep such numbers: in the "
                "dialog in Data type, in a command by DTYPE.",
                path=path,
                number=number,
            ),
            label,
        )


class BandNotFound(ExogenousError):
    """A band is asked for that the raster or the product does not have."""

    def __init__(
        self,
        label: str,
        path: str,
        band: object,
        available: Iterable[object],
        remedy: str = "",
        is_unknown: bool = False,  # noqa: FBT001, FBT002  (errors are built in order)
    ) -> None:
        """Name the row or parameter, the file, the band and the bands that exist.

        Args:
            label: The row or parameter.
            path: The file or product.
            band: What is asked for.
            available: The bands that there are.
            remedy: A sentence on what else to do.
            is_unknown: No product of the kind has such a band: it is a slip.
        """
        self.is_unknown = is_unknown
        lack = say(
            "{path!r} has no band {band!r}. It has {there}.",
            path=path,
            band=band,
            there=listed(available, 40),
        )
        super().__init__(joined([lack, remedy], " ") if remedy else lack, label)
