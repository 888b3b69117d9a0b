# SPDX-License-Identifier: GPL-3.0-or-later
"""Which packages a Python finds on a search path, and which requirements they miss.

Read from the packages' own metadata each time: there is no stamp that could say
something else than what lies on disk.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import Distribution, distributions
from typing import TYPE_CHECKING

from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.tags import parse_tag, sys_tags
from pip._vendor.packaging.version import InvalidVersion, Version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

# Packages whose newer releases others ask for by policy rather than by need. They
# are left out of the constraints: QGIS's copy is imported all the same, and works.
# packaging: xarray and sertit would fall back by years for Debian 12's 23.0.
UNCONSTRAINED = frozenset({"packaging"})


@dataclass(frozen=True)
class SearchPath:
    """Folders in the order Python looks through them."""

    folders: tuple[str, ...]

    def find(self, name: str) -> Iterator[Distribution]:
        """Yield the distributions of a name, the one that is imported first."""
        yield from distributions(name=name, path=list(self.folders))

    def missing(self, requirements: Iterable[str]) -> list[str]:
        """Return the requirements, and theirs in turn, that nothing here meets."""
        wanted = [Requirement(text) for text in requirements]
        seen: set[str] = set()
        missing = []
        while wanted:
            requirement = wanted.pop()
            if str(requirement) in seen:
                continue
            seen.add(str(requirement))
            found = self._meeting(requirement)
            if found is None:
                missing.append(str(requirement))
            else:
                wanted += _needs(found, requirement.extras)
        return sorted(missing)

    def constraints(self) -> list[str]:
        """Return `name==version` of every package that would be imported from here."""
        pins: dict[str, str] = {}
        for found in distributions(path=list(self.folders)):
            name = _normalised(found.metadata["Name"] or "")
            if name and name not in UNCONSTRAINED and _has_version(found):
                pins.setdefault(name, f"{name}=={found.version}")
        return sorted(pins.values())

    def foreign(self) -> list[str]:
        """Return the names of the packages built for another Python."""
        here = distributions(path=list(self.folders))
        return sorted(found.metadata["Name"] for found in here if not _runs_here(found))

    def _meeting(self, requirement: Requirement) -> Distribution | None:
        for found in self.find(requirement.name):
            if (
                _has_version(found)
                and requirement.specifier.contains(found.version, prereleases=True)
                and _runs_here(found)
            ):
                return found
        return None


def requirements_of(file: Path) -> list[str]:
    """Return the requirements a file lists, and those of the files that it names."""
    lines = file.read_text(encoding="utf-8").splitlines()
    bare = [line.partition("#")[0].strip() for line in lines]
    others = [line.removeprefix("-r ") for line in bare if line.startswith("-r ")]
    own = [line for line in bare if line and not line.startswith("-r ")]
    return [one for name in others for one in requirements_of(file.parent / name)] + own


def _needs(found: Distribution, extras: Iterable[str]) -> Iterator[Requirement]:
    """Yield what a distribution requires here, with the extras asked of it."""
    for text in found.requires or ():
        requirement = Requirement(text)
        marker = requirement.marker
        requirement.marker = None
        if marker is None or any(marker.evaluate({"extra": x}) for x in ("", *extras)):
            yield requirement


def _runs_here(found: Distribution) -> bool:
    """Tell whether a distribution was built for this Python and machine."""
    wheel = found.read_text("WHEEL") or ""
    tags = re.findall(r"^Tag: *(\S+)", wheel, re.MULTILINE)
    return not tags or any(parse_tag(tag) & _tags_here() for tag in tags)


@lru_cache(maxsize=1)
def _tags_here() -> frozenset[object]:
    return frozenset(sys_tags())


def _normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _has_version(found: Distribution) -> bool:
    """Tell whether the metadata have a version, and one that pip can read."""
    try:
        Version(found.metadata["Version"] or "")
    except InvalidVersion:
        return False
    return True
