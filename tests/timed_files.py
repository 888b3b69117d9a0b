# SPDX-License-Identifier: GPL-3.0-or-later
"""Rasters with times: netCDF of any calendar, GRIB messages of edition 1."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Any

import numpy as np

from exogenous.sampledata.cf_netcdf import Variable, coordinates, write_netcdf

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

#: Where every file of times lies: over the products of `rasters`.
BOUNDS = (-4.0, 44.5, -2.0, 45.5)
ROWS, COLS = 8, 16


def write_timed(
    path: Path,
    units: str,
    counts: Sequence[float],
    *,
    calendar: str = "",
    values: Sequence[float] | None = None,
    bounds: Sequence[tuple[float, float]] | None = None,
    cell_methods: str = "",
    levels: Sequence[float] = (),
    attributes: Mapping[str, str | float] | None = None,
    dtype: str = ">f8",
) -> Path:
    """Write a netCDF file whose bands have one value each: by default their number."""
    count = len(counts) * max(len(levels), 1)
    own = np.arange(1.0, count + 1) if values is None else np.asarray(values)
    said = {"units": units, "standard_name": "time"}
    said |= {"calendar": calendar} if calendar else {}
    said |= {"bounds": "time_bnds"} if bounds is not None else {}
    of_band: dict[str, Any] = {"cell_methods": cell_methods} if cell_methods else {}
    sizes = {"time": len(counts)} | ({"level": len(levels)} if levels else {})
    sizes |= {"lat": ROWS, "lon": COLS, "bnds": 2}
    dims = ("time", *(("level",) if levels else ()), "lat", "lon")
    pixels = own.reshape(-1, 1, 1) * np.ones((1, ROWS, COLS))
    variables = [
        Variable(
            name="time",
            dimensions=("time",),
            values=np.asarray(counts, float),
            attributes=said,
        ),
        *coordinates(ROWS, COLS, BOUNDS),
    ]
    if levels:
        variables.append(
            Variable(name="level", dimensions=("level",), values=np.asarray(levels))
        )
    if bounds is not None:
        variables.append(
            Variable(
                name="time_bnds",
                dimensions=("time", "bnds"),
                values=np.asarray(bounds, float),
            )
        )
    variables.append(
        Variable(
            name="t",
            dimensions=dims,
            values=pixels,
            attributes={**of_band, **(attributes or {})},
            dtype=dtype,
        )
    )
    write_netcdf(path, sizes, variables)
    return path


def grib1_message(
    reference: datetime, unit: int, first: int, second: int, kind: int, many: int = 0
) -> bytes:
    """Return a message of edition 1 of one value, in 2 x 2 pixels.

    Args:
        reference: To the minute.
        unit: Code table 4.
        first: P1.
        second: P2.
        kind: Code table 5.
        many: How many are in a mean.
    """
    century = (reference.year - 1) // 100 + 1
    year = reference.year - (century - 1) * 100
    product = bytes([0, 0, 28, 2, 98, 128, 255, 128, 61, 1, 0, 0, year])
    product += bytes([reference.month, reference.day, reference.hour, 0, unit])
    product += bytes([first, second, kind]) + struct.pack(">H", many)
    product += bytes([0, century, 0, 0, 0])
    grid = bytes([0, 0, 32, 0, 255, 0]) + struct.pack(">HH", 2, 2)
    grid += b"".join(_degrees(one) for one in (45.5, -4.0))
    grid += bytes([0x80]) + b"".join(_degrees(one) for one in (44.5, -3.0))
    grid += struct.pack(">HH", 1000, 1000) + bytes([0, 0, 0, 0, 0])
    # No bits for a value: all are the reference, 1.0 as IBM writes it.
    data = bytes([0, 0, 12, 8, 0, 0, 0x41, 0x10, 0, 0, 0, 0])
    body = product + grid + data + b"7777"
    return b"GRIB" + (len(body) + 8).to_bytes(3, "big") + b"\1" + body


def _degrees(angle: float) -> bytes:
    sign = 0x800000 if angle < 0 else 0
    return (int(abs(angle) * 1000) | sign).to_bytes(3, "big")
