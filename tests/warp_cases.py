# SPDX-License-Identifier: GPL-3.0-or-later
"""The cases of the matrix against GDAL's warper: sources, targets, kernels."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio
from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import ColorInterp

from exogenous.core.geometry.grid import Grid
from exogenous.core.resampling import kernels as resampling

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

UTM = CRS.from_epsg(32629)
GEOGRAPHIC = CRS.from_epsg(4326)
LAEA = CRS.from_epsg(3035)
POLAR = CRS.from_epsg(3995)

DTYPES = ("uint8", "int16", "uint16", "int32", "float32", "float64")
NODATA_KINDS = ("none", "declared", "nan", "mask", "alpha", "override")


def _grid(crs: CRS, size: float, x: float, y: float, shape: tuple[int, int]) -> Grid:
    return Grid(
        crs=crs,
        transform=Affine(size, 0, x, 0, -size, y),
        rows=shape[0],
        cols=shape[1],
    )


@dataclass(frozen=True)
class Geometry:
    """A source grid and a target grid that lies inside it."""

    name: str
    src: Grid
    dst: Grid


_UTM_SRC = _grid(UTM, 20, 540000, 5900000, (90, 100))
_SOUTH_UP = Grid(
    crs=UTM, transform=Affine(20, 0, 540000, 0, 20, 5898200), rows=90, cols=100
)
_GEO_SRC = _grid(GEOGRAPHIC, 0.0004, -8.41, 53.256, (120, 130))
_LAEA_SRC = _grid(LAEA, 25, 3108200, 3502500, (160, 180))
_POLAR_SRC = _grid(POLAR, 500, -30000, 30000, (120, 120))

GEOMETRIES = (
    Geometry("same", _UTM_SRC, _grid(UTM, 20, 540200, 5899800, (60, 70))),
    Geometry("finer by 2", _UTM_SRC, _grid(UTM, 10, 540200, 5899800, (60, 70))),
    Geometry("finer by 2.7", _UTM_SRC, _grid(UTM, 7.41, 540203.3, 5899801, (70, 60))),
    Geometry("shifted", _UTM_SRC, _grid(UTM, 20, 540207.3, 5899788.9, (60, 70))),
    Geometry("coarser by 3", _UTM_SRC, _grid(UTM, 60, 540240, 5899760, (22, 24))),
    Geometry("coarser by 2.37", _UTM_SRC, _grid(UTM, 47.4, 540211, 5899777, (28, 31))),
    Geometry("south-up", _SOUTH_UP, _grid(UTM, 13, 540203.3, 5899801, (70, 60))),
    Geometry("from degrees", _GEO_SRC, _grid(UTM, 17, 540300, 5899300, (90, 70))),
    Geometry(
        "from degrees, coarser", _GEO_SRC, _grid(UTM, 130, 539900, 5899800, (24, 18))
    ),
    Geometry("from LAEA", _LAEA_SRC, _grid(UTM, 20, 541500, 5898500, (60, 70))),
    Geometry(
        "from LAEA, coarser", _LAEA_SRC, _grid(UTM, 70, 541500, 5898500, (24, 26))
    ),
    Geometry(
        "to degrees", _UTM_SRC, _grid(GEOGRAPHIC, 0.00017, -8.397, 53.246, (60, 80))
    ),
    Geometry(
        "over the pole",
        _POLAR_SRC,
        _grid(CRS.from_epsg(3413), 730, -9000, 9000, (25, 25)),
    ),
)


@dataclass(frozen=True)
class Case:
    """One cell of the matrix."""

    resampler: str
    geometry: Geometry
    dtype: str
    nodata: str

    @property
    def id(self) -> str:
        return f"{self.resampler}-{self.geometry.name}-{self.dtype}-{self.nodata}"


def _fits(dtype: str, nodata: str) -> bool:
    return nodata != "nan" or dtype.startswith("float")


def all_cases() -> list[Case]:
    """Every kernel on every geometry, with every nodata kind and every type.

    Types rotate over the cases of nodata, and nodata over those of types, so that
    all pairs occur without the full product.
    """
    cases: dict[str, Case] = {}
    kernels = [method.name for method in resampling.WARPERS]
    for number, (kernel, geometry) in enumerate(itertools.product(kernels, GEOMETRIES)):
        for turn, nodata in enumerate(NODATA_KINDS):
            pool = [d for d in DTYPES if _fits(d, nodata)]
            case = Case(kernel, geometry, pool[(number + turn) % len(pool)], nodata)
            cases[case.id] = case
        for turn, dtype in enumerate(DTYPES):
            kinds = [n for n in NODATA_KINDS if _fits(dtype, n)]
            case = Case(kernel, geometry, dtype, kinds[(number + turn) % len(kinds)])
            cases[case.id] = case
    return list(cases.values())


def values_of(case: Case) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Make a source's numbers, and which of them are valid.

    A smooth field with steps and some noise, holes one pixel wide and larger.
    """
    shape = (case.geometry.src.rows, case.geometry.src.cols)
    rng = np.random.default_rng(7)
    y, x = np.mgrid[: shape[0], : shape[1]]
    field = 120 + 50 * np.sin(x / 6) + 40 * np.cos(y / 5) + 20 * (x > 50)
    field = field + rng.integers(0, 8, shape)
    if case.dtype == "int16":
        field = field - 130
    if case.dtype == "int32" and case.resampler != "mode":
        # Odd numbers there are no float32, in which GDAL counts the votes of `mode`.
        field = field + 16_777_216
    valid = rng.random(shape) > 0.04
    valid[30:37, 40:52] = False
    values = field.astype(case.dtype)
    return values, valid if case.nodata != "none" else np.ones(shape, bool)


def hole_value(case: Case) -> float:
    """Return what stands in the holes: something that shows when it leaks."""
    if case.nodata == "nan":
        return float("nan")
    return {"uint8": 255.0, "uint16": 65535.0}.get(case.dtype, -9999.0)


def write_source(case: Case, folder: Path) -> str:
    """Write the raster of a case."""
    path = folder / "source.tif"
    values, valid = values_of(case)
    values = np.where(valid, values, np.array(hole_value(case)).astype(case.dtype))
    src = case.geometry.src
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=src.cols,
        height=src.rows,
        count=2 if case.nodata == "alpha" else 1,
        dtype=case.dtype,
        crs=src.crs,
        transform=src.transform,
        nodata=hole_value(case) if case.nodata in {"declared", "nan"} else None,
    ) as dataset:
        dataset.write(values, 1)
        if case.nodata == "mask":
            dataset.write_mask(valid)
        if case.nodata == "alpha":
            # What GDAL's warper takes for opaque.
            most = {"uint16": 65535, "int16": 32767}.get(case.dtype, 255)
            dataset.write(np.where(valid, most, 0).astype(case.dtype), 2)
            dataset.colorinterp = [ColorInterp.gray, ColorInterp.alpha]
    return str(path)
