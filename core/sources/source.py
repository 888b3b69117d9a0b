# SPDX-License-Identifier: GPL-3.0-or-later
"""The source: one band of a raster as its header describes it; no pixels are read."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ..errors import NoRegularGrid, SourceUnusable
from ..geometry.grid import Grid
from ..georeferencing.read import georeference_of
from ..io.paths import readable
from ..io.raster import find_band, open_raster
from ..message import say
from ..request.nodata_rule import NodataRule
from .band_facts import NO_FACTS, BandFacts
from .band_header import LONG, BandHeader, read_band_header
from .contents import UNBOUNDED, Drawn
from .legend import UNKNOWN, Legend

if TYPE_CHECKING:
    from rasterio.crs import CRS

    from ..georeferencing.read import Georeference
    from .contents import Contents
    from .deferred_files import DeferredFile
    from .masks import Mask
    from .tiles.mosaic import Mosaic

#: Types whose every value a float32 holds exactly.
_IN_FLOAT32: Final = frozenset({"uint8", "int8", "uint16", "int16", "float32"})


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
    mosaic: Mosaic[Source] | None = None
    """The tiles that it is read from, in place of a file; `path` is the first's."""
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
    def is_changed(self) -> bool:
        """Whether values are other numbers than those in its files."""
        is_decoded = self.mosaic is not None and self.mosaic.is_decoded
        is_made = self.blend is not None or self.contents.are_everywhere
        return self.is_scaled or is_decoded or is_made

    @property
    def files(self) -> tuple[Source, ...]:
        """The sources whose files are read: its tiles, or itself."""
        return (self,) if self.mosaic is None else self.mosaic.tiles

    @property
    def looked_at(self) -> tuple[Source, ...]:
        """The sources that a look at few of its pixels looks at."""
        return (self,) if self.mosaic is None else self.mosaic.some

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
    with open_raster(path, label) as src:
        index = find_band(src, band, label)
        if src.dtypes[index - 1].startswith("complex"):
            raise is_complex(src.name, path, label)
        return source_of(
            src.name if path.startswith("zip:") else readable(path),
            label,
            read_band_header(src, index),
            georeference_of(src, label, decoding.crs),
            decoding,
        )


def source_of(
    name: str,
    label: str,
    header: BandHeader,
    georeference: Georeference,
    decoding: Decoding,
) -> Source:
    """Return what a header and a row, which counts more, say of a band together.

    Args:
        name: The raster, a name that GDAL opens.
        label: The row or band that asks, for messages.
        header: The band as its file declares it.
        georeference: Where its pixels are.
        decoding: Values that override the header.
    """
    is_drawn = isinstance(decoding.contents, Drawn)
    given = decoding.nodata
    rule = given if isinstance(given, NodataRule) else NodataRule(of_file=True)
    number = None if isinstance(given, NodataRule) else given
    counts = number is None and decoding.has_masks
    is_mask = (header.is_nodata_untold and rule.of_file) or (
        header.has_mask and decoding.has_masks
    )
    return Source(
        label=label,
        path=name,
        band=header.band,
        band_count=header.band_count,
        georeference=georeference,
        dtype="uint8" if is_drawn else header.dtype,
        nodata=_or(number, header.nodata if rule.of_file else None),
        nodata_ranges=rule.ranges,
        has_mask=number is None and is_mask,
        alpha_band=header.alpha_band if counts else None,
        scale=_or(decoding.scale, header.scale) or 1.0,
        offset=_or(decoding.offset, header.offset) or 0.0,
        masks=decoding.masks,
        is_nodata_masked=decoding.is_nodata_masked,
        levels=() if is_drawn else header.levels,
        is_tiled=header.is_tiled,
        contents=decoding.contents,
        legend=header.legend,
        facts=_facts(header, decoding),
    )


def is_complex(name: str, path: str, label: str) -> SourceUnusable:
    """Return the error for complex numbers: GDAL offers their amplitude as well."""
    reason = say("its numbers are complex, as in radar products (SLC)")
    remedy = say(
        'Give their amplitude in its place: "DERIVED_SUBDATASET:AMPLITUDE:{path}".',
        path=name,
    )
    return SourceUnusable(label, path, reason, remedy)


def _facts(header: BandHeader, decoding: Decoding) -> BandFacts:
    """Return what is said of a band; a unit is of values decoded as the file says."""
    is_otherwise = any(
        given is not None and given != declared
        for given, declared in (
            (decoding.scale, header.scale),
            (decoding.offset, header.offset),
        )
    )
    return header.facts.without_unit() if is_otherwise else header.facts


def _or(given: float | None, declared: float | None) -> float | None:
    if given is not None:
        return given
    if declared is not None and math.isnan(declared):
        return None  # NaN is invalid whatever is declared
    return declared
