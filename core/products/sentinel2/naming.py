# SPDX-License-Identifier: GPL-3.0-or-later
"""Parses the name of a Sentinel-2 product.

The compact naming convention, in force since December 2016, is
`MMM_MSIXXX_YYYYMMDDTHHMMSS_Nxxyy_ROOO_Txxxxx_<discriminator>` (PSD, annex).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from .baseline import baseline_of

if TYPE_CHECKING:
    from .spectral import Level

_NAME: Final = re.compile(
    r"S2[A-D]_MSIL(?P<level>1C|2A)_(?P<sensing>\d{8}T\d{6})"
    r"_N(?P<baseline>\d{4})_R(?P<orbit>\d{3})_(?P<tile>T\d{2}\w{3})"
    r"_(?P<generation>\d{8}T\d{6})"
)

_TIME: Final = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductName:
    """A product's name and its parts."""

    text: str
    level: Level
    sensing: datetime
    """The beginning of the datatake, UTC."""
    baseline: float | None
    """The version of the processor: 4.0 for N0400; None where the name has none."""
    orbit: int
    tile: str
    """As in `T32VLM`."""
    generation: str
    """The time of production, `YYYYMMDDTHHMMSS`; tells parts of a tile apart."""

    @property
    def acquisition_date(self) -> str:
        """The beginning of the datatake, as EOReader writes it."""
        return self.sensing.strftime(_TIME)

    @property
    def condensed(self) -> str:
        """EOReader's short name: date, constellation, tile, level, production time."""
        made_at = self.generation.partition("T")[2]
        return f"{self.acquisition_date}_S2_{self.tile}_{self.level}_{made_at}"


def parse(text: str | None) -> ProductName | None:
    """Parse a name; None where the name is not in the compact convention."""
    found = _NAME.fullmatch(text or "")
    if found is None:
        return None
    try:
        sensing = datetime.strptime(found["sensing"], _TIME)  # noqa: DTZ007 always UTC
    except ValueError:
        return None
    return ProductName(
        text=found.string,
        level="L1C" if found["level"] == "1C" else "L2A",
        sensing=sensing,
        baseline=baseline_of(found["baseline"]),
        orbit=int(found["orbit"]),
        tile=found["tile"],
        generation=found["generation"],
    )


def without_extensions(filename: str) -> str:
    """Return the name of a product's file or folder alone."""
    return re.sub(r"(\.SAFE)?(\.zip)?$", "", filename, flags=re.IGNORECASE)


def choose(*names: str | None) -> ProductName | None:
    """Choose the true name: the first that follows the convention.

    Args:
        names: As EOReader has them, the folder's or archive's own, that of the folder
            in the archive, and the one in the metadata, which outlives a renaming;
            with extensions or without.
    """
    found = (parse(without_extensions(name or "")) for name in names)
    return next((name for name in found if name is not None), None)
