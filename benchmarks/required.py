# SPDX-License-Identifier: GPL-3.0-or-later
"""The ratios that must hold, all within one run on two cores, and whether they do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cases import EOREADER, FLOOR, GDAL, GDAL_PIXELS, OURS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from results import Results

_GB = 1_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """At most this many times the time and the memory of something else."""

    cases: tuple[str, ...]
    """Names of cases."""
    peer: str = OURS
    """The other system in the same case; or ourselves, in another case."""
    other_case: str = ""
    """The case it is compared with, where that is not the same one."""
    wall: float | None = None
    cpu: float | None = None
    """Of processor time, which what else runs on the machine changes less."""
    memory: float | None = None
    memory_bytes: int | None = None
    why: str = ""
    """What is compared, in the words of the requirement."""


def _single(
    *kernels: str, layers: tuple[str, ...], pixel_m: int = 10
) -> tuple[str, ...]:
    return tuple(f"d {name} {k} {pixel_m} m" for name in layers for k in kernels)


_AREAS_AT_10_M = (
    *_single("average", "mode", layers=("mosaic", "DEM")),
    *_single("mode", layers=("cover",)),
)
_AREAS_AT_100_M = (
    *_single("average", layers=("mosaic", "DEM"), pixel_m=100),
    *_single("mode", layers=("cover",), pixel_m=100),
)

LIMITS = (
    Limit(cases=("a", "b"), peer=EOREADER, wall=1 / 12, memory=1 / 2),
    Limit(cases=("c",), peer=EOREADER, wall=1 / 12, memory=1 / 4, memory_bytes=_GB),
    Limit(cases=("c, DEFLATE 6",), peer=GDAL, wall=1 / 2, memory=1.0),
    Limit(cases=("c, DEFLATE 6",), peer=FLOOR, wall=1.3),
    Limit(
        cases=_single("bilinear", layers=("mosaic",)),
        peer=GDAL,
        wall=1 / 3,
        memory=1.0,
        why="same CRS, bilinear with nodata",
    ),
    Limit(
        cases=(
            *_single("nearest", "bilinear", "cubic", layers=("DEM",)),
            *_single("nearest", layers=("cover",)),
        ),
        peer=GDAL,
        wall=3 / 4,
        memory=1.0,
        why="other CRS",
    ),
    Limit(
        cases=_AREAS_AT_10_M,
        peer=GDAL,
        wall=1.0,
        cpu=1.0,
        memory=1.0,
        why="average, mode",
    ),
    Limit(
        cases=_AREAS_AT_100_M,
        peer=GDAL_PIXELS,
        wall=1.5,
        cpu=1.5,
        memory=1.0,
        why="average, mode, from the same pixels",
    ),
    Limit(
        cases=("f 4",), other_case="f 1", wall=4.2, memory=1.15, why="4 times the area"
    ),
    Limit(cases=("e 16",), other_case="e 1", wall=16, memory=1.5, why="16 layers"),
)


def is_required(case: str, system: str) -> bool:
    """Tell whether a limit is about what a system takes in a case."""
    for limit in LIMITS:
        others = (limit.other_case,) if limit.other_case else limit.cases
        if system == OURS and case in limit.cases:
            return True
        if system == limit.peer and case in others:
            return True
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What was measured of one limit in one case."""

    what: str
    against: str
    measure: str
    """`wall`, `CPU` or `memory`."""
    found: float
    allowed: float
    unit: str = ""

    @property
    def holds(self) -> bool:
        """Whether the figure is within the limit."""
        return self.found <= self.allowed


def verdicts(results: Results) -> Iterator[Verdict]:
    """Judge every limit whose cases and systems were measured."""
    for limit in LIMITS:
        for case in limit.cases:
            other_case = limit.other_case or case
            yield from _judged(results, limit, case, other_case)


def _judged(
    results: Results, limit: Limit, case: str, other_case: str
) -> Iterator[Verdict]:
    mine = results.median(case, OURS)
    theirs = results.median(other_case, limit.peer)
    if mine is None or theirs is None:
        return
    what = f"{case} ({limit.why})" if limit.why else case
    against = limit.other_case or limit.peer
    for measure, allowed, found in (
        ("wall", limit.wall, mine.wall_s / theirs.wall_s),
        ("CPU", limit.cpu, mine.cpu_s / theirs.cpu_s),
        ("memory", limit.memory, mine.peak_bytes / theirs.peak_bytes),
    ):
        if allowed is not None:
            yield Verdict(
                what=what,
                against=against,
                measure=measure,
                found=found,
                allowed=allowed,
            )
    if limit.memory_bytes is not None:
        yield Verdict(
            what=what,
            against="itself",
            measure="memory",
            found=mine.peak_bytes / _GB,
            allowed=limit.memory_bytes / _GB,
            unit=" GB",
        )
