# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be wrong with a request, a source or an output: one leaf each.

Every message is one line and says which row or file, what was found and what
to do about it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from .message import Message, joined, say

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Also those of Unicode that `str.splitlines` knows.
_LINE_BREAKS: Final = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")


def one_line(text: str) -> str:
    """Return a text on one line, whatever is quoted in it."""
    return _LINE_BREAKS.sub(" ", text)


def _listed(values: Iterable[object], most: int = 12) -> Message:
    every = list(values)
    shown = joined(every[:most]) if every else say("none")
    if len(every) <= most:
        return shown
    return say("{shown}, and {count} more", shown=shown, count=len(every) - most)


def flat(text: str) -> str:
    """Return what a library said without its line breaks and indents."""
    return text if isinstance(text, Message) else " ".join(text.split())


class ExogenousError(Exception):
    """Root of every error this package raises on purpose."""

    def __init__(self, advice: str, label: str = "") -> None:
        """Keep the message on one line whatever is quoted in it.

        Args:
            advice: What was found and what to do about it.
            label: The row, file or parameter that it is about, where it is one.
        """
        self.advice = advice
        self.message = (
            say("{label}: {advice}", label=label, advice=advice) if label else advice
        )
        super().__init__(one_line(self.message))

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes as what it says, not as what it was made of."""
        return _travelled, (type(self), self.message), self.__dict__


def _travelled(kind: type[ExogenousError], message: str) -> ExogenousError:
    error = kind.__new__(kind)
    ExogenousError.__init__(error, message)
    return error


class ExogenousWarning(UserWarning):
    """What may make a result less than was hoped for."""


class InvalidRequest(ExogenousError):
    """A value of the request cannot be used."""

    def __init__(self, parameter: str, found: object, remedy: str) -> None:
        """Name the parameter, the value found and the remedy."""
        super().__init__(
            say(
                "{found!r} cannot be used. {remedy}",
                found=found,
                remedy=remedy,
            ),
            parameter,
        )


class MalformedExo(ExogenousError):
    """The exogenous layers are not in one of the accepted forms."""

    def __init__(self, problem: str, remedy: str) -> None:
        """Say what could not be read and what would have been."""
        super().__init__(
            say("{problem}. {remedy}", problem=problem, remedy=remedy), "EXO"
        )


class InvalidLayer(ExogenousError):
    """One exogenous layer's row holds a value that cannot be used."""

    def __init__(self, row: str, problem: str, remedy: str) -> None:
        """Name the row, what was found in it and the remedy."""
        super().__init__(
            say("{problem}. {remedy}", problem=problem, remedy=remedy),
            joined(["EXO", row], " "),
        )


class UnknownResampler(InvalidLayer):
    """A resampler is asked for that does not exist."""

    def __init__(self, row: str, found: object, known: Iterable[str]) -> None:
        """Name the row, the word found and the resamplers that exist."""
        super().__init__(
            row,
            say("resampler {found!r} is unknown", found=found),
            say("Use one of {known}.", known=_listed(known, 20)),
        )


class GaussElsewhere(ExogenousError):
    """The kernel `gauss` is asked for where GDAL has none."""

    def __init__(self, label: str, path: str) -> None:
        """Name the row and the path."""
        super().__init__(
            say(
                "resampler 'gauss' is made for overviews: it needs pixels that are "
                "whole multiples of those of {path!r}, in the same coordinate "
                "reference system, and begin where one of them does. Use average or "
                "cubic_spline, or another pixel size.",
                path=path,
            ),
            label,
        )


class DuplicateName(ExogenousError):
    """Two layers of one output carry the same name."""

    def __init__(self, name: str, owners: Iterable[str]) -> None:
        """Name the name and those who share it."""
        super().__init__(
            say(
                "The name {name!r} is used more than once ({owners}). "
                "Give every band and layer a name of its own.",
                name=name,
                owners=_listed(owners),
            )
        )


class SourceMissing(ExogenousError):
    """A file that is asked for does not exist."""

    def __init__(self, label: str, path: str) -> None:
        """Name the row or parameter and the path."""
        super().__init__(
            say(
                "there is no file {path!r}. Check the path.",
                path=path,
            ),
            label,
        )


class SourceUnreadable(ExogenousError):
    """A file exists but is not a raster (or vector) that can be read."""

    def __init__(self, label: str, path: str, reason: str) -> None:
        """Name the row or parameter, the path and what the reader said."""
        super().__init__(
            say(
                "{path!r} cannot be read: {reason}",
                path=path,
                reason=flat(reason) or say("the file is not in a known format"),
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
                "{path!r} holds several rasters. Give one of them as path: "
                "{subdatasets}.",
                path=path,
                subdatasets=_listed(self.subdatasets),
            ),
            label,
        )


class MissingCrs(ExogenousError):
    """A raster does not say in which coordinate reference system it is."""

    def __init__(self, label: str, path: str) -> None:
        """Name the row and the path."""
        super().__init__(
            say(
                "{path!r} has no coordinate reference system. Assign it one "
                '(in a row of EXO: "crs": "EPSG:4326").',
                path=path,
            ),
            label,
        )


class UnrelatedCrs(ExogenousError):
    """There is no way from the product's CRS to that of a layer or an area."""

    def __init__(self, label: str, path: str) -> None:
        """Name the row or parameter and the path."""
        super().__init__(
            say(
                "nothing is known that leads from the product's coordinate "
                "reference system to that of {path!r}. Check both; a local or unknown "
                "one needs the right one in its place "
                '(in a row of EXO: "crs": "EPSG:4326").',
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
                "Georeference it, or warp it by its control points, first.",
                path=path,
            ),
            label,
        )


class NoRegularGrid(MissingGeoreference):
    """A raster's pixels are placed one by one where a grid of them is needed."""

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


class BandNotFound(ExogenousError):
    """A band is asked for that the raster or the product does not have."""

    def __init__(
        self,
        label: str,
        path: str,
        band: object,
        available: Iterable[object],
        remedy: str = "",
    ) -> None:
        """Name the row or parameter, the file, the band and the bands there are."""
        lack = say(
            "{path!r} has no band {band!r}. It has {there}.",
            path=path,
            band=band,
            there=_listed(available, 40),
        )
        super().__init__(joined([lack, remedy], " ") if remedy else lack, label)


class UnknownProduct(ExogenousError):
    """A path is not a product that can be opened."""

    def __init__(self, path: str, reason: str, remedy: str) -> None:
        """Name the path, why it is no product, and what would be one."""
        self.reason, self.remedy = reason, remedy
        super().__init__(
            say(
                "{path!r} cannot be opened: {reason}. {remedy}",
                path=path,
                reason=reason,
                remedy=remedy,
            ),
            "PRODUCT",
        )


class InvalidProduct(ExogenousError):
    """A product is recognised but its metadata or files are damaged."""

    def __init__(self, path: str, reason: str) -> None:
        """Name the product and what is wrong in it."""
        super().__init__(
            say(
                "{path!r} is damaged: {reason}. Fetch or unpack it again.",
                path=path,
                reason=reason,
            ),
            "PRODUCT",
        )


class NoOverlap(ExogenousError):
    """A layer lies wholly off the product's grid and the run is strict."""

    def __init__(self, label: str, path: str) -> None:
        """Name the row and the path."""
        super().__init__(
            say(
                "{path!r} does not overlap the product's area. Check the "
                "layer and its CRS, or run without STRICT to get an empty layer.",
                path=path,
            ),
            label,
        )


class AoiOutside(ExogenousError):
    """The area of interest does not touch the product."""

    def __init__(self, aoi: str, aoi_bounds: object, product_bounds: object) -> None:
        """Name the area, its bounds and the product's bounds, left bottom right top."""
        super().__init__(
            say(
                "{aoi!r} ({aoi_bounds}) lies outside the product "
                "({product_bounds}). Choose an area that touches it.",
                aoi=aoi,
                aoi_bounds=aoi_bounds,
                product_bounds=product_bounds,
            ),
            "AOI",
        )


class OutputNotWritable(ExogenousError):
    """An output cannot be written where it is asked for."""

    def __init__(self, path: str, reason: str) -> None:
        """Name the destination and what the system said."""
        super().__init__(
            say("{path!r} cannot be written: {reason}", path=path, reason=reason),
            "OUTPUT",
        )


class NodataTaken(ExogenousError):
    """A valid pixel has the very value that says "no data" in the output."""

    def __init__(self, layer: str, nodata: float, dtype: str) -> None:
        """Name the layer, the nodata value and the type of the output."""
        self.layer = layer
        super().__init__(
            say(
                "{nodata:g} is a valid value there, so it cannot mean nodata "
                "in a {dtype} output. Choose another NODATA value or output type.",
                nodata=nodata,
                dtype=dtype,
            ),
            layer,
        )


class Cancelled(ExogenousError):
    """The user stopped the run."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(say("Cancelled: nothing was written."))
