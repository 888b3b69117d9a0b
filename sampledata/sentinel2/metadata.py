# SPDX-License-Identifier: GPL-3.0-or-later
"""What the metadata say of a product, apart from its pixels and where they lie."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..place import PRODUCT_NAME
from .bands import ALL_BANDS, OFFSET, QUANTIFICATION

if TYPE_CHECKING:
    from collections.abc import Mapping

ABSOLUTE_ORBIT, RELATIVE_ORBIT = 5815, 137
START = "2025-10-17T11:11:01.025Z"
GENERATED = "2025-10-17T15:13:00.000000Z"

Number = float | str | None
"""A value of the metadata: a text is written as it is, None leaves the element out."""


def _usual_offsets() -> dict[int, Number]:
    return dict.fromkeys(range(len(ALL_BANDS)), OFFSET)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """Values of the metadata; what is None is not in them."""

    name: str = PRODUCT_NAME.removesuffix(".SAFE")
    """Of the product, without extension; it decides on the level."""
    uri: str | None = None
    """The name that the metadata give; None for the product's own."""
    baseline: str | None = "05.11"
    """Of the processor."""
    orbit_direction: str | None = "DESCENDING"
    quantification: Number = QUANTIFICATION
    aot_quantification: Number = 1000.0
    wvp_quantification: Number = 1000.0
    offsets: Mapping[int, Number] = field(default_factory=_usual_offsets)
    """By `bandId`."""
    cloud_cover: Number = 0.0
    """In percent."""
    content: Mapping[str, Number] = field(default_factory=dict)
    """More elements of `Image_Content_QI`, in percent."""

    @property
    def level(self) -> str:
        """Return `L1C` or `L2A`."""
        return "L1C" if "MSIL1C" in self.name else "L2A"

    @property
    def datastrip(self) -> str:
        """Return the identifier of the data strip."""
        when = "20251017T151300_S20251017T111101"
        return f"S2C_OPER_MSI_{self.level}_DS_2CPS_{when}_{self._version}"

    @property
    def granule(self) -> str:
        """Return the identifier of the granule."""
        what = f"20251017T151300_A{ABSOLUTE_ORBIT:06}_T32VLM"
        return f"S2C_OPER_MSI_{self.level}_TL_2CPS_{what}_{self._version}"

    @property
    def datatake(self) -> str:
        """Return the identifier of the datatake."""
        return f"GS2C_20251017T111101_{ABSOLUTE_ORBIT:06}_{self._version}"

    @property
    def image_content(self) -> dict[str, str | None]:
        """Return the elements of `Image_Content_QI` as they are written."""
        values = {"CLOUDY_PIXEL_PERCENTAGE": self.cloud_cover, **self.content}
        return {name: _six_decimals(value) for name, value in values.items()}

    @property
    def _version(self) -> str:
        return f"N{self.baseline or '00.00'}"


def _six_decimals(value: Number) -> str | None:
    return value if value is None or isinstance(value, str) else f"{value:.6f}"
