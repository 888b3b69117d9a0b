# SPDX-License-Identifier: GPL-3.0-or-later
"""Positions of tiles that are worked out together, against each tile's own."""

from __future__ import annotations

import numpy as np
import pytest
from affine import Affine
from grids_elsewhere import SOURCES, UTM
from rasterio.crs import CRS

from exogenous.core.compute.transform_cache import positions
from exogenous.core.environment import raster_environment
from exogenous.core.geometry.grid import Block, Grid
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.resampling.transform_fit import fit

SIZE_PX = 64

#: Tiles that the edges cut, and neighbourhoods that they cut.
UTM_GRID = Grid(
    crs=UTM, transform=Affine(10, 0, 500_000, 0, -10, 5_300_000), rows=300, cols=410
)

#: Some of the tiles look past the Earth.
FROM_SPACE = Grid(
    crs=CRS.from_string("+proj=ortho +lat_0=47 +lon_0=9 +datum=WGS84"),
    transform=Affine(2_000, 0, 5_900_000, 0, -2_000, 300_000),
    rows=300,
    cols=300,
)

EARTH = Grid(
    crs=CRS.from_epsg(4326),
    transform=Affine(0.1, 0, -180, 0, -0.1, 90),
    rows=1800,
    cols=3600,
)


@pytest.mark.rule(13, against="each tile by itself, bit for bit")
@pytest.mark.parametrize(
    ("src", "dst"),
    [*((src, UTM_GRID) for src in SOURCES.values()), (EARTH, FROM_SPACE)],
    ids=[*SOURCES, "from space"],
)
def test_neighbours_change_no_position(src: Grid, dst: Grid) -> None:
    known, count = 0, 0
    with raster_environment(), DatasetPool() as pool:
        for tile in dst.whole.tiles(SIZE_PX):
            found = positions(src, dst, tile, SIZE_PX, pool)
            count += 1
            (alone,) = fit(src, dst, [tile])
            if found is None:
                assert np.isnan(alone).all()
                continue
            known += 1
            assert found.shape == (tile.rows, tile.cols)
            assert found.coefficients.tobytes() == alone.tobytes()
    assert known == count if dst is UTM_GRID else 0 < known < count


def test_a_neighbourhood_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def counted(src: Grid, dst: Grid, tiles: tuple[Block, ...]) -> object:
        asked.append(len(tiles))
        return fit(src, dst, tiles)

    monkeypatch.setattr("exogenous.core.compute.transform_cache.fit", counted)
    with raster_environment(), DatasetPool() as pool:
        for tile in UTM_GRID.whole.tiles(SIZE_PX):
            positions(SOURCES["degrees"], UTM_GRID, tile, SIZE_PX, pool)
    assert asked == [16, 12, 4, 3]


def test_equal_crss_with_places_elsewhere_are_told_apart() -> None:
    datum = "+proj=longlat +ellps=bessel +no_defs"
    here, there = (
        CRS.from_string(datum),
        CRS.from_string(f"{datum} +towgs84=600,70,400"),
    )
    grids = [
        Grid(crs=crs, transform=Affine(0.1, 0, 5, 0, -0.1, 50), rows=99, cols=99)
        for crs in (here, there)
    ]
    with raster_environment(), DatasetPool() as pool:
        found = [positions(src, UTM_GRID, UTM_GRID.whole, 512, pool) for src in grids]
    assert found[0] is not None
    assert found[1] is not None
    assert not np.allclose(found[0].coefficients, found[1].coefficients, atol=1e-4)
