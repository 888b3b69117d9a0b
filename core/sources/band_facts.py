# SPDX-License-Identifier: GPL-3.0-or-later
"""What a file says of a band that is as true of resampled values: unit, waves, time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rasterio.io import DatasetReader

#: Tags of a band that say what was measured, and when; the others are of the numbers in
#: the file (statistics, packing) or of the file itself.
_KEPT: Final = re.compile(
    r"(?i)^(?:(?:cent(?:er|ral)_)?wavelength(?:_units?)?|fwhm(?:_units?)?|bandwidth|"
    r"units?|long_name|standard_name|cell_methods|NETCDF_VARNAME|NETCDF_DIM_\w+|"
    r"GRIB_(?:ELEMENT|COMMENT|UNIT|SHORT_NAME|REF_TIME|VALID_TIME|FORECAST_SECONDS))$"
)

#: Those of them that say the unit.
_OF_UNIT: Final = re.compile(r"(?i)^(?:units?|GRIB_UNIT)$")

#: Of GDAL's domain IMAGERY: a band's wave, and a dataset's time.
_IMAGERY: Final = ("CENTRAL_WAVELENGTH_UM", "FWHM_UM")
_ACQUIRED: Final = "ACQUISITIONDATETIME"

#: Micrometres in what ENVI and others count wavelengths in.
_WAVE_UNITS_UM: Final = {
    **dict.fromkeys(("micrometers", "micrometer", "um", "µm", "microns"), 1.0),
    **dict.fromkeys(("nanometers", "nanometer", "nm"), 1e-3),
}

_SINCE: Final = re.compile(r"(?i)^\s*(second|minute|hour|day)s?\s+since\s+(\S.*?)\s*$")
_UNITS_S: Final = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}

#: Where systems begin to count.
_FIRST: Final = datetime(1970, 1, 1, tzinfo=timezone.utc)

#: The calendars of CF in which days are those of the ISO.
_CALENDARS: Final = frozenset({"", "standard", "gregorian", "proleptic_gregorian"})


@dataclass(frozen=True, slots=True, kw_only=True)
class BandFacts:
    """What was measured, in what, on which wave, and when."""

    unit: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    """In the file's own words."""
    imagery: Mapping[str, str] = field(default_factory=dict)
    """Of GDAL's domain `IMAGERY`: `CENTRAL_WAVELENGTH_UM`, `FWHM_UM`."""
    time: str = ""
    """ISO 8601; empty where the file does not say, or not in a way that is known."""

    def without_unit(self) -> BandFacts:
        """Return the facts of numbers that are decoded otherwise than the file says."""
        kept = {k: text for k, text in self.tags.items() if not _OF_UNIT.match(k)}
        return replace(self, unit="", tags=kept)


#: Of a band that nothing is said of.
NO_FACTS: Final = BandFacts()


def read_band_facts(src: DatasetReader, index: int) -> BandFacts:
    """Read what a raster says of a band; no pixel is read.

    Args:
        src: An open raster.
        index: The band's 1-based number.
    """
    own = src.tags(index)
    return BandFacts(
        unit=(src.units[index - 1] or own.get("GRIB_UNIT", "")).strip("[] "),
        tags={key: text for key, text in own.items() if _KEPT.match(key)},
        imagery=_imagery(src, index, own),
        time=_time(src, own),
    )


def _imagery(src: DatasetReader, index: int, own: Mapping[str, str]) -> dict[str, str]:
    domain = src.tags(index, ns="IMAGERY")
    found = {key: domain[key] for key in _IMAGERY if key in domain}
    words = {key.casefold(): text for key, text in own.items()}
    per_um = _WAVE_UNITS_UM.get(words.get("wavelength_units", "").casefold())
    for key, word in zip(_IMAGERY, ("wavelength", "fwhm"), strict=True):
        number = _number(words.get(word, ""))
        if key not in found and per_um and number is not None:
            found[key] = f"{number * per_um:.12g}"
    return found


def _time(src: DatasetReader, own: Mapping[str, str]) -> str:
    """Return a band's time, from what GRIB, netCDF, IMAGERY or ENVI call it."""
    seconds = _number(own.get("GRIB_VALID_TIME", "").split(" sec")[0])
    if seconds is not None:
        return _after("1970-01-01T00:00:00+00:00", seconds)
    of_file = src.tags()
    for key, text in own.items():
        dimension = key.removeprefix("NETCDF_DIM_")
        since = _SINCE.match(of_file.get(f"{dimension}#units", ""))
        calendar = of_file.get(f"{dimension}#calendar", "").casefold()
        count = _number(text)
        if dimension != key and since and count is not None and calendar in _CALENDARS:
            return _after(since[2], count * _UNITS_S[since[1].casefold()])
    said = (
        src.tags(ns="IMAGERY").get(_ACQUIRED),
        src.tags(ns="ENVI").get("acquisition_time"),
    )
    return next((_iso(text) for text in said if text), "")


def _after(start: str, seconds: float) -> str:
    begin = _moment(start)
    try:
        moment = None if begin is None else begin + timedelta(seconds=seconds)
    except OverflowError:
        return ""
    return "" if moment is None else moment.isoformat()


def _iso(text: str) -> str:
    """Return a time; empty for the first of all, which GDAL has where it knows none."""
    moment = _moment(text)
    return "" if moment is None or moment == _FIRST else moment.isoformat()


def _moment(text: str) -> datetime | None:
    """Read a date and time as CF, GDAL and ENVI write them; UTC where none is said."""
    plain = text.strip().replace(" UTC", "Z").replace("Z", "+00:00")
    plain = re.sub(r"\.0*(?=$|[+-])", "", plain)
    plain = re.sub(r"^(\d+)-(\d)(?=-)", r"\1-0\2", plain)
    plain = re.sub(r"^(\d+-\d\d)-(\d)(?!\d)", r"\1-0\2", plain)
    plain = re.sub(r"(?<=[ T])(\d)(?=:)", r"0\1", plain)
    try:
        moment = datetime.fromisoformat(plain)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
