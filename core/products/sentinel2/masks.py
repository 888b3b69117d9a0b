# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds the masks that make a band's pixels invalid, by the cleaning asked for.

For the masks' meaning see PSD, "Pixel Level Quality Indicators"; each cleaning uses the
same masks as in EOReader.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...message import say
from ...request.cleaning import Cleaning
from ...sources.masks import PolygonMask, RasterMask
from ..metadata_file import UnreadableFile
from .gml import read_polygons

if TYPE_CHECKING:
    from ...sources.masks import Mask
    from .container import Container
    from .files import ProductFiles

#: Bands of MSK_QUALIT that make pixels invalid: lost and degraded image data,
#: defective, no data, saturated; not ancillary data (1, 2) and cross-talk (7).
_QUALITY_BANDS: Final = (3, 4, 5, 6, 8)

#: The same masks in GML, and the types of features that count, None for all types.
_QUALITY_TYPES: Final = {
    "NODATA": frozenset({"QT_NODATA_PIXELS"}),
    "DEFECT": None,
    "SATURA": None,
    "TECQUA": frozenset({"MSI_LOST", "MSI_DEG"}),
}

#: The masks that only the cleaning `clean` uses.
QUALITY_KINDS: Final = frozenset({"QUALIT", *_QUALITY_TYPES})


@dataclass(frozen=True, slots=True, kw_only=True)
class BandMasks:
    """The masks of one band."""

    masks: tuple[Mask, ...] = ()
    has_footprint: bool = False
    """The detector footprint is among the masks."""
    problems: tuple[str, ...] = ()
    """One sentence for each mask that could not be used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskReader:
    """Finds the masks of a product's bands."""

    container: Container
    files: ProductFiles
    cleaning: Cleaning
    epsg: int | None
    """The CRS that polygons must be in."""

    def of_band(self, band: str) -> BandMasks:
        """Find the masks of a band by its id; no masks for the cleaning `raw`."""
        if self.cleaning is Cleaning.RAW:
            return BandMasks()
        problems: list[str] = []
        footprint = self._footprint(band, problems)
        quality = self._quality(band, problems)
        return BandMasks(
            masks=tuple(mask for mask in (footprint, *quality) if mask is not None),
            has_footprint=footprint is not None,
            problems=tuple(problems),
        )

    def _footprint(self, band: str, problems: list[str]) -> Mask | None:
        name = self.files.masks.get(("DETFOO", band), "")
        if name.endswith(".jp2"):
            path = self.container.gdal_name(name)
            return RasterMask(path=path, valid_where_zero=False)
        return self._polygons("DETFOO", band, problems, valid_inside=True)

    def _quality(self, band: str, problems: list[str]) -> list[Mask | None]:
        if self.cleaning is not Cleaning.CLEAN:
            return []
        name = self.files.masks.get(("QUALIT", band))
        if name:
            path = self.container.gdal_name(name)
            return [RasterMask(path=path, bands=_QUALITY_BANDS, counts_wherever=True)]
        return [
            self._polygons(kind, band, problems, valid_inside=False)
            for kind in _QUALITY_TYPES
        ]

    def _polygons(
        self, kind: str, band: str, problems: list[str], *, valid_inside: bool
    ) -> Mask | None:
        name = self.files.masks.get((kind, band))
        if name is None:
            return None
        try:
            area = read_polygons(
                self.container.read(name),
                name,
                epsg=self.epsg,
                types=_QUALITY_TYPES.get(kind),
            )
        except UnreadableFile as error:
            problems.append(
                say("{problem}; the mask is left out.", problem=error.message)
            )
            return None
        if area is None:
            return None
        return PolygonMask(wkb=area.wkb, valid_inside=valid_inside)
