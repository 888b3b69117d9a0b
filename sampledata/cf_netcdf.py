# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes netCDF files with times, byte by byte: any calendar, bounds, any size.

The classic format with 64-bit offsets (NetCDF Classic Format Specification, version 2)
has its last variable where its numbers may be left out: a file of many gigabytes takes
up a few kilobytes of a disk.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_DIMENSION, _VARIABLE, _ATTRIBUTE = 10, 11, 12
_CHAR: Final = 2
_TYPES: Final = {">i4": 4, ">f4": 5, ">f8": 6}

#: The size of a variable that is too large to be said in 32 bits.
_HUGE: Final = 2**32 - 4


@dataclass(frozen=True, kw_only=True)
class Variable:
    """An array of a file."""

    name: str
    dimensions: tuple[str, ...]
    values: NDArray[Any] | None = None
    """None for the last of a file, whose numbers are 0 until they are written."""
    attributes: Mapping[str, str | float] = field(default_factory=dict)
    dtype: str = ">f8"


def coordinates(
    rows: int, cols: int, bounds: tuple[float, float, float, float]
) -> list[Variable]:
    """Return latitudes from the north and longitudes from the west.

    Args:
        rows: Their count.
        cols: Their count.
        bounds: West, south, east, north of all pixels, in degrees.
    """
    west, south, east, north = bounds
    high, wide = (north - south) / rows, (east - west) / cols
    lat = north - (np.arange(rows) + 0.5) * high
    lon = west + (np.arange(cols) + 0.5) * wide
    return [
        Variable(
            name="lat",
            dimensions=("lat",),
            values=lat,
            attributes={"units": "degrees_north", "standard_name": "latitude"},
        ),
        Variable(
            name="lon",
            dimensions=("lon",),
            values=lon,
            attributes={"units": "degrees_east", "standard_name": "longitude"},
        ),
    ]


def write_netcdf(
    path: Path, dimensions: Mapping[str, int], variables: Sequence[Variable]
) -> int:
    """Write a file.

    Args:
        path: The file.
        dimensions: Their sizes.
        variables: Arrays; the last may be without values.

    Returns:
        Where the last variable's numbers begin, in bytes.
    """
    names = list(dimensions)
    head = _head(dimensions, variables, [0] * len(variables), names)
    starts, at = [], len(head)
    for one in variables:
        starts.append(at)
        at += _size(one, dimensions)
    with path.open("wb") as stream:
        stream.write(_head(dimensions, variables, starts, names))
        for one, start in zip(variables, starts, strict=True):
            if one.values is not None:
                stream.seek(start)
                stream.write(np.asarray(one.values).astype(one.dtype).tobytes())
        stream.truncate(at)
    return starts[-1]


def _size(one: Variable, dimensions: Mapping[str, int]) -> int:
    count = int(np.prod([dimensions[name] for name in one.dimensions], dtype=np.int64))
    return -(-count * np.dtype(one.dtype).itemsize // 4) * 4


def _head(
    dimensions: Mapping[str, int],
    variables: Sequence[Variable],
    starts: Sequence[int],
    names: list[str],
) -> bytes:
    parts = [b"CDF\x02", _int(0), _int(_DIMENSION), _int(len(dimensions))]
    for name, size in dimensions.items():
        parts += [_text(name), _int(size)]
    parts += [_attributes({"Conventions": "CF-1.11"})]
    parts += [_int(_VARIABLE), _int(len(variables))]
    for one, start in zip(variables, starts, strict=True):
        parts += [_text(one.name), _int(len(one.dimensions))]
        parts += [_int(names.index(name)) for name in one.dimensions]
        parts += [_attributes(one.attributes), _int(_TYPES[one.dtype])]
        size = min(_size(one, dimensions), _HUGE)
        parts += [struct.pack(">I", size), struct.pack(">q", start)]
    return b"".join(parts)


def _int(number: int) -> bytes:
    return struct.pack(">i", number)


def _padded(data: bytes) -> bytes:
    return data + b"\0" * (-len(data) % 4)


def _text(text: str) -> bytes:
    data = text.encode()
    return _int(len(data)) + _padded(data)


def _attributes(attributes: Mapping[str, str | float]) -> bytes:
    if not attributes:
        return _int(0) + _int(0)
    parts = [_int(_ATTRIBUTE), _int(len(attributes))]
    for name, value in attributes.items():
        parts.append(_text(name))
        if isinstance(value, str):
            parts += [_int(_CHAR), _text(value)]
        else:
            parts += [_int(6), _int(1), struct.pack(">d", value)]
    return b"".join(parts)
