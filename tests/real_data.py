# SPDX-License-Identifier: GPL-3.0-or-later
"""Real products and layers, and how far a layer may be from what GDAL makes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import oracle
import pytest
import rasterio
from places import DATA

from exogenous.core import load
from exogenous.core.geometry.grid import Grid

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    Record = Callable[[str, object], None]

IRELAND = DATA / "exogenous_ireland_T29UNU"
COLOMBIA = DATA / "landsat_c2_l2_008059"
ZION = DATA / "zion_spdatalarge"
CAMARGUE = DATA / "s1_camargue_pyrosar"

real = pytest.mark.skipif(not DATA.is_dir(), reason=f"the real data are not in {DATA}")

PICKING = {"nearest", "mode", "max", "min", "med", "q1", "q3"}
ORACLE = "`osgeo.gdal.Warp(errorThreshold=0)`"


def grid_of(path: Path | str, size: float | None = None) -> Grid:
    with rasterio.open(path) as src:
        own = Grid(
            crs=src.crs, transform=src.transform, rows=src.height, cols=src.width
        )
    return own if size is None else own.with_pixel_size(size)


def layer(product: Path | str, path: Path | str, **asked: Any) -> NDArray[Any]:
    """Load one layer; of `asked`, `size` is the pixel size and the rest its row."""
    size = asked.pop("size", None)
    data = load(str(product), exo={"e": {"path": str(path), **asked}}, pixel_size=size)
    values: NDArray[Any] = data["e"].to_numpy()[0]
    return values


def assert_equals_oracle(
    found: NDArray[Any],
    expected: NDArray[np.float64],
    unsteady: NDArray[np.bool_],
    kernel: str,
    record: Record,
) -> None:
    """Hold a layer to rule 3: 1e-5 of the range, 0.01 source pixel of the gradient."""
    valid = expected[np.isfinite(expected)]
    spread = np.ptp(valid)
    most = 0.0 if kernel in PICKING else (1e-5 + 0.01) * spread
    wrong = np.isnan(found) != np.isnan(expected)
    with np.errstate(invalid="ignore"):
        difference = np.abs(found - expected)
        wrong |= difference > most
    assert np.isfinite(found).any()
    assert unsteady.mean() < 0.4
    assert not (wrong & ~unsteady).any()
    compared = difference[~unsteady & np.isfinite(difference)]
    record("compared", compared.size)
    record("difference", float(compared.max()))
    record("share", float(compared.max() / (spread or 1.0)))


def unsteady_pixels(src: Grid, dst: Grid) -> NDArray[np.bool_]:
    """Tell where a pixel's centre or corner is where a kernel may jump.

    Also where a pixel is on the source's outline or next to it: there GDAL averages
    source pixels that the target's do not touch.
    """
    near = np.zeros((dst.rows, dst.cols), dtype=bool)
    moved = src.crs != dst.crs
    for shift in ((0.5, 0.5), (0, 0), (1, 0), (0, 1), (1, 1)):
        cols, rows = np.meshgrid(
            np.arange(dst.cols) + shift[0], np.arange(dst.rows) + shift[1]
        )
        places = oracle.positions(src, dst, cols, rows)
        for place, count in zip(places, (src.cols, src.rows), strict=True):
            distance = np.abs(place - np.round(place * 2) / 2)
            near |= (distance < 0.01) & ((distance > 1e-9) | moved)
            step = np.abs(np.diff(place, axis=0)).max(), np.abs(np.diff(place)).max()
            near |= np.abs(place) < 1 + max(step)
            near |= np.abs(place - count) < 1 + max(step)
    return near
