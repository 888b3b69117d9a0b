# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a tile's pixels lie in a source that arrays of coordinates place.

Between four nodes the coordinates are bilinear, in the arrays' own CRS; around a pole,
where every longitude occurs, in the target's. Beyond the outermost nodes the last cells
go on by one more: a node in a pixel's middle or corner places the whole pixel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from ..geometry.antimeridian import circle_of
from ..resampling.placed_coords import placed_at_centres, placed_by_corners
from .cells_near import cells_near
from .views import places

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ..geometry.grid import Block, Grid
    from ..io.dataset_pool import DatasetPool
    from ..resampling.placed_coords import PlacedCoords
    from .array_cells import Cells
    from .array_frame import Frame
    from .geolocation import Geolocation

#: A pixel's side differs from the next pixel's by less than this share of it, unless
#: the arrays are folded or torn there.
_MOST_BENT: Final = 0.25


def array_coords(
    src: Geolocation,
    dst: Grid,
    tile: Block,
    pool: DatasetPool,
    *,
    from_corners: bool,
) -> PlacedCoords | None:
    """Find where a tile's pixels lie in a source.

    Args:
        src: The source's georeference.
        dst: The whole target grid.
        tile: Pixels of it.
        pool: Open files, for the arrays.
        from_corners: Corners are looked up as well as centres.

    Returns:
        Positions, counted from the source's outer corner; None where no pixel has a
        place.
    """
    own = dst.crop(tile)
    xs, ys = places(own, own.whole, src.crs)
    nodes = src.index.around(xs, ys, circle_of(src.crs)) if xs.size else None
    if nodes is None:
        return None
    near = cells_near(src, nodes, own, pool)
    if near is None:
        return None
    cells, frame = near
    if not from_corners:
        found, _ = cells.places_of(frame.lattice(0.5), 0.5)
        return placed_at_centres(_pixels(src, found))
    return placed_by_corners(_pixels(src, _quads(cells, frame)))


def _pixels(src: Geolocation, nodes: NDArray[np.float64]) -> NDArray[np.float64]:
    """Turn columns and rows among nodes into those of pixels, in place."""
    more = 0.5 if src.convention == "PIXEL_CENTER" else 0.0
    for axis in (0, 1):
        nodes[axis] += more
        nodes[axis] *= src.step[axis]
        nodes[axis] += src.offset[axis]
    return nodes


def _quads(cells: Cells, frame: Frame) -> NDArray[np.float64]:
    """Return pixels' corners among nodes, in turn: shape (2, 4, rows, cols).

    Where the four are not on one sheet, they are where the cell that has the pixel's
    centre would have them if it went on.
    """
    lattice = frame.lattice(0.0)
    found = cells.places_of(lattice, 0.0)[0]
    corners, torn = _around(found), np.flatnonzero(_are_torn(found))
    if torn.size:
        at_centres, cell = cells.places_of(frame.lattice(0.5), 0.5)
        own = cell.ravel()[torn]
        flat, places = (of.reshape(2, 4, -1) for of in (corners, _around(lattice)))
        for corner in range(4):
            flat[:, corner, torn] = cells.extended(own, places[:, corner, torn])
        nowhere = torn[np.isnan(at_centres[0]).ravel()[torn]]
        flat[:, :, nowhere] = np.nan
    return corners


def _around(lattice: NDArray[np.float64]) -> NDArray[np.float64]:
    around = np.s_[:, :-1, :-1], np.s_[:, :-1, 1:], np.s_[:, 1:, 1:], np.s_[:, 1:, :-1]
    return np.stack([lattice[part] for part in around], axis=1)


def _are_torn(corners: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which pixels have corners on several sheets, from corners among nodes.

    A side that leads from one sheet to another is unlike those before and after it.

    Args:
        corners: Shape (2, rows + 1, cols + 1).

    Returns:
        Shape (rows, cols).
    """
    down = _are_leaps(np.diff(corners, axis=1))
    across = _are_leaps(np.diff(corners, axis=2).swapaxes(1, 2)).T
    torn: NDArray[np.bool_] = down[:, :-1] | down[:, 1:] | across[:-1] | across[1:]
    return torn


def _are_leaps(sides: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell which sides are unlike the ones before and after, along the first axis."""
    size = np.abs(sides).max(axis=0)
    change = np.abs(np.diff(sides, axis=1)).max(axis=0)
    nothing = np.full((1, change.shape[1]), np.nan)
    before = np.concatenate([nothing, change])
    after = np.concatenate([change, nothing])
    with np.errstate(invalid="ignore"):
        leaps: NDArray[np.bool_] = np.fmin(before, after) > _MOST_BENT * size
    return leaps
