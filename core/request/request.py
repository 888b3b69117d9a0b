# SPDX-License-Identifier: GPL-3.0-or-later
"""The request and the output options: frozen values that cannot be built invalid."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ..errors import DuplicateName, InvalidRequest
from ..io.patience import PATIENCE_S
from ..io.remote_names import any_remote
from ..message import say
from .cleaning import Cleaning
from .plain_values import count, number, texts
from .product_paths import product_paths
from .tile_paths import paths_in
from .time_choice import INSTANTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rasterio.enums import Resampling

    from .aoi import Aoi
    from .exo_layer import ExoLayer
    from .nodata_rule import NodataRule


#: The types that outputs may have.
DTYPES: Final = (
    *("float32", "float64", "uint8", "int8", "uint16", "int16"),
    *("uint32", "int32", "uint64", "int64"),
)

#: The known compressions: GDAL writes uncompressed files for a word it does not know.
COMPRESSIONS: Final = (
    *("NONE", "DEFLATE", "LZW", "ZSTD", "LZMA", "PACKBITS", "JPEG", "WEBP", "JXL"),
    *("LERC", "LERC_DEFLATE", "LERC_ZSTD", "CCITTRLE", "CCITTFAX3", "CCITTFAX4"),
)

#: The formats that outputs may have.
FORMATS: Final = ("GTiff", "COG")


#: What becomes of pixels of a source that cannot be decoded.
ON_ERROR: Final = ("error", "nodata")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileNodata:
    """The nodata values of one band of a product's raster, as the user has set them."""

    path: str
    """The raster, as the product names it."""
    band: int
    """1-based number in the raster."""
    nodata: float | NodataRule
    """In the raster's own numbers, as for a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCrs:
    """The CRS of a product's raster, as the user has set it."""

    path: str
    """The raster, as the product names it."""
    crs: str
    """In place of what the file says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is asked for: product, bands, layers, pixel size and area of a run."""

    product: str | tuple[str, ...]
    """A .SAFE folder, a product archive, any raster, or several rasters."""
    product_nodata: tuple[FileNodata, ...] = ()
    """What is known of a raster product's nodata values beside what its files say."""
    product_crs: tuple[FileCrs, ...] = ()
    """What is known of the CRS of a raster product's files, in place of theirs."""
    bands: tuple[str, ...] = ()
    """Product bands in order: spectral names, sensor ids, numbers, descriptions."""
    layers: tuple[ExoLayer, ...] = ()
    pixel_size: float | None = None
    """In units of the product's CRS; None for the product's own."""
    aoi: Aoi | None = None
    """None for the whole product."""
    mask_aoi: bool = False
    """Also blank what lies outside the polygons."""
    coverage: bool = False
    """Add bands with the share of each pixel that a layer's valid pixels cover."""
    validity: bool = False
    """Add a band that is 1 where all bands and layers have a value."""
    strict: bool = False
    """Missing bands and layers that do not overlap are errors, not warnings."""
    band_resampler: Resampling | None = None
    """For product bands; None for `average` to coarser pixels, else `bilinear`."""
    keep_negatives: bool = False
    """Reflectances of the product below 0 stay, which become 0 otherwise."""
    overviews: bool = True
    """Overviews of JPEG2000 files stand in for pixels where the target is coarser."""
    cleaning: Cleaning = Cleaning.NODATA
    """Which pixels of a satellite product's bands are invalid; a choice or its word."""
    operations: tuple[tuple[str, str, str], ...] = ()
    """From a CRS, to a CRS, and the PROJ text of the operation that the user has chosen
    in place of PROJ's, x before y."""
    instant: str = INSTANTS[0]
    """Which instant of a Sentinel-2 product is its acquisition, one of `INSTANTS`."""
    eoreader_python: str = ""
    """The Python that has EOReader; empty for the one that the environment names."""

    @property
    def is_online(self) -> bool:
        """A user typed an address as product or layer, or allows files to name some."""
        rows = (path for row in self.layers for path in paths_in(row.path))
        return any_remote((*product_paths(self.product), *rows))

    def __post_init__(self) -> None:
        """Refuse a request whose values alone show that the run would fail."""
        paths = product_paths(self.product)
        object.__setattr__(self, "product", paths if paths[1:] else paths[0])
        remedy = say("Give a positive number in units of the CRS.")
        size = number(self.pixel_size, "PIXEL_SIZE", remedy)
        if size is not None and not 0 < size < math.inf:
            raise InvalidRequest("PIXEL_SIZE", size, remedy)
        bands = texts(self.bands, "BANDS", say('Give names, like ["RED", "B04"].'))
        object.__setattr__(self, "bands", bands)
        if self.mask_aoi and self.aoi is None:
            raise InvalidRequest(
                "MASK_AOI",
                True,
                say("It needs an area of interest to blank outside of."),
            )
        refuse_duplicates((layer.name, layer.label) for layer in self.layers)
        object.__setattr__(self, "cleaning", Cleaning.of(self.cleaning))
        if self.instant not in INSTANTS:
            known = say("Use one of {known}.", known=", ".join(INSTANTS))
            raise InvalidRequest("INSTANT", self.instant, known)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputOptions:
    """How results are written."""

    dtype: str | None = None
    """A numpy type name; None for the type that keeps the values."""
    nodata: float | None = None
    """The nodata value of the file; None for NaN, or a value that suits the type."""
    creation: Mapping[str, str] | None = None
    """The format's creation options; None for the defaults."""
    format: str = "GTiff"
    """`GTiff`, or `COG` for a cloud optimised GeoTIFF."""
    threads: int | None = None
    """How many blocks are computed at once; None for one per processor."""
    memory_bytes: int | None = None
    """The approximate limit for pixels in memory; None for two blocks a thread and the
    usual caches. One block at a time is computed however small the limit."""
    patience_s: float = PATIENCE_S
    """How long, in seconds, a file may be waited for that does not answer."""
    on_error: str = "error"
    """`error` where a tile of a source cannot be decoded; `nodata` for a warning, and a
    result that has no value there."""

    def __post_init__(self) -> None:
        """Refuse an unknown type, compression or format, and counts below 1."""
        if self.dtype is not None and self.dtype not in DTYPES:
            raise InvalidRequest(
                "DTYPE", self.dtype, say("Use one of {known}.", known=", ".join(DTYPES))
            )
        creation = {key.upper(): word for key, word in (self.creation or {}).items()}
        compression = creation.get("COMPRESS", "NONE").upper()
        if compression not in COMPRESSIONS:
            raise InvalidRequest(
                "CREATION_OPTIONS",
                f"COMPRESS={compression}",
                say("Use one of {known}.", known=", ".join(COMPRESSIONS)),
            )
        if self.format not in FORMATS:
            raise InvalidRequest(
                "FORMAT", self.format, say("Use {known}.", known=" or ".join(FORMATS))
            )
        threads = count(
            self.threads, "THREADS", say("Give 1 or more, or none for one a processor.")
        )
        memory = count(
            self.memory_bytes, "MEMORY", say("Give more, or none for the default.")
        )
        patience = number(self.patience_s, "PATIENCE", say("Give a time in seconds."))
        if patience is None or not 0 < patience < math.inf:
            raise InvalidRequest(
                "PATIENCE", self.patience_s, say("A time above 0 is needed.")
            )
        if self.on_error not in ON_ERROR:
            raise InvalidRequest(
                "ON_ERROR",
                self.on_error,
                say("Use {known}.", known=" or ".join(ON_ERROR)),
            )
        object.__setattr__(self, "threads", threads)
        object.__setattr__(self, "memory_bytes", memory)
        number(self.nodata, "NODATA", say("Give a number."))


def refuse_duplicates(names: Iterable[tuple[str, str]]) -> None:
    """Raise where a name occurs twice.

    Args:
        names: Pairs of a name and its owner, a row or band, as messages call it.

    Raises:
        DuplicateName: Two owners share a name.
    """
    pairs = list(names)
    for name, times in Counter(name for name, _ in pairs).items():
        if times > 1:
            raise DuplicateName(name, (owner for same, owner in pairs if same == name))
