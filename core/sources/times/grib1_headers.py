# SPDX-License-Identifier: GPL-3.0-or-later
"""Intervals of GRIB edition 1, read from the headers of messages; no value is read.

Source: WMO Manual on Codes, volume I.2, FM 92-IX: section 1, octets 13 to 25, and code
tables 4 and 5.
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from typing import BinaryIO

#: Code table 4: units of time, in seconds.
_UNITS_S: Final = {
    0: 60.0, 1: 3600.0, 2: 86400.0, 10: 10800.0, 11: 21600.0, 12: 43200.0, 254: 1.0,
}  # fmt: skip

#: Code table 5: from P1 to P2 after the reference, ...
_FROM_TO: Final = {2: "mean", 3: "mean", 4: "sum", 5: "difference"}

#: ... or N times, P2 apart.
_MANY: Final = {
    **dict.fromkeys((113, 115, 123), "mean"),
    **dict.fromkeys((114, 116, 124), "sum"),
}

_HEADER_BYTES: Final = 36

#: Edition 1 has no longer messages; longer ones are marked, as ECMWF does.
_MARKED: Final = 0x800000

#: Bytes between messages, as of bulletins, that are looked through.
_MOST_BETWEEN: Final = 1 << 16

Range = tuple[float, float, str]


def read_ranges(path: str, count: int) -> dict[int, Range]:
    """Read the intervals of the messages of edition 1.

    Args:
        path: A file of this machine; of others nothing is known.
        count: How many messages GDAL has found.

    Returns:
        Beginning and end in seconds from 1970-01-01 and the statistic, by the number of
        the message from 0, for those that are of an interval; nothing where the file
        has other messages than GDAL found.
    """
    file = Path(path)
    try:
        with file.open("rb") as stream:
            headers = _headers(stream, count)
    except (OSError, ValueError):
        return {}
    if len(headers) != count:
        return {}
    found = ((n, _range(one)) for n, one in enumerate(headers))
    return {n: one for n, one in found if one is not None}


def _headers(stream: BinaryIO, count: int) -> list[bytes]:
    headers: list[bytes] = []
    at = 0
    while len(headers) <= count:
        stream.seek(at)
        near = stream.read(_HEADER_BYTES)
        start = near.find(b"GRIB")
        if start < 0:
            start = (near + stream.read(_MOST_BETWEEN)).find(b"GRIB")
        if start < 0:
            break
        stream.seek(at + start)
        header = stream.read(_HEADER_BYTES)
        length = _length(header)
        if length < _HEADER_BYTES:
            break
        headers.append(header)
        at += start + length
    return headers


def _length(header: bytes) -> int:
    if len(header) < _HEADER_BYTES:
        return 0
    if header[7] != 1:
        return int.from_bytes(header[8:16], "big")
    length = int.from_bytes(header[4:7], "big")
    return 0 if length & _MARKED else length


def _range(header: bytes) -> Range | None:
    """Return the interval of a message; None for an instant, or another edition."""
    if header[7] != 1:
        return None
    section = header[8:]
    unit, kind = _UNITS_S.get(section[17]), section[20]
    reference = _reference(section)
    if unit is None or reference is None:
        return None
    first, second = section[18] * unit, section[19] * unit
    if kind in _FROM_TO:
        return reference + first, reference + max(first, second), _FROM_TO[kind]
    if kind in _MANY:
        times = int.from_bytes(section[21:23], "big")
        begin = reference + first
        return begin, begin + second * times, _MANY[kind]
    return None


def _reference(section: bytes) -> float | None:
    year = (section[24] - 1) * 100 + section[12]
    try:
        start = datetime(year, section[13], section[14], tzinfo=timezone.utc)
    except ValueError:
        return None
    return (start + timedelta(hours=section[15], minutes=section[16])).timestamp()
