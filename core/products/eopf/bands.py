# SPDX-License-Identifier: GPL-3.0-or-later
"""The bands of a store: arrays at each pixel size, decoded as the store says.

Scale and offset are the store's own: catalogues may say others, and are not asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...message import say
from ...request.cleaning import Cleaning
from ...request.nodata_rule import NodataRule
from ...sources.contents import Values
from ...sources.masks import RasterMask
from ...sources.source import Decoding
from ..metadata_file import UnreadableFile
from ..product import BandFile, ProductBand
from ..sentinel2.spectral import bands_of
from .store import METADATA, REFLECTANCE

if TYPE_CHECKING:
    from rasterio.crs import CRS

    from ..sentinel2.spectral import Level, SpectralBand
    from .store import Store

_SIZES: Final = (10, 20, 60)

#: The number for nodata in every band so far (PSD, Special_Values).
_NODATA: Final = 0.0

_ANY: Final = NodataRule(of_file=False)

#: Flags that make pixels invalid, by the start of what the store calls them; the same
#: as in SAFE.
_BAD: Final = ("MSI_LOST", "MSI_DEG", "QT_DEFECTIVE", "QT_NODATA", "QT_SATURATED")

#: Arrays of Level 2A, by the names of bands; {size} is the pixel size in metres.
_QUANTITIES: Final = {
    "SCL": "conditions/mask/l2a_classification/r{size}m/scl",
    "AOT": "quality/atmosphere/r{size}m/aot",
    "WVP": "quality/atmosphere/r{size}m/wvp",
    "CLDPRB": "quality/probability/r{size}m/cld",
    "SNWPRB": "quality/probability/r{size}m/snw",
}
#: The stores so far do not say the scale of these; it is what every SAFE so far has.
_THOUSANDTHS: Final = {"AOT", "WVP"}
_PROBABILITIES: Final = {"CLDPRB", "SNWPRB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoreBands:
    """Builds the bands of one store."""

    store: Store
    level: Level
    crs: CRS
    cleaning: Cleaning

    def build(self) -> tuple[ProductBand, ...]:
        """Describe every band that a product of this level has.

        Raises:
            UnreadableFile: The metadata lack what makes numbers values.
        """
        quantities = () if self.level == "L1C" else tuple(_QUANTITIES)
        return (
            *map(self._reflectance, bands_of(self.level)),
            *map(self._quantity, quantities),
        )

    def _arrays(self, pattern: str) -> dict[int, str]:
        """Return the arrays that are there, by pixel size, finest first."""
        named = {size: pattern.format(size=size) for size in _SIZES}
        return {size: name for size, name in named.items() if self.store.has(name)}

    def _files(self, arrays: dict[int, str]) -> tuple[BandFile, ...]:
        return tuple(
            BandFile(path=self.store.gdal_name(name), pixel_size=float(size))
            for size, name in arrays.items()
        )

    @property
    def _nodata(self) -> float | NodataRule:
        return _ANY if self.cleaning is Cleaning.RAW else _NODATA

    def _reflectance(self, band: SpectralBand) -> ProductBand:
        word = f"b{band.id.lower()}"
        arrays = self._arrays(f"{REFLECTANCE}/r{{size}}m/{word}")
        scale, offset = self._coefficients(arrays)
        masks = self._masks(word)
        return ProductBand(
            name=band.name,
            id=band.id,
            files=self._files(arrays),
            aliases=band.aliases,
            decoding=Decoding(
                nodata=self._nodata,
                crs=self.crs,
                scale=scale,
                offset=offset,
                masks=masks,
                is_nodata_masked=bool(masks),
                contents=Values(floor=0.0),
            ),
            radiometry="reflectance",
        )

    def _coefficients(self, arrays: dict[int, str]) -> tuple[float, float]:
        """Return scale and offset, which are the same at each pixel size."""
        found = {self._pair(name): name for name in arrays.values()}
        if len(found) > 1:
            reason = say(
                "{arrays} differ in scale_factor or add_offset",
                arrays=", ".join(found.values()),
            )
            raise UnreadableFile(METADATA, reason)
        return next(iter(found), (1.0, 0.0))

    def _pair(self, array: str) -> tuple[float, float]:
        scale = self.store.number(array, "scale_factor")
        if scale is None and self.store.is_float(array):
            return 1.0, self.store.number(array, "add_offset") or 0.0
        if scale is None or not 0 < scale <= 1:
            reason = say(
                "scale_factor of {array} is missing, or cannot be", array=array
            )
            raise UnreadableFile(METADATA, reason)
        return scale, self.store.number(array, "add_offset") or 0.0

    def _masks(self, word: str) -> tuple[RasterMask, ...]:
        if self.cleaning is Cleaning.RAW:
            return ()
        masks = []
        prints = self._arrays(f"conditions/mask/detector_footprint/r{{size}}m/{word}")
        for name in list(prints.values())[:1]:
            path = self.store.gdal_name(name)
            masks.append(RasterMask(path=path, valid_where_zero=False))
        flags = self._arrays(f"quality/mask/r{{size}}m/{word}")
        for name in list(flags.values())[:1]:
            bits = self._bad_bits(name)
            if self.cleaning is Cleaning.CLEAN and bits:
                path = self.store.gdal_name(name)
                masks.append(RasterMask(path=path, bits=bits, counts_wherever=True))
        return tuple(masks)

    def _bad_bits(self, array: str) -> int:
        about = self.store.about(array)
        masks, meanings = about.get("flag_masks"), about.get("flag_meanings")
        if isinstance(meanings, str):  # as CF has them
            meanings = meanings.split()
        if not isinstance(masks, list) or not isinstance(meanings, list):
            raise UnreadableFile(
                METADATA, say("flag_masks of {array} is missing", array=array)
            )
        bits = 0
        for bit, meaning in zip(masks, meanings, strict=False):
            if isinstance(bit, int) and str(meaning).startswith(_BAD):
                bits |= bit
        return bits & 0xFF

    def _quantity(self, name: str) -> ProductBand:
        arrays = self._arrays(_QUANTITIES[name])
        array = next(iter(arrays.values()), "")
        nodata = _ANY if name in _PROBABILITIES else self._nodata
        scale = self.store.number(array, "scale_factor") if array else None
        offset = self.store.number(array, "add_offset") if array else None
        if scale is None and name in _THOUSANDTHS and not self.store.is_float(array):
            scale = 1 / 1000
        return ProductBand(
            name=name,
            id=name,
            files=self._files(arrays),
            aliases=(f"MSK_{name}",) if name in _PROBABILITIES else (),
            decoding=Decoding(
                nodata=nodata,
                crs=self.crs,
                scale=1.0 if scale is None else scale,
                offset=offset or 0.0,
                masks=self._where_classified() if name in _PROBABILITIES else (),
            ),
            is_classes=name == "SCL",
        )

    def _where_classified(self) -> tuple[RasterMask, ...]:
        """Return the mask of pixels where probabilities are valid, as for SAFE."""
        arrays = self._arrays(_QUANTITIES["SCL"])
        if not arrays or self.cleaning is Cleaning.RAW:
            return ()
        path = self.store.gdal_name(next(iter(arrays.values())))
        return (RasterMask(path=path, valid_where_zero=False),)
