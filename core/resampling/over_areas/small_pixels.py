# SPDX-License-Identifier: GPL-3.0-or-later
"""Target pixels that are smaller than source pixels, and touch four of these at most.

One line between source columns and one between rows is nearest to a pixel's centre; no
other crosses the pixel. Where one of them does, the pixel's share beyond it says all;
where both do, the pixel's overlap has to be worked out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .edges import TINY
from .footprints import Parallelograms

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from typing_extensions import TypeIs

    from .footprints import Footprints, Span
    from .scratch import Scratch

#: A small pixel reaches less than this from its centre.
_MOST_REACH: Final = 0.499


#: The corners at the ends of sides that begin at the first, the second and so on.
_NEXT: Final = [1, 2, 3, 0]


def are_small(footprints: Footprints) -> TypeIs[Parallelograms]:
    """Tell whether all are parallelograms that one line each way crosses at most."""
    is_small = max(footprints.reach) < _MOST_REACH
    return is_small and isinstance(footprints, Parallelograms)


def count_from_lines(
    centre: NDArray[np.float64], lines: NDArray[np.float64], off: NDArray[Any]
) -> None:
    """Find the lines nearest to centres, and how far beyond them centres are.

    Args:
        centre: Shape (2, ...); it is changed.
        lines: For the column right of a line and the row below one, same shape.
        off: For the distances, same shape.
    """
    np.rint(centre, out=lines)
    centre -= lines
    np.copyto(off, centre, casting="same_kind")


def share_beyond(
    off: NDArray[Any],
    corners: NDArray[Any],
    span: Span | None,
    scratch: Scratch,
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Find the shares of parallelograms beyond a line.

    Across the line a parallelogram is a trapezoid around its centre. It is as high as
    can be as far as its nearer corner, at m, and ends at its further one, at M. With q
    the line's distance up to M and e what of it is beyond m, half and
    (q - e^2 / (2 (M - m))) / (M + m) is on the side of the centre.

    Args:
        off: How far beyond the line centres are.
        corners: How much further the second and the third corners are.
        span: How they lie, None where that is not known.
        scratch: Of the shape and type of a corner's x.

    Returns:
        The shares, an array of `scratch`, and which pixels the line crosses.
    """
    share, excess, near, far = (scratch.new() for _ in range(4))
    low, high = _ends(corners, span, near, far)
    np.abs(off, out=share)
    crossed = np.less(share, high)
    np.minimum(share, high, out=share)
    np.minimum(share, low, out=excess)
    np.subtract(share, excess, out=excess)
    excess *= excess
    slope = np.subtract(high, low, out=scratch.new())
    slope += slope
    if span is None:
        slope += TINY  # both may be as near
    excess /= slope
    share -= excess
    np.add(low, high, out=slope)
    share /= slope
    _give_sign(share, off)
    share += 0.5
    scratch.free(excess, near, far, slope)
    return share, crossed


def _ends(
    corners: NDArray[Any], span: Span | None, near: NDArray[Any], far: NDArray[Any]
) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return how far the nearer and the further corner are, maybe in given arrays."""
    second, third = corners
    if span is None:
        second, third = np.abs(second), np.abs(third)
        np.minimum(second, third, out=near)
        np.maximum(second, third, out=far)
        return near, far
    if span.second < 0:
        second = np.negative(second, out=near)
    if span.third < 0:
        third = np.negative(third, out=far)
    return (second, third) if span.is_third_further else (third, second)


def _give_sign(sizes: NDArray[Any], numbers: NDArray[Any]) -> None:
    """Give sizes the signs of numbers, by their first bit: `copysign` is slow."""
    bits = np.dtype(f"i{sizes.itemsize}")
    sign = numbers.view(bits) & np.iinfo(bits).min
    own: NDArray[Any] = sizes.view(bits)
    own |= sign


def share_beyond_both(off: NDArray[Any], corners: NDArray[Any]) -> NDArray[Any]:
    """Find the shares of parallelograms right of a line and below another.

    That is the integral of x dy along the edges, where both are positive, over the
    area (see `overlap`).

    Args:
        off: How far beyond the lines centres are, shape (2, pixels).
        corners: Shape (2, 2, pixels), as those of `Parallelograms`.
    """
    some = Parallelograms(centre=off, corners=corners, reach=(1.0, 1.0))
    x, y = some.corners_from(np.zeros((2, 1)), corners.dtype)
    below = np.maximum(y, 0)
    above = below - y
    slope = _slopes(x, y)
    share = _twice_mean_positive(x + slope * above, x[_NEXT] + slope * above[_NEXT])
    share *= below[_NEXT] - below
    found: NDArray[Any] = share.sum(axis=0)
    found /= 2 * some.areas()
    return found


def _slopes(x: NDArray[Any], y: NDArray[Any]) -> NDArray[Any]:
    """Return columns per row of each side, opposite ones alike: shape (4, pixels)."""
    step_x, step_y = x[1:3] - x[:2], y[1:3] - y[:2]
    size = np.maximum(np.abs(step_y), TINY)
    _give_sign(size, step_y)
    step_x /= size
    return np.concatenate((step_x, step_x))


def _twice_mean_positive(a: NDArray[Any], b: NDArray[Any]) -> NDArray[Any]:
    """Return twice the mean of what is positive between a and b, which are changed."""
    size: NDArray[Any] = a + b
    np.maximum(a, TINY, out=a)
    np.maximum(b, TINY, out=b)
    a += b
    np.subtract(a, size, out=size)
    size += a
    np.multiply(a, a, out=a)
    return np.divide(a, size, out=size)
