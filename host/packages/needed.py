# SPDX-License-Identifier: GPL-3.0-or-later
"""Which packages are missing, and how large they are; imports none of them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Final

from ..text import mark, tr
from . import search_order

_ROOT: Final = Path(__file__).parents[2]

REQUIREMENTS: Final = _ROOT / "requirements.txt"

#: `name[extra]>=version,<version`; every package is imported by its own name.
_REQUIREMENT: Final = re.compile(r"^([\w-]+)((?:\[[\w,-]+\])?[<>=,.\d\s]*)(?:#.*)?$")
_BOUND: Final = re.compile(r"(>=|<)\s*([\d.]+)")

#: Megabytes to download and on the disk, with what a package needs in turn, measured
#: with the wheels of Linux; those of other systems are of about the same size.
_SIZES_MB: Final = {
    "rasterio": (37, 112),
    "shapely": (4, 13),
    "dask": (3, 24),
    "xarray": (15, 96),
    "sertit": (80, 225),
}
_SMALL_MB: Final = (1, 1)


@dataclass(frozen=True, kw_only=True)
class Group:
    """Packages that belong together."""

    key: str
    label: str
    """What they are for; marked for translation."""
    requirements: tuple[str, ...]

    def lacking(self) -> tuple[str, ...]:
        """Return the requirements that are not met."""
        return tuple(one for one in self.requirements if lack(one))


def _listed(file: Path) -> tuple[str, ...]:
    """Return the requirements that a file lists; numpy is QGIS's, and is never one."""
    lines = file.read_text(encoding="utf-8").splitlines()
    found = [_REQUIREMENT.match(line.strip()) for line in lines]
    named = [(one[1], one[2].strip()) for one in found if one]
    return tuple(name + rest for name, rest in named if name != "numpy")


RUN: Final = Group(
    key="run",
    label=mark("All that the algorithms need"),
    requirements=_listed(REQUIREMENTS),
)

#: What more can be had: the same as in requirements-full.txt, by what needs it.
MORE: Final = (
    Group(
        key="load",
        label=mark("For load() in Python: xarray and dask"),
        requirements=("dask[array]>=2023.5", "xarray>=2024.6"),
    ),
    Group(
        key="cloud",
        label=mark("For products in a cloud (s3://…): sertit"),
        requirements=("sertit>=1.44",),
    ),
)


def lacking() -> tuple[str, ...]:
    """List the packages of a run that are absent, too old or too new, in words."""
    numpy = lack("numpy")
    found = [lack(one) for one in RUN.requirements]
    return tuple(one for one in (*found, numpy) if one)


def lack(requirement: str) -> str:
    """Return in words how a requirement is not met, or an empty text.

    Bounds are in words: QGIS shows some messages as HTML, where `<` is lost.
    """
    name, bounds = name_of(requirement), requirement
    if not search_order.is_there(name):
        return name
    try:
        version = search_order.version_of(name)
    except PackageNotFoundError:
        return ""  # A package without a version is accepted.
    for sign, bound in _BOUND.findall(bounds):
        is_below = numbers(version) < numbers(bound)
        if is_below != (sign == "<"):
            words = (
                tr("{name} below {bound} (found {version})")
                if sign == "<"
                else tr("{name} at least {bound} (found {version})")
            )
            return words.format(name=name, bound=bound, version=version)
    return ""


def name_of(requirement: str) -> str:
    """Return the package's name of a requirement."""
    found = re.match(r"[\w-]+", requirement)
    return found[0] if found else requirement


def numbers(version: str) -> tuple[int, ...]:
    """Return what versions are compared by, without trailing zeros: 2.0 is 2."""
    found = [int(number) for number in re.findall(r"\d+", version)[:3]]
    while found and not found[-1]:
        found.pop()
    return tuple(found)


def size_mb(requirements: tuple[str, ...]) -> tuple[int, int]:
    """Return about how many megabytes there are to download, and then on the disk."""
    sizes = [_SIZES_MB.get(name_of(one), _SMALL_MB) for one in requirements]
    return sum(down for down, _ in sizes), sum(disk for _, disk in sizes)
