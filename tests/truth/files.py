# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the cases to files, for systems that read files."""

from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING

import numpy as np
import rasterio
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.errors import NotGeoreferencedWarning

from .fields import NO_CLASS
from .georeferences import ControlPoints, Grid, LocationArrays

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from rasterio.io import DatasetWriter

    from .cases import Case


def write_source(case: Case, path: Path) -> None:
    """Write a case's source; NaN is nodata in floats, `NO_CLASS` in bytes."""
    hole = NO_CLASS if case.values.dtype == np.uint8 else np.nan
    values = np.where(case.valid, case.values, np.array(hole, case.values.dtype))
    grid = case.src if isinstance(case.src, Grid) else None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        with rasterio.open(
            path,
            "w",
            driver="GTiff",
            width=case.src.cols,
            height=case.src.rows,
            count=1,
            dtype=values.dtype.name,
            nodata=hole,
            crs=CRS.from_user_input(grid.crs) if grid else None,
            transform=grid.transform if grid else None,
        ) as dst:
            dst.write(values, 1)
            if isinstance(case.src, ControlPoints):
                _write_points(case.src, dst)
            if isinstance(case.src, LocationArrays):
                _write_arrays(case.src, dst, path)


def _write_points(src: ControlPoints, dst: DatasetWriter) -> None:
    points = [
        GroundControlPoint(col=col, row=row, x=x, y=y)
        for col, row, x, y in src.points.tolist()
    ]
    dst.gcps = (points, CRS.from_user_input(src.crs))


def _write_arrays(src: LocationArrays, dst: DatasetWriter, path: Path) -> None:
    for axis, nodes in (("X", src.x), ("Y", src.y)):
        with rasterio.open(
            path.with_suffix(f".{axis}.tif"),
            "w",
            driver="GTiff",
            width=nodes.shape[1],
            height=nodes.shape[0],
            count=1,
            dtype="float64",
        ) as array:
            array.write(nodes, 1)
        dst.update_tags(
            ns="GEOLOCATION",
            **{
                f"{axis}_DATASET": str(path.with_suffix(f".{axis}.tif")),
                f"{axis}_BAND": "1",
            },
        )
    dst.update_tags(
        ns="GEOLOCATION",
        SRS=CRS.from_user_input(src.crs).to_wkt(),
        PIXEL_OFFSET="0",
        LINE_OFFSET="0",
        PIXEL_STEP=str(src.step),
        LINE_STEP=str(src.step),
        GEOREFERENCING_CONVENTION=(
            "PIXEL_CENTER" if src.in_centre else "TOP_LEFT_CORNER"
        ),
    )


def write_product(dst: Grid, path: Path) -> None:
    """Write a raster of zeros that has the target's pixels."""
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=dst.cols,
        height=dst.rows,
        count=1,
        dtype="uint8",
        crs=CRS.from_user_input(dst.crs),
        transform=dst.transform,
    ) as product:
        product.write(np.zeros((1, dst.rows, dst.cols), np.uint8))


def write_target(case: Case, kernels: Sequence[str], path: Path) -> None:
    """Say what `referee.py` is to make of a case's source."""
    target = {
        "wkt": CRS.from_user_input(case.dst.crs).to_wkt(),
        "transform": case.dst.transform.to_gdal(),
        "shape": [case.dst.rows, case.dst.cols],
        "kernels": list(kernels),
        "has_arrays": isinstance(case.src, LocationArrays),
    }
    path.write_text(json.dumps(target), encoding="utf-8")
