# SPDX-License-Identifier: GPL-3.0-or-later
"""Times of bands that GDAL makes of the dimensions of an array: netCDF, HDF5, Zarr."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from .band_times import BandTimes, of_instants
from .counting import counting_of, unit_s

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from rasterio.io import DatasetReader

    from .counting import Counting

#: As GDAL's netCDF driver names a dimension's value of a band, ...
_NETCDF: Final = "NETCDF_DIM_"

#: ... and its multidimensional drivers, as Zarr's.
_MULTIDIM: Final = re.compile(r"DIM_(?P<name>.+)_VALUE")

#: The method of CF's `cell_methods` for one dimension: `time: sum (interval: 1 hour)`.
_METHOD: Final = r"(?:^|\s){name}\s*:(?:\s*\w+\s*:)*\s*(?P<method>\w+)"

_OF_PERIOD: Final = frozenset({"forecast_period", "lead_time"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Dimension:
    """A dimension beside rows and columns, by its value in each band."""

    name: str
    values: Sequence[str]
    """For each band, as text."""
    attributes: Mapping[str, str] = field(default_factory=dict)

    @property
    def counting(self) -> Counting | None:
        """How it counts time; None where it is none of time, or not known."""
        said = self.attributes
        return counting_of(said.get("units", ""), said.get("calendar", ""))

    @property
    def looks_like_time(self) -> bool:
        """Whether the file means it as time, whether or not that can be read."""
        said = self.attributes
        is_time = said.get("standard_name") == "time" or said.get("axis") == "T"
        return is_time or " since " in said.get("units", "")

    @property
    def is_period(self) -> bool:
        """Whether it is the time since the beginning of a forecast."""
        said = self.attributes
        is_named = self.name in {"step", *_OF_PERIOD}
        is_told = said.get("standard_name", "") in _OF_PERIOD
        return (is_named or is_told) and unit_s(said.get("units", "")) is not None

    def numbers(self) -> NDArray[np.float64]:
        """Return its values as numbers, NaN for what is none."""
        return np.array([_number(text) for text in self.values], np.float64)


def of_dimensions(src: DatasetReader) -> BandTimes | None:
    """Read the times of the bands of an array; None where there are no dimensions.

    Only the coordinates are read, of the whole file at once where GDAL lists them.
    """
    of_file = src.tags()
    found = _listed(src, of_file) or _of_bands(src, of_file)
    if not found:
        return None
    time = next((one for one in found if one.counting is not None), None)
    periods = [one for one in found if one is not time and one.is_period]
    others = [one for one in found if one is not time and one not in periods]
    if time is None or time.counting is None:
        untold = [one for one in found if one.looks_like_time]
        words = "; ".join(one.attributes.get("units", one.name) for one in untold)
        times = np.full(src.count, np.nan)
        members = _members(others + periods, src.count)
        return of_instants(times, members=members, unknown=words)
    begins = time.counting.positions(time.numbers())
    for period in periods:
        begins = begins + period.numbers() * (unit_s(period.attributes["units"]) or 0)
    method = _method(src, time.name)
    ends = begins
    bounds = None if periods else time.attributes.get("bounds")
    if bounds and method != "point":
        begins, ends = _intervals(src, time, bounds, begins)
    return of_instants(
        begins,
        ends,
        _members(others, src.count) if others else None,
        calendar=time.counting.calendar,
        method="" if method == "point" else method,
    )


def _listed(src: DatasetReader, of_file: Mapping[str, str]) -> list[Dimension]:
    """Return the dimensions that GDAL's netCDF driver lists for the whole file."""
    names = _split(of_file.get(f"{_NETCDF}EXTRA", ""))
    values = [_split(of_file.get(f"{_NETCDF}{name}_VALUES", "")) for name in names]
    counts = [
        int(_split(of_file.get(f"{_NETCDF}{name}_DEF", "0"))[0] or 0) for name in names
    ]
    # A dimension without a coordinate is told apart by its numbers from 0.
    filled = [
        own if len(own) == count else [str(n) for n in range(count)]
        for own, count in zip(values, counts, strict=True)
    ]
    if not names or np.prod([len(one) for one in filled]) != src.count:
        return []
    rows = list(product(*filled))  # the last dimension runs fastest
    return [
        Dimension(
            name=name,
            values=[row[n] for row in rows],
            attributes=_attributes(of_file, name),
        )
        for n, name in enumerate(names)
    ]


def _of_bands(src: DatasetReader, of_file: Mapping[str, str]) -> list[Dimension]:
    """Return the dimensions that the bands of a file name one by one."""
    first = src.tags(1)
    names = list(_named(first))
    if not names:
        return []
    tags = [src.tags(band) for band in range(1, src.count + 1)]
    found = []
    for name, key in names:
        attributes = _attributes(of_file, name)
        unit = first.get(f"DIM_{name}_UNIT")
        if unit and not key.startswith(_NETCDF):
            attributes = {**_of_coordinate(src, name), "units": unit}
        values = [own.get(key, "") for own in tags]
        found.append(Dimension(name=name, values=values, attributes=attributes))
    return found


def _named(tags: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for key in tags:
        multidim = _MULTIDIM.fullmatch(key)
        if key.startswith(_NETCDF):
            yield key.removeprefix(_NETCDF), key
        elif multidim is not None:
            yield multidim["name"], key


def _attributes(of_file: Mapping[str, str], name: str) -> dict[str, str]:
    start = f"{name}#"
    return {
        key.removeprefix(start): text
        for key, text in of_file.items()
        if key.startswith(start)
    }


def _of_coordinate(src: DatasetReader, name: str) -> dict[str, str]:
    """Return what a Zarr says of a coordinate, which is an array of its own."""
    from .coordinate_file import zarr_attributes  # noqa: PLC0415  (few files are)

    return zarr_attributes(src.name, name)


def _split(text: str) -> list[str]:
    """Return what GDAL lists as `{a,b}`, or alone."""
    plain = text.strip().removeprefix("{").removesuffix("}")
    return plain.split(",") if plain else []


def _members(others: Sequence[Dimension], count: int) -> list[dict[str, str]]:
    return [
        {one.name: f"{one.values[band]}".strip() for one in others}
        for band in range(count)
    ]


def _method(src: DatasetReader, name: str) -> str:
    """Return what a band's values are of its cells of time; empty for not said."""
    said = src.tags(1).get("cell_methods", "")
    found = re.search(_METHOD.format(name=re.escape(name)), said)
    return found["method"].casefold() if found else ""


def _intervals(
    src: DatasetReader, time: Dimension, bounds: str, instants: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the beginnings and ends of intervals; instants where they are not told."""
    from .coordinate_file import read_bounds  # noqa: PLC0415  (few files have them)

    counting = time.counting
    pairs = read_bounds(src.name, bounds)
    if pairs is None or counting is None:
        return instants, instants
    own: dict[str, int] = {}
    for text in time.values:
        own.setdefault(text, len(own))
    if len(pairs) != len(own):
        return instants, instants
    pairs = np.sort(pairs, axis=1)
    order = [own[text] for text in time.values]
    first = counting.positions(pairs[:, 0])[order]
    last = counting.positions(pairs[:, 1])[order]
    turned = np.array([len(own) - 1 - n for n in order])
    # GDAL reads an array without coordinates from its last row to its first.
    if not ((first <= instants) & (instants <= last)).all():
        first, last = (counting.positions(pairs[:, side])[turned] for side in (0, 1))
    holds = ((first <= instants) & (instants <= last)).all()
    return (first, last) if holds else (instants, instants)


def _number(text: Any) -> float:
    try:
        return float(text)
    except ValueError:
        return float("nan")
