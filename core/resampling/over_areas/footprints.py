# SPDX-License-Identifier: GPL-3.0-or-later
"""Target pixels as quadrilaterals in a source: any, and parallelograms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

_ALL: Final = slice(None)


class Footprints(Protocol):
    """Some target pixels as quadrilaterals in a window of a source."""

    @property
    def centre(self) -> NDArray[np.float64]:
        """Columns and rows, counted from the window's outer corner: shape (2, ...)."""

    @property
    def corners(self) -> NDArray[Any]:
        """How far some corners are from it, shape (2, corners, ...)."""

    @property
    def reach(self) -> tuple[float, float]:
        """How far no corner is from its centre, along x and y."""

    def with_all(
        self, centre: NDArray[np.float64], corners: NDArray[Any]
    ) -> Footprints:
        """Return footprints of the same kind and reach."""

    def take(self, index: NDArray[np.intp]) -> Footprints:
        """Return some of them, by their place among all: arrays of one dimension."""

    def corners_from(
        self, origin: NDArray[np.float64], dtype: np.dtype[Any]
    ) -> NDArray[Any]:
        """Return corners in turn, clockwise with y down: shape (2, 4, ...).

        Args:
            origin: What they are counted from, shape of `centre`.
            dtype: What is returned.
        """

    def areas(self) -> NDArray[Any]:
        """Return their areas in source pixels."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quadrilaterals:
    """Footprints with any corners."""

    centre: NDArray[np.float64]
    corners: NDArray[np.float64]
    """How far the corners are from the centre, in turn: shape (2, 4, ...)."""
    reach: tuple[float, float]

    def with_all(
        self, centre: NDArray[np.float64], corners: NDArray[Any]
    ) -> Quadrilaterals:
        """Return footprints of the same kind and reach."""
        return replace(self, centre=centre, corners=corners)

    def take(self, index: NDArray[np.intp]) -> Quadrilaterals:
        """Return some of them."""
        return replace(
            self,
            centre=self.centre.reshape(2, -1).take(index, axis=1, mode="wrap"),
            corners=self.corners.reshape(2, 4, -1).take(index, axis=2, mode="wrap"),
        )

    def corners_from(
        self, origin: NDArray[np.float64], dtype: np.dtype[Any]
    ) -> NDArray[Any]:
        """Return corners in turn."""
        corners: NDArray[Any] = np.empty(self.corners.shape, dtype=dtype)
        off = self.centre - origin
        np.add(self.corners, off[:, np.newaxis], out=corners, casting="same_kind")
        return corners

    def areas(self) -> NDArray[Any]:
        """Return areas: half the products of the diagonals."""
        (x0, x1, x2, x3), (y0, y1, y2, y3) = self.corners
        area: NDArray[Any] = (x2 - x0) * (y3 - y1)
        area -= (x3 - x1) * (y2 - y0)
        area *= 0.5
        return area


@dataclass(frozen=True, slots=True, kw_only=True)
class Parallelograms:
    """Footprints whose opposite corners are as far from the centre."""

    centre: NDArray[np.float64]
    corners: NDArray[Any]
    """How far the second and the third corner are from the centre: shape (2, 2, ...).
    The fourth and the first are as far the other way."""
    reach: tuple[float, float]
    spans: tuple[Span, Span] | None = None
    """How corners lie along x and along y; None where that is not known."""

    def with_all(
        self, centre: NDArray[np.float64], corners: NDArray[Any]
    ) -> Parallelograms:
        """Return footprints of the same kind and reach."""
        return replace(self, centre=centre, corners=corners)

    def take(self, index: NDArray[np.intp]) -> Parallelograms:
        """Return some of them."""
        return replace(
            self,
            centre=self.centre.reshape(2, -1).take(index, axis=1, mode="wrap"),
            corners=self.corners.reshape(2, 2, -1).take(index, axis=2, mode="wrap"),
        )

    def corners_from(
        self, origin: NDArray[np.float64], dtype: np.dtype[Any]
    ) -> NDArray[Any]:
        """Return corners in turn."""
        corners: NDArray[Any] = np.empty((2, 4, *self.centre.shape[1:]), dtype=dtype)
        for axis, (second, third) in enumerate(self.corners):
            off = (self.centre[axis] - origin[axis]).astype(dtype)
            np.subtract(off, third, out=corners[axis, 0])
            np.add(off, second, out=corners[axis, 1])
            np.add(off, third, out=corners[axis, 2])
            np.subtract(off, second, out=corners[axis, 3])
        return corners

    def areas(self) -> NDArray[Any]:
        """Return areas: half the products of the diagonals."""
        (x_second, x_third), (y_second, y_third) = self.corners
        area: NDArray[Any] = x_second * y_third
        area -= y_second * x_third
        area += area
        return area


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """How the corners of parallelograms lie along one axis, the same of all."""

    second: int
    """1 where the second corner is on the far side of the centre, -1 on the near."""
    third: int
    """The same of the third corner."""
    is_third_further: bool
    """The third corner is further from the centre than the second."""


def joined(parts: Sequence[Footprints]) -> Footprints:
    """Return footprints of one dimension together, of one kind and one reach."""
    return parts[0].with_all(
        np.concatenate([part.centre for part in parts], axis=1),
        np.concatenate([part.corners for part in parts], axis=2),
    )


def parts_of(
    footprints: Footprints, most_px: int
) -> Iterator[tuple[tuple[slice, slice], Footprints]]:
    """Cut footprints of shape (2, rows, cols) into rectangles, and say where these are.

    Args:
        footprints: Some rows of a tile.
        most_px: Pixels of a rectangle, at most.
    """
    _, rows, cols = footprints.centre.shape
    down, across = max(most_px // cols, 1), min(most_px, cols)
    for row in range(0, rows, down):
        for col in range(0, cols, across):
            end = min(row + down, rows), min(col + across, cols)
            part = slice(row, end[0]), slice(col, end[1])
            some = footprints.with_all(
                footprints.centre[(_ALL, *part)],
                footprints.corners[(_ALL, _ALL, *part)],
            )
            yield part, some
