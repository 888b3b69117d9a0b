# SPDX-License-Identifier: GPL-3.0-or-later
"""Features that somebody else reads: layers of QGIS that are no files, and expressions.

Whoever runs the core inside of QGIS says so once. The core asks where a name means
something to QGIS alone, and where a filter is more than OGR takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .header import Batches, FeatureHeader

#: What names of layers of QGIS begin with, which are no files.
QGIS_NAME: Final = "QGIS_VECTOR:"


class FeatureReader(Protocol):
    """Somebody who reads features."""

    def header(self, path: str) -> FeatureHeader | None:
        """Return what a layer says of itself; None where this reader has none."""

    def complaint(self, path: str, expression: str) -> str:
        """Return what is wrong with a filter; empty where nothing is."""

    def batches(
        self,
        path: str,
        expression: str,
        columns: Sequence[str],
        *,
        shapes: bool,
    ) -> Batches:
        """Read the features that a filter lets through, in their order.

        Raises:
            ExogenousError: They cannot be read.
        """


_READERS: Final[list[FeatureReader]] = []


def use_feature_reader(reader: FeatureReader) -> None:
    """Ask a reader, too, from now on."""
    if reader not in _READERS:
        _READERS.append(reader)


def drop_feature_reader(reader: FeatureReader) -> None:
    """Ask a reader no more."""
    if reader in _READERS:
        _READERS.remove(reader)


def other_reader() -> FeatureReader | None:
    """Return who reads features beside pyogrio; None for nobody."""
    return _READERS[-1] if _READERS else None
