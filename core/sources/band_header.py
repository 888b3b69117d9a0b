# SPDX-License-Identifier: GPL-3.0-or-later
"""What a raster's header says of one band, before a row says otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rasterio.enums import ColorInterp, MaskFlags

from ..io.cache_tile_size import kept_tile
from .band_facts import NO_FACTS, BandFacts, read_band_facts
from .legend import UNKNOWN, Legend, read_legend

if TYPE_CHECKING:
    from rasterio.io import DatasetReader

#: Types with integers that no float holds, ...
LONG: Final = frozenset({"int64", "uint64"})

#: ... those beyond this.
_LONGEST: Final = 2.0**53


@dataclass(frozen=True, slots=True, kw_only=True)
class BandHeader:
    """One band as its file declares it."""

    band: int
    """1-based."""
    band_count: int
    dtype: str
    """A numpy name."""
    nodata: float | None
    """None for none, and where rasterio's float may be another number."""
    is_nodata_untold: bool = False
    """There is such a number: GDAL's own mask knows it."""
    has_mask: bool = False
    """The file has a mask of its own."""
    alpha_band: int | None = None
    """1-based number of the transparency band, if that is another band."""
    scale: float = 1.0
    offset: float = 0.0
    levels: tuple[int, ...] = ()
    """How many times coarser the resolution levels of a JPEG2000 file are."""
    is_tiled: bool = False
    """`DatasetPool` keeps the file's tiles."""
    legend: Legend = UNKNOWN
    facts: BandFacts = NO_FACTS


def read_band_header(src: DatasetReader, index: int) -> BandHeader:
    """Read a band's header; no pixel is read.

    Args:
        src: An open raster.
        index: The band's 1-based number.
    """
    nodata = _nodata(src, index)
    flags = src.mask_flag_enums[index - 1]
    return BandHeader(
        band=index,
        band_count=src.count,
        dtype=src.dtypes[index - 1],
        nodata=nodata,
        is_nodata_untold=MaskFlags.nodata in flags and nodata is None,
        has_mask=MaskFlags.per_dataset in flags and MaskFlags.alpha not in flags,
        alpha_band=_alpha(src, index),
        scale=src.scales[index - 1],
        offset=src.offsets[index - 1],
        levels=_levels(src, index),
        is_tiled=kept_tile(src, index) is not None,
        legend=read_legend(src, index),
        facts=read_band_facts(src, index),
    )


def _nodata(src: DatasetReader, index: int) -> float | None:
    """Return what the header declares; None where rasterio's float may be another.

    GDAL's own mask knows the number then.
    """
    declared: float | None = src.nodatavals[index - 1]
    is_long = src.dtypes[index - 1] in LONG and abs(declared or 0) >= _LONGEST
    return None if is_long else declared


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
