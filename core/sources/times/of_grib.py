# SPDX-License-Identifier: GPL-3.0-or-later
"""Times of the messages of a GRIB file, instants or intervals, from their headers.

GDAL says of each message when it is valid. Over which interval a message of edition 2
was made is in the numbers of its template, which GDAL lists; of edition 1 GDAL says
nothing, and the headers are read here.

Sources: WMO Manual on Codes, volume I.2: FM 92 GRIB edition 2, templates 4.8 to 4.12,
4.42 and 4.43, code tables 4.4 and 4.10; FM 92-IX GRIB edition 1, section 1, code tables
4 and 5.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import numpy as np

from .band_times import BandTimes, of_instants
from .grib1_headers import read_ranges

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray
    from rasterio.io import DatasetReader

#: Intervals that are longer follow one another; shorter ones, as from the beginning of
#: a forecast on, may overlap.
_MANY_DAYS_S: Final = 20 * 86400.0

#: Where the end of the interval stands among the numbers of a template of edition 2.
_END_AT: Final = {8: 15, 9: 22, 10: 16, 11: 18, 12: 17, 42: 16, 43: 19}

#: Where the statistic stands, counted from the end's year.
_STATISTIC_AT: Final = 8

#: Where templates have the number of an ensemble's member.
_MEMBER_AT: Final = {1: 16, 11: 16}

#: Where unit and number of the time from the reference stand, by template.
_SHIFTED: Final = {42: 1, 43: 1}
_UNIT_AT, _STEP_AT = 7, 8

#: Code table 4.4 (4 of edition 1): units of time, in seconds.
UNITS_S: Final = {
    0: 60.0, 1: 3600.0, 2: 86400.0, 10: 10800.0, 11: 21600.0, 12: 43200.0, 13: 1.0,
}  # fmt: skip

#: Code table 4.10.
_STATISTICS: Final = {0: "mean", 1: "sum", 2: "maximum", 3: "minimum", 4: "difference"}

#: Words of a message whose template is of an instant, and whose values are not.
_ADDED_UP: Final = re.compile(r"(?i)accumul")


def of_grib(src: DatasetReader) -> BandTimes | None:
    """Read the times of a GRIB file's messages; None where a raster is none."""
    if src.driver != "GRIB":
        return None
    tags = [src.tags(band) for band in range(1, src.count + 1)]
    ranges = read_ranges(src.name, src.count)
    begins = np.full(src.count, np.nan)
    ends, methods = begins.copy(), []
    for n, own in enumerate(tags):
        valid = _seconds(own.get("GRIB_VALID_TIME", ""))
        begin, end, method = (
            _interval(own, valid)
            or ranges.get(n)
            or (
                valid,
                valid,
                "sum" if _ADDED_UP.search(own.get("GRIB_COMMENT", "")) else "",
            )
        )
        begins[n], ends[n] = begin, end
        methods.append(method)
    members = _members(tags)
    if ranges:
        ends = _apart(begins, ends, members)
    return of_instants(begins, ends, members, method=_one(methods))


def _apart(
    begins: NDArray[np.float64],
    ends: NDArray[np.float64],
    members: Sequence[Mapping[str, str]],
) -> NDArray[np.float64]:
    """End means of many days where the next one begins.

    Producers count N in steps of the forecast and P2 in days: 248 days for a month.
    """
    found = ends.copy()
    for one in {tuple(of.items()) for of in members}:
        own = [n for n, of in enumerate(members) if tuple(of.items()) == one]
        firsts = np.unique(begins[own])
        after = np.append(firsts[1:], np.inf)
        usual = np.diff(firsts).max() if len(firsts) > 1 else np.inf
        nexts = after[np.searchsorted(firsts, begins[own])]
        long = ends[own] - begins[own] > _MANY_DAYS_S
        least = np.minimum(np.minimum(ends[own], nexts), begins[own] + usual)
        found[own] = np.where(long, least, ends[own])
    return found


def _members(tags: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Return what tells messages apart beside time, where more than one has it."""
    found = [
        {
            "element": own.get("GRIB_ELEMENT", ""),
            "level": own.get("GRIB_SHORT_NAME", ""),
            "member": _member(own),
        }
        for own in tags
    ]
    several = [key for key in found[0] if len({one[key] for one in found}) > 1]
    return [{key: one[key] for key in several} for one in found]


def _member(own: Mapping[str, str]) -> str:
    template, numbers = _template(own)
    at = _MEMBER_AT.get(template)
    return str(numbers[at]) if at is not None and len(numbers) > at else ""


def _one(methods: Sequence[str]) -> str:
    return next(filter(None, methods), "")


def _interval(own: Mapping[str, str], valid: float) -> tuple[float, float, str] | None:
    """Return beginning, end and statistic of edition 2; None for other messages."""
    template, numbers = _template(own)
    at = _END_AT.get(template)
    if at is None or len(numbers) <= at + _STATISTIC_AT:
        return None
    shift = _SHIFTED.get(template, 0)
    unit = UNITS_S.get(numbers[_UNIT_AT + shift])
    reference = _seconds(own.get("GRIB_REF_TIME", ""))
    if unit is None or np.isnan(reference):
        return valid, valid, "mean"
    year, month, day, hour, minute, second = numbers[at : at + 6]
    try:
        whole = np.datetime64(f"{year:04}-{month:02}-{day:02}", "s").astype(np.int64)
    except ValueError:
        return valid, valid, "mean"
    begin = reference + numbers[_STEP_AT + shift] * unit
    end = float(whole) + hour * 3600 + minute * 60 + second
    method = _STATISTICS.get(numbers[at + _STATISTIC_AT], "statistic")
    return begin, max(begin, end), method


def _template(own: Mapping[str, str]) -> tuple[int, list[int]]:
    number = own.get("GRIB_PDS_PDTN", "")
    text = own.get("GRIB_PDS_TEMPLATE_ASSEMBLED_VALUES", "")
    try:
        return int(number or -1), [int(word) for word in text.split()]
    except ValueError:
        return -1, []


def _seconds(text: str) -> float:
    """Return the seconds that GDAL says, with `sec UTC` behind them in older ones."""
    words = text.split()
    try:
        return float(words[0]) if words else float("nan")
    except ValueError:
        return float("nan")
