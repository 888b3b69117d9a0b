# SPDX-License-Identifier: GPL-3.0-or-later
"""What a raster's header says of one band: no pixels are read here."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from rasterio.enums import ColorInterp, MaskFlags

from ..errors import NoRegularGrid, SourceUnusable
from ..geometry.grid import Grid
from ..georeferencing.read import georeference_of
from ..io.cache_tile_size import kept_tile
from ..io.paths import readable
from ..io.raster import find_band, open_raster
from ..message import say
from .contents import UNBOUNDED, Drawn
from .legend import UNKNOWN, Legend

if TYPE_CHECKING:
    from rasterio.crs import CRS
    from rasterio.io import DatasetReader

    from ..georeferencing.read import Georeference
    from .contents import Contents
    from .deferred_files import DeferredFile
    from .masks import Mask

#: Types whose every value a float32 holds exactly.
_IN_FLOAT32: Final = frozenset({"uint8", "int8", "uint16", "int16", "float32"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """How a file's numbers become values, where it differs from the header."""

    nodata: float | None = None
    """In the file's numbers; None for what the header declares."""
    crs: CRS | None = None
    """None for what the header declares."""
    scale: float | None = None
    """Values are `number * scale + offset`; None for what the header declares."""
    offset: float | None = None
    masks: tuple[Mask, ...] = ()
    """What else makes pixels invalid."""
    is_nodata_masked: bool = False
    """The masks take out all but few of the pixels that have the nodata value."""
    contents: Contents = UNBOUNDED
    """What the values say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One band of a raster, ready to be planned with."""

    label: str
    """The row or band as it is called in messages."""
    path: str
    band: int
    georeference: Georeference
    """What places the pixels."""
    dtype: str
    """The type of the numbers in the file, a numpy name."""
    nodata: float | None
    """Declared or given, in the file's numbers; NaN is always invalid."""
    has_mask: bool
    """The file has a mask band (0 there is invalid)."""
    alpha_band: int | None = None
    """1-based number of a transparency band (0 there is invalid)."""
    scale: float = 1.0
    offset: float = 0.0
    masks: tuple[Mask, ...] = ()
    is_nodata_masked: bool = False
    """The masks take out all but few of the pixels that have the nodata value."""
    levels: tuple[int, ...] = ()
    """How many times coarser the resolution levels of a JPEG2000 file are."""
    is_tiled: bool = False
    """`DatasetPool` keep its tiles, so that GDAL need not."""
    contents: Contents = UNBOUNDED
    """What the values say."""
    deferred_file: DeferredFile | None = None
    """What has the file made before it is read, where it is not there already."""
    legend: Legend = UNKNOWN
    """What the numbers stand for."""
    is_scaled: bool = field(init=False)
    """Whether values differ from the file's numbers."""
    working_dtype: str = field(init=False)
    """The float type that holds every value exactly, NaN where invalid.

    Integers beyond 2^53 are the exception: no float type holds them."""

    def __post_init__(self) -> None:
        """Find the type of the values."""
        is_scaled = (self.scale, self.offset) != (1.0, 0.0)
        object.__setattr__(self, "is_scaled", is_scaled)
        dtype = "float32" if self.dtype in _IN_FLOAT32 else "float64"
        object.__setattr__(self, "working_dtype", dtype)

    @property
    def grid(self) -> Grid:
        """The grid of the pixels.

        Raises:
            NoRegularGrid: Something else places them.
        """
        if isinstance(self.georeference, Grid):
            return self.georeference
        raise NoRegularGrid(self.label, self.path, self.georeference.name)


def open_source(
    path: str, band: int | str, *, label: str, decoding: Decoding | None = None
) -> Source:
    """Read the header of one band.

    Args:
        path: A name that GDAL opens.
        band: A 1-based number or a description.
        label: Who asks, for messages.
        decoding: What overrides the header.

    Raises:
        SourceMissing: There is no such file.
        SourceUnreadable: It is not a raster.
        SourceUnusable: It is known what else it is, or its numbers are complex.
        SubdatasetNeeded: It is a container of rasters.
        BandNotFound: It has no such band.
        MissingCrs: It has no CRS and none is given.
        MissingGeoreference: It does not say where its pixels are.
    """
    decoding = decoding or Decoding()
    is_drawn = isinstance(decoding.contents, Drawn)
    with open_raster(path, label) as src:
        index = find_band(src, band, label)
        if src.dtypes[index - 1].startswith("complex"):
            raise _is_complex(src, path, label)
        return Source(
            label=label,
            path=src.name if path.startswith("zip:") else readable(path),
            band=index,
            georeference=georeference_of(src, label, decoding.crs),
            dtype="uint8" if is_drawn else src.dtypes[index - 1],
            nodata=_or(decoding.nodata, src.nodatavals[index - 1]),
            has_mask=decoding.nodata is None and _has_mask(src, index),
            alpha_band=None if decoding.nodata is not None else _alpha(src, index),
            scale=_or(decoding.scale, src.scales[index - 1]) or 1.0,
            offset=_or(decoding.offset, src.offsets[index - 1]) or 0.0,
            masks=decoding.masks,
            is_nodata_masked=decoding.is_nodata_masked,
            levels=() if is_drawn else _levels(src, index),
            is_tiled=kept_tile(src, index) is not None,
            contents=decoding.contents,
            legend=Legend(
                is_classes=_is_classes(src, index),
                description=src.descriptions[index - 1] or "",
                colormap=_colormap(src, index),
            ),
        )


def _is_complex(src: DatasetReader, path: str, label: str) -> SourceUnusable:
    """Say what to do with numbers of two parts: GDAL has their amplitude as well."""
    reason = say("its numbers are complex, as in radar products (SLC)")
    remedy = say(
        'Give their amplitude in its place: "DERIVED_SUBDATASET:AMPLITUDE:{path}".',
        path=src.name,
    )
    return SourceUnusable(label, path, reason, remedy)


def _has_mask(src: DatasetReader, index: int) -> bool:
    flags = src.mask_flag_enums[index - 1]
    # rasterio has no float for the greatest numbers of 64 bits, but knows the mask.
    is_untold = MaskFlags.nodata in flags and src.nodatavals[index - 1] is None
    return is_untold or (
        MaskFlags.per_dataset in flags and MaskFlags.alpha not in flags
    )


def _alpha(src: DatasetReader, index: int) -> int | None:
    """Find the transparency band; GDAL's mask knows it for 8 and 16 bits alone."""
    bands = [n for n, c in enumerate(src.colorinterp, 1) if c == ColorInterp.alpha]
    return bands[-1] if bands and index not in bands else None


def _levels(src: DatasetReader, index: int) -> tuple[int, ...]:
    """Return the levels of a JPEG2000 file; an `.ovr` beside it would hide them.

    Each halves the one before. What rasterio says of them are quotients of widths,
    which a remainder makes smaller.
    """
    if src.driver != "JP2OpenJPEG" or any(name.endswith(".ovr") for name in src.files):
        return ()
    return tuple(2**level for level, _ in enumerate(src.overviews(index), 1))


def _is_classes(src: DatasetReader, index: int) -> bool:
    if src.colorinterp[index - 1] == ColorInterp.palette:
        return True
    return src.dtypes[index - 1] == "uint8" and bool(_colormap(src, index))


def _colormap(src: DatasetReader, index: int) -> dict[int, tuple[int, ...]]:
    try:
        return dict(src.colormap(index))
    except ValueError:  # rasterio's way to say that there is none
        return {}


def _or(given: float | None, declared: float | None) -> float | None:
    if given is not None:
        return given
    if declared is not None and math.isnan(declared):
        return None  # NaN is invalid whatever is declared
    return declared
