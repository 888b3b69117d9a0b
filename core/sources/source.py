# SPDX-License-Identifier: GPL-3.0-or-later
"""The source: one band of a raster as its header describes it; no pixels are read."""

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
from ..request.nodata_rule import NodataRule
from .band_facts import NO_FACTS, BandFacts, read_band_facts
from .contents import UNBOUNDED, Drawn
from .legend import UNKNOWN, Legend, read_legend

if TYPE_CHECKING:
    from rasterio.crs import CRS
    from rasterio.io import DatasetReader

    from ..georeferencing.read import Georeference
    from .contents import Contents
    from .deferred_files import DeferredFile
    from .masks import Mask

#: Types whose every value a float32 holds exactly.
_IN_FLOAT32: Final = frozenset({"uint8", "int8", "uint16", "int16", "float32"})

#: Types with integers that no float holds, ...
LONG: Final = frozenset({"int64", "uint64"})

#: ... those beyond this.
_LONGEST: Final = 2.0**53


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """How a file's numbers become values, where this differs from the header."""

    nodata: float | NodataRule | None = None
    """In the file's numbers; None for what the header declares. A number stands in
    place of masks and alpha as well, a rule beside them."""
    crs: CRS | None = None
    """None for what the header declares."""
    scale: float | None = None
    """Values are `number * scale + offset`; None for what the header declares."""
    offset: float | None = None
    has_masks: bool = True
    """No ignores the file's own mask and alpha band."""
    masks: tuple[Mask, ...] = ()
    """Masks beside the band."""
    is_nodata_masked: bool = False
    """The masks hold all but few of the pixels that have the nodata value."""
    contents: Contents = UNBOUNDED
    """What the values are: the file's numbers, coverage or a mask."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Blend:
    """A second band of a source, between whose two the wanted time lies."""

    source: Source
    weight: float
    """Of the second band, 0 to 1; the first one's is the rest."""

    @property
    def dtype(self) -> str:
        """The type of the second band's numbers in the file."""
        return self.source.dtype


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One band of a raster, ready to be planned with."""

    label: str
    """The name of the row or band in messages."""
    path: str
    band: int
    georeference: Georeference
    dtype: str
    """The type of the numbers in the file, a numpy name."""
    nodata: float | None
    """Declared or given, in the file's numbers; NaN is always invalid."""
    nodata_ranges: tuple[tuple[float, float], ...] = ()
    """Of numbers that are invalid too: the least and the greatest."""
    has_mask: bool
    """The file has a mask band (0 there is invalid)."""
    band_count: int = 1
    """How many bands the file has."""
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
    """`DatasetPool` keeps the file's tiles, so that GDAL need not."""
    contents: Contents = UNBOUNDED
    """What the values are: the file's numbers, coverage or a mask."""
    blend: Blend | None = None
    """Another band, which is weighed with this one pixel by pixel."""
    deferred_file: DeferredFile | None = None
    """The file as a deferred file, if it has to be made before it is read."""
    legend: Legend = UNKNOWN
    """Names and colours of the numbers."""
    facts: BandFacts = NO_FACTS
    """The file's facts that are as true of resampled values."""
    is_scaled: bool = field(init=False)
    """Whether values differ from the file's numbers."""
    working_dtype: str = field(init=False)
    """The float type that holds every value exactly, NaN where invalid.

    Integers beyond 2^53 are the exception: no float type holds them, and `Half`s of
    them are read."""
    may_be_long: bool = field(init=False)
    """Whether the values may be integers that no float holds."""

    def __post_init__(self) -> None:
        """Derive whether values are scaled, and their working type."""
        is_scaled = (self.scale, self.offset) != (1.0, 0.0)
        object.__setattr__(self, "is_scaled", is_scaled)
        may_be_long = self.dtype in LONG and not is_scaled and self.blend is None
        object.__setattr__(self, "may_be_long", may_be_long)
        both = {self.dtype} if self.blend is None else {self.dtype, self.blend.dtype}
        dtype = "float32" if both <= _IN_FLOAT32 else "float64"
        object.__setattr__(self, "working_dtype", dtype)

    @property
    def grid(self) -> Grid:
        """The grid of the pixels.

        Raises:
            NoRegularGrid: Tie points or arrays place the pixels.
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
        label: The row or band that asks, for messages.
        decoding: Values that override the header.

    Raises:
        SourceMissing: There is no such file.
        SourceUnreadable: The file is not a raster.
        SourceUnusable: The file is known to be something else, or its numbers are
            complex.
        SubdatasetNeeded: The file is a container of rasters.
        BandNotFound: The file has no such band.
        MissingCrs: The file has no CRS and none is given.
        MissingGeoreference: The file does not say where its pixels are.
    """
    decoding = decoding or Decoding()
    is_drawn = isinstance(decoding.contents, Drawn)
    given = decoding.nodata
    rule = given if isinstance(given, NodataRule) else NodataRule(of_file=True)
    number = None if isinstance(given, NodataRule) else given
    counts = number is None and decoding.has_masks
    with open_raster(path, label) as src:
        index = find_band(src, band, label)
        if src.dtypes[index - 1].startswith("complex"):
            raise _is_complex(src, path, label)
        return Source(
            label=label,
            path=src.name if path.startswith("zip:") else readable(path),
            band=index,
            band_count=src.count,
            georeference=georeference_of(src, label, decoding.crs),
            dtype="uint8" if is_drawn else src.dtypes[index - 1],
            nodata=_or(number, _nodata(src, index) if rule.of_file else None),
            nodata_ranges=rule.ranges,
            has_mask=number is None
            and _has_mask(src, index, rule, has_masks=decoding.has_masks),
            alpha_band=_alpha(src, index) if counts else None,
            scale=_or(decoding.scale, src.scales[index - 1]) or 1.0,
            offset=_or(decoding.offset, src.offsets[index - 1]) or 0.0,
            masks=decoding.masks,
            is_nodata_masked=decoding.is_nodata_masked,
            levels=() if is_drawn else _levels(src, index),
            is_tiled=kept_tile(src, index) is not None,
            contents=decoding.contents,
            legend=read_legend(src, index),
            facts=_facts(src, index, decoding),
        )


def _is_complex(src: DatasetReader, path: str, label: str) -> SourceUnusable:
    """Return the error for complex numbers: GDAL offers their amplitude as well."""
    reason = say("its numbers are complex, as in radar products (SLC)")
    remedy = say(
        'Give their amplitude in its place: "DERIVED_SUBDATASET:AMPLITUDE:{path}".',
        path=src.name,
    )
    return SourceUnusable(label, path, reason, remedy)


def _facts(src: DatasetReader, index: int, decoding: Decoding) -> BandFacts:
    """Read what is said of a band; a unit is of values decoded as the file says."""
    facts = read_band_facts(src, index)
    is_otherwise = any(
        given is not None and given != declared
        for given, declared in (
            (decoding.scale, src.scales[index - 1]),
            (decoding.offset, src.offsets[index - 1]),
        )
    )
    return facts.without_unit() if is_otherwise else facts


def _nodata(src: DatasetReader, index: int) -> float | None:
    """Return what the header declares; None where rasterio's float may be another.

    GDAL's own mask knows the number then.
    """
    declared: float | None = src.nodatavals[index - 1]
    is_long = src.dtypes[index - 1] in LONG and abs(declared or 0) >= _LONGEST
    return None if is_long else declared


def _has_mask(
    src: DatasetReader, index: int, rule: NodataRule, *, has_masks: bool
) -> bool:
    flags = src.mask_flag_enums[index - 1]
    is_untold = MaskFlags.nodata in flags and _nodata(src, index) is None
    is_mask = MaskFlags.per_dataset in flags and MaskFlags.alpha not in flags
    return (is_untold and rule.of_file) or (is_mask and has_masks)


def _alpha(src: DatasetReader, index: int) -> int | None:
    """Find the transparency band, which GDAL's mask heeds for 8 and 16 bits alone."""
    bands = [n for n, c in enumerate(src.colorinterp, 1) if c == ColorInterp.alpha]
    return bands[-1] if bands and index not in bands else None


def _levels(src: DatasetReader, index: int) -> tuple[int, ...]:
    """Return the levels of a JPEG2000 file; an `.ovr` beside the file would hide them.

    Each level halves the one before. rasterio's own factors are quotients of widths,
    which a remainder makes smaller.
    """
    if src.driver != "JP2OpenJPEG" or any(name.endswith(".ovr") for name in src.files):
        return ()
    return tuple(2**level for level, _ in enumerate(src.overviews(index), 1))


def _or(given: float | None, declared: float | None) -> float | None:
    if given is not None:
        return given
    if declared is not None and math.isnan(declared):
        return None  # NaN is invalid whatever is declared
    return declared
