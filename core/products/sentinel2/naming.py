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
    baseline: float
    """The version of the processor: 4.0 for N0400."""
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
        baseline=int(found["baseline"]) / 100,
        orbit=int(found["orbit"]),
        tile=found["tile"],
        generation=found["generation"],
    )


def without_extensions(filename: str) -> str:
    """Return the name of a product's file or folder alone."""
    return re.sub(r"(\.SAFE)?(\.zip)?$", "", filename, flags=re.IGNORECASE)


def choose(filename: str, uri: str | None) -> ProductName | None:
    """Choose the true name as EOReader does.

    The name is that of the folder or archive where it follows the convention, else
    the name in the metadata, which outlives a renaming.

    Args:
        filename: The name of the folder or archive, without extensions.
        uri: `PRODUCT_URI` of the metadata.
    """
    return parse(filename) or parse(without_extensions(uri or ""))
