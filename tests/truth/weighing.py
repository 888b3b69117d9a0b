# SPDX-License-Identifier: GPL-3.0-or-later
"""Weighs the valid source pixels around the centres of target pixels."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from .kernels import KERNELS
from .positions import HAIR_PX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from .kernels import Kernel
    from .positions import Positions

#: Of a kernel with negative weights, the share of its weight that must fall on valid
#: pixels; where less does, the triangle of the same widening takes its place.
LEAST_SHARE = 0.5

#: Target pixels at a time.
_AT_ONCE = 128


def weighed(
    values: NDArray[np.float64], places: Positions, name: str
) -> NDArray[np.float64]:
    """Resample with a kernel of `KERNELS`.

    Args:
        values: Shape of the source, NaN where invalid.
        places: Where the target's pixels lie in the source.
        name: The kernel's.

    Returns:
        Shape of the target, NaN where the pixel under the centre is invalid.
    """
    kernel = KERNELS[name]
    out, share = _weighed(values, places, kernel)
    if kernel.has_negative:
        replaced = share < LEAST_SHARE
        out[replaced] = _weighed(values, places, KERNELS["bilinear"])[0][replaced]
    return np.where(np.isnan(nearest(values, places)), np.nan, out)


def valid_share(
    values: NDArray[np.float64], places: Positions, name: str
) -> NDArray[np.float64]:
    """Return the share of a kernel's weight that falls on valid pixels."""
    return _weighed(values, places, KERNELS[name])[1]


def nearest(values: NDArray[np.float64], places: Positions) -> NDArray[np.float64]:
    """Return the value of the pixel under each centre, NaN where there is none.

    A centre on the edge between two pixels belongs to the one after it.
    """
    u, v = (_after(place) for place in (places.u, places.v))
    rows, cols = values.shape
    inside = (u >= 0) & (u < cols) & (v >= 0) & (v < rows)
    out = np.full(u.shape, np.nan)
    out[inside] = values[v[inside].astype(int), u[inside].astype(int)]
    return out


def _after(place: NDArray[np.float64]) -> NDArray[np.float64]:
    whole = np.floor(place + HAIR_PX)
    return np.where(np.isfinite(place), whole, -1.0)


@dataclass(frozen=True)
class _Taps:
    """Source pixels around target pixels along one axis, shape (pixels, taps)."""

    index: NDArray[np.intp]
    """Cut to the source."""
    is_inside: NDArray[np.bool_]
    weight: NDArray[np.float64]
    """Also of pixels beyond the source's edge."""


def _taps(
    place: NDArray[np.float64], width: NDArray[np.float64], size: int, kernel: Kernel
) -> _Taps:
    reach = int(np.ceil(kernel.radius * width.max())) + 1
    index = np.floor(place)[:, np.newaxis] + np.arange(-reach, reach + 1)
    distance = (index + 0.5 - place[:, np.newaxis]) / width[:, np.newaxis]
    return _Taps(
        index=index.clip(0, size - 1).astype(int),
        is_inside=(index >= 0) & (index < size),
        weight=kernel(distance),
    )


def _weighed(
    values: NDArray[np.float64], places: Positions, kernel: Kernel
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return means over the valid pixels, and the share of the weight on these."""
    out, share = np.full(places.u.shape, np.nan), np.zeros(places.u.shape)
    valid = np.isfinite(values)
    numbers = np.where(valid, values, 0.0)
    for part, x, y in _parts(values, places, kernel):
        at = y.index[:, :, np.newaxis], x.index[:, np.newaxis, :]
        there = valid[at] & y.is_inside[:, :, np.newaxis] & x.is_inside[:, np.newaxis]
        weight = y.weight[:, :, np.newaxis] * x.weight[:, np.newaxis] * there
        total = weight.sum(axis=(1, 2))
        with np.errstate(divide="ignore", invalid="ignore"):
            out[part] = (weight * numbers[at]).sum(axis=(1, 2)) / total
        share[part] = total / (y.weight.sum(axis=1) * x.weight.sum(axis=1))
    return out, share


def _parts(
    values: NDArray[np.float64], places: Positions, kernel: Kernel
) -> Iterator[tuple[tuple[NDArray[np.intp], ...], _Taps, _Taps]]:
    """Yield some target pixels that have a place, and what is around them."""
    rows, cols = values.shape
    width_u, width_v = places.width
    for part in _chunks(np.isfinite(places.u)):
        x = _taps(places.u[part], width_u[part], cols, kernel)
        y = _taps(places.v[part], width_v[part], rows, kernel)
        yield part, x, y


def _chunks(wanted: NDArray[np.bool_]) -> Iterator[tuple[NDArray[np.intp], ...]]:
    row, col = np.nonzero(wanted)
    for first in range(0, len(row), _AT_ONCE):
        yield row[first : first + _AT_ONCE], col[first : first + _AT_ONCE]
