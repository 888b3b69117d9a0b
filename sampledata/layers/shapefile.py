# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes one polygon as an ESRI shapefile.

Layouts as in "ESRI Shapefile Technical Description" (July 1998) and, for the table,
dBASE III.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np
from rasterio.crs import CRS
from rasterio.enums import WktVersion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_POLYGON = 5
_HEADER_BYTES = 100
_FIELD, _FIELD_BYTES = b"name", 80
_CHANGED = (2025 - 1900, 12, 23)
"""Year, month and day that the table gives: the same however late it is written."""


def write_polygon(path: Path, ring: Sequence[tuple[float, float]], name: str) -> None:
    """Write a polygon without holes, in EPSG:4326, with a name.

    Args:
        path: The .shp; the other files go beside it.
        ring: Longitude and latitude of the corners, the first one once.
        name: Value of the field `name`, ASCII.
    """
    points = np.array([*ring, ring[0]], dtype="<f8")
    if _signed_area(points) > 0:  # outer rings are clockwise
        points = points[::-1]
    box = struct.pack("<4d", *points.min(axis=0), *points.max(axis=0))
    shape = struct.pack("<i", _POLYGON) + box
    shape += struct.pack("<3i", 1, len(points), 0) + points.tobytes()
    record = struct.pack(">2i", 1, len(shape) // 2) + shape
    index = struct.pack(">2i", _HEADER_BYTES // 2, len(shape) // 2)
    path.write_bytes(_header(len(record), box) + record)
    path.with_suffix(".shx").write_bytes(_header(len(index), box) + index)
    path.with_suffix(".dbf").write_bytes(_table(name))
    wkt = CRS.from_epsg(4326).to_wkt(version=WktVersion.WKT1_ESRI)
    path.with_suffix(".prj").write_text(wkt, encoding="ascii")
    path.with_suffix(".cpg").write_text("UTF-8", encoding="ascii")


def _signed_area(points: NDArray[np.float64]) -> float:
    """Return the area that closed points enclose, positive if counter-clockwise."""
    (x, y), (x1, y1) = points[:-1].T, points[1:].T
    return float(np.sum(x * y1 - x1 * y)) / 2


def _header(content_bytes: int, box: bytes) -> bytes:
    words = (_HEADER_BYTES + content_bytes) // 2
    start = struct.pack(">7i", 9994, 0, 0, 0, 0, 0, words)
    return start + struct.pack("<2i", 1000, _POLYGON) + box + bytes(32)


def _table(name: str) -> bytes:
    """Return a table of one row and one field of text."""
    field = struct.pack("<11sc4xB15x", _FIELD, b"C", _FIELD_BYTES)
    sizes = 32 + len(field) + 1, 1 + _FIELD_BYTES
    head = struct.pack("<4BI2H20x", 3, *_CHANGED, 1, *sizes)
    row = name.encode("ascii").ljust(_FIELD_BYTES)
    return head + field + b"\r" + b" " + row + b"\x1a"
