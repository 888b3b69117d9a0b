# SPDX-License-Identifier: GPL-3.0-or-later
"""The bands of the MSI instrument, with their names and pixel sizes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Level = Literal["L1C", "L2A"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SpectralBand:
    """One of the instrument's thirteen bands."""

    name: str
    """The name that EOReader gives the band on every sensor."""
    id: str
    """Two characters, as in file names."""
    index: int
    """The 0-based `band_id` of the metadata: bands in the instrument's order."""
    pixel_size: float
    """The pixel size of the band's finest file, in metres."""
    short: str = ""
    """EOReader's short name for the band, if any."""

    @property
    def aliases(self) -> tuple[str, ...]:
        """Users' other words for the band: `B08`, `B8` and `8` for `08`."""
        plain = self.id.lstrip("0")
        words = (f"B{self.id}", f"B{plain}", plain, self.short)
        return tuple(dict.fromkeys(word for word in words if word and word != self.id))


#: In the instrument's order, which is the order of `band_id` in the metadata:
#: B8A comes between B08 and B09 (PSD, Spectral_Information_List).
BANDS: Final = (
    SpectralBand(name="COASTAL_AEROSOL", id="01", index=0, pixel_size=60, short="CA"),
    SpectralBand(name="BLUE", id="02", index=1, pixel_size=10),
    SpectralBand(name="GREEN", id="03", index=2, pixel_size=10),
    SpectralBand(name="RED", id="04", index=3, pixel_size=10),
    SpectralBand(
        name="VEGETATION_RED_EDGE_1", id="05", index=4, pixel_size=20, short="VRE_1"
    ),
    SpectralBand(
        name="VEGETATION_RED_EDGE_2", id="06", index=5, pixel_size=20, short="VRE_2"
    ),
    SpectralBand(
        name="VEGETATION_RED_EDGE_3", id="07", index=6, pixel_size=20, short="VRE_3"
    ),
    SpectralBand(name="NIR", id="08", index=7, pixel_size=10),
    SpectralBand(name="NARROW_NIR", id="8A", index=8, pixel_size=20),
    SpectralBand(name="WATER_VAPOUR", id="09", index=9, pixel_size=60, short="WV"),
    SpectralBand(name="SWIR_CIRRUS", id="10", index=10, pixel_size=60),
    SpectralBand(name="SWIR_1", id="11", index=11, pixel_size=20),
    SpectralBand(name="SWIR_2", id="12", index=12, pixel_size=20),
)


def bands_of(level: Level) -> tuple[SpectralBand, ...]:
    """List the bands of a product level: an L2A product has no cirrus band."""
    return (
        BANDS if level == "L1C" else tuple(band for band in BANDS if band.index != 10)
    )
