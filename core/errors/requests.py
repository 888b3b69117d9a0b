# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors of requests: values, rows, names and areas that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..message import joined, say
from .root import ExogenousError, listed

if TYPE_CHECKING:
    from collections.abc import Iterable


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
            parameter=parameter,
        )


class MalformedExo(ExogenousError):
    """The exogenous layers are not in one of the accepted forms."""

    def __init__(self, problem: str, remedy: str) -> None:
        """State what could not be read and what is accepted."""
        super().__init__(
            say("{problem}. {remedy}", problem=problem, remedy=remedy),
            parameter="EXO",
        )


class InvalidLayer(ExogenousError):
    """One exogenous layer's row holds a value that cannot be used."""

    def __init__(self, row: str, problem: str, remedy: str) -> None:
        """Name the row, the value found in the row and the remedy."""
        super().__init__(
            say("{problem}. {remedy}", problem=problem, remedy=remedy),
            row,
            "EXO",
        )


class UnknownResampler(InvalidLayer):
    """A resampler is asked for that does not exist."""

    def __init__(self, row: str, found: object, known: Iterable[str]) -> None:
        """Name the row, the word found and the resamplers that exist."""
        super().__init__(
            row,
            say("resampler {found!r} is unknown", found=found),
            say("Use one of {known}.", known=listed(known, 20)),
        )


class GaussElsewhere(ExogenousError):
    """The kernel `gauss` is asked for on a grid that GDAL has no `gauss` for."""

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
        """State the name and the bands and rows that share it."""
        super().__init__(
            say(
                "The name {name!r} is used more than once ({owners}). Give every band "
                "and layer a name of its own: in the dialog in the column Name, in a "
                'command by the key "name" of the row.',
                name=name,
                owners=listed(owners),
            )
        )


class TimeNotFound(ExogenousError):
    """A layer has no time that is as it is wanted."""

    def __init__(self, label: str, problem: str, remedy: str = "") -> None:
        """Name the row, and say what was found.

        Args:
            label: The row.
            problem: What is wrong, as a clause.
            remedy: What to do, as a sentence.
        """
        advice = say("{problem}.", problem=problem)
        if remedy:
            advice = joined([advice, remedy], " ")
        super().__init__(advice, label)


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
            parameter="AOI",
        )


class NoOverlap(ExogenousError):
    """A layer lies wholly off the product's grid and the run is strict."""

    def __init__(self, label: str, path: str) -> None:
        """Name the row and the path."""
        super().__init__(
            say(
                "{path!r} does not overlap the product's area. Check the "
                "layer and its CRS, or get an empty layer: in the dialog without the "
                'tick "Stop where a band or a layer is missing", in a command without '
                "STRICT.",
                path=path,
            ),
            label,
        )
