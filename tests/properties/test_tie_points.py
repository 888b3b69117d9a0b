# SPDX-License-Identifier: GPL-3.0-or-later
"""Layers placed by control points, rational polynomials or arrays of coordinates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import oracle
import pytest
from affine import Affine
from rasterio.crs import CRS
from tie_point_sources import (
    COLS,
    NODATA,
    ROWS,
    SOURCES,
    TARGETS,
    Sources,
    collocate,
    grid,
    ground,
    numbers,
    positions,
    with_arrays,
    with_gcps,
    with_rpcs,
    wrapped,
)

from exogenous.core.georeferencing.geolocation import Geolocation
from exogenous.core.resampling.widening import kernel_ratio

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from exogenous.core.geometry.grid import Grid

    Record = Callable[[str, object], None]

pytestmark = [
    pytest.mark.rule(9, against="`osgeo.gdal.Warp(errorThreshold=0)`"),
    pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning"),
]

#: How many times smaller the pixels are by which others are told apart.
TIMES = 16


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """Writes sources, each once."""
    return Sources(tmp_path_factory.mktemp("sources"))


def comparable(path: str, dst: Grid) -> NDArray[np.bool_]:
    """Tell where no hair's breadth decides, and a pixel lies off or in the source.

    Of large targets only every third row and column is looked at.
    """
    step = 3 if dst.rows > 500 else 1
    whole = np.zeros((dst.rows, dst.cols), dtype=bool)
    steady = whole[::step, ::step]
    steady[:] = True
    for place in positions(path, dst, (0.5, 0.5), step):
        steady &= ~(np.abs(place - np.round(place * 2) / 2) < 0.01)
    return whole


def pairs() -> list[tuple[str, str, str]]:
    """Return sources, targets and kernels: both kernels meet all of both.

    GDAL's `cubic` is another beside nodata, its kernels over areas are others
    everywhere: those are compared in `tests/truth`.
    """
    return [
        (name, target, kernel)
        for i, name in enumerate(SOURCES)
        for j, target in enumerate(TARGETS)
        for kernel in ("nearest", "bilinear")[: 1 + (i + j) % 2]
    ]


@pytest.mark.parametrize(("name", "target", "kernel"), pairs())
def test_a_layer_equals_gdals_warp(
    source: Callable[[str], str],
    name: str,
    target: str,
    kernel: str,
    record_property: Record,
) -> None:
    path, dst = source(name), TARGETS[target]
    ours = collocate(path, dst, kernel)
    ratio = kernel_ratio(ours.layer.method.ratio)
    expected = oracle.warp(
        path, dst, kernel, warpOptions=[f"XSCALE={ratio[0]!r}", f"YSCALE={ratio[1]!r}"]
    )
    steady = comparable(path, dst)
    difference = np.abs(ours.values - expected)[steady]
    assert steady.mean() > 0.02
    assert np.isfinite(difference).sum() > 0.1 * steady.sum()
    np.testing.assert_array_equal(
        np.isnan(ours.values[steady]), np.isnan(expected[steady])
    )
    spread = np.nanmax(expected) - np.nanmin(expected)
    largest = float(np.nanmax(difference))
    record_property("difference", largest)
    record_property("share", largest / spread)
    # 1e-4 of a source pixel, by which the transform may err, times the steps of it.
    assert largest <= (0 if kernel == "nearest" else 1e-4 * spread)


def smaller(path: str, dst: Grid) -> NDArray[np.float64]:
    """Return what is nearest to much smaller pixels, shape (rows, cols, of each)."""
    fine = replace(
        dst,
        transform=dst.transform * Affine.scale(1 / TIMES),
        rows=dst.rows * TIMES,
        cols=dst.cols * TIMES,
    )
    values = collocate(path, fine, "nearest").values
    parts = values.reshape(dst.rows, TIMES, dst.cols, TIMES).swapaxes(1, 2)
    return parts.reshape(dst.rows, dst.cols, -1)


@pytest.mark.parametrize("name", ["9 points", "RPC", "a node every 5"])
def test_an_average_is_the_mean_of_much_smaller_pixels(
    source: Callable[[str], str], name: str
) -> None:
    part = replace(TARGETS["coarser"], rows=16, cols=20)
    parts = smaller(source(name), part)
    count = np.isfinite(parts).sum(axis=2)
    found = collocate(source(name), part, "average").values
    few = count <= TIMES  # the part is a corner of the source
    assert np.isfinite(found[~few]).all()
    assert few.mean() < 0.3
    expected = np.nansum(parts[~few], axis=1) / count[~few]
    # The sides of a pixel cross some 30 of the 256 smaller ones.
    assert np.abs(found[~few] - expected).max() < 0.02 * np.ptp(expected)


@pytest.mark.parametrize("name", ["9 points", "RPC", "a node every 5"])
def test_a_mode_is_the_number_of_most_much_smaller_pixels(
    source: Callable[[str], str], name: str
) -> None:
    part = replace(TARGETS["inside"], rows=16, cols=20)
    parts = smaller(source(name), part)
    found = collocate(source(name), part, "mode").values
    votes = (parts[..., np.newaxis] == parts[..., np.newaxis, :]).sum(axis=2)
    most, own = votes.max(axis=2), (parts == found[..., np.newaxis]).sum(axis=2)
    few = most <= TIMES
    assert few.mean() < 0.3
    # Sides of a source pixel cross some of the smaller ones.
    assert (own[~few] >= most[~few] - TIMES).all()
    assert (own[~few] == most[~few]).mean() > 0.9


@pytest.mark.parametrize("kernel", ["bilinear", "average", "lanczos", "mode"])
@pytest.mark.parametrize("name", ["9 points", "RPC", "a node every 5"])
def test_blocks_do_not_show(
    source: Callable[[str], str], name: str, kernel: str
) -> None:
    dst = TARGETS["larger than source and tile"]
    whole = collocate(source(name), dst, kernel).values
    blocks = collocate(source(name), dst, kernel, *dst.whole.tiles(300)).values
    np.testing.assert_array_equal(whole, blocks)


def test_a_swath_in_netcdf(tmp_path: Path) -> None:
    netcdf = pytest.importorskip("scipy.io", reason="SciPy writes the file")
    cols, rows = np.meshgrid(np.arange(COLS, dtype=float), np.arange(ROWS, dtype=float))
    lon, lat = ground(cols + 0.5, rows + 0.5, 3, -8.0)
    with netcdf.netcdf_file(tmp_path / "swath.nc", "w") as file:
        file.Conventions = "CF-1.6"
        file.createDimension("y", ROWS)
        file.createDimension("x", COLS)
        for name, values, unit, standard in (
            ("lon", lon, "degrees_east", "longitude"),
            ("lat", lat, "degrees_north", "latitude"),
            ("field", numbers(), "1", None),
        ):
            variable = file.createVariable(name, "f8", ("y", "x"))
            variable[:] = values
            variable.units = unit
            if standard:
                variable.standard_name = standard
            else:
                variable.coordinates = "lon lat"
                variable._FillValue = NODATA
    path = f'NETCDF:"{tmp_path / "swath.nc"}":field'
    dst = TARGETS["inside"]
    found = collocate(path, dst, "nearest")
    assert isinstance(found.layer.source.georeference, Geolocation)
    expected = oracle.warp(path, dst, "nearest")
    steady = comparable(path, dst)
    np.testing.assert_array_equal(found.values[steady], expected[steady])


# --- the antimeridian ----------------------------------------------------------

#: Sources around a longitude.
AROUND: dict[str, Callable[[Path, float], str]] = {
    "4 points": lambda path, lon: with_gcps(path, 2, 1, lon),
    "25 points": lambda path, lon: with_gcps(path, 5, 3, lon),
    "RPC": lambda path, lon: with_rpcs(path, float(wrapped(np.array(lon)))),
    "a node each": lambda path, lon: with_arrays(path, 1, lon),
    "a node every 5": lambda path, lon: with_arrays(path, 5, lon),
    "a node each, from 0": lambda path, lon: with_arrays(path, 1, lon, 0.0),
}


@pytest.mark.parametrize("kernel", ["nearest", "cubic", "average"])
@pytest.mark.parametrize("name", AROUND)
@pytest.mark.parametrize(
    ("zone", "middle", "x"), [(31, 0.1, 270_000), (30, -0.1, 660_000)]
)
def test_across_the_antimeridian_is_as_across_greenwich(
    tmp_path: Path, zone: int, middle: float, x: float, name: str, kernel: str
) -> None:
    """Zone 1 has the shape of zone 31, and 60 that of 30, half way round the Earth."""
    write = AROUND[name]
    here = write(tmp_path / "here.tif", middle)
    there = write(tmp_path / "there.tif", middle + 180)
    dst = grid(f"EPSG:{32600 + zone}", 151, x, 5_890_000, (200, 240))
    opposite = replace(dst, crs=CRS.from_epsg(32600 + (zone + 29) % 60 + 1))
    expected = collocate(here, dst, kernel).values
    found = collocate(there, opposite, kernel).values
    assert np.isfinite(expected).mean() > 0.5
    unlike = np.isnan(found) != np.isnan(expected)
    unlike |= np.abs(found - expected) > 1e-6
    assert unlike.sum() <= 2  # of what a hair's breadth decides


@pytest.mark.parametrize("name", AROUND)
def test_targets_in_degrees_may_count_on_beyond_180(tmp_path: Path, name: str) -> None:
    path = AROUND[name](tmp_path / "source.tif", 180.1)
    east, west = (
        collocate(path, grid("EPSG:4326", 0.003, x, 53.4, (260, 400)), "nearest").values
        for x in (179.4001, -180.5999)
    )
    assert np.isfinite(east).mean() > 0.5
    assert ((east != west) & ~(np.isnan(east) & np.isnan(west))).sum() <= 2
