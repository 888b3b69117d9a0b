# SPDX-License-Identifier: GPL-3.0-or-later
"""What a tile's header says, as far as it has to be known of all tiles of a layer."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from affine import Affine

from ...georeferencing.read import has_transform
from ..band_header import BandHeader, read_band_header

if TYPE_CHECKING:
    from rasterio.io import DatasetReader

    from ..legend import Legend


@dataclass(frozen=True, slots=True, kw_only=True)
class TileBand:
    """One band of a tile; most tiles of a layer have the same."""

    description: str
    unit: str
    dtype: str
    nodata: float | None
    is_nodata_untold: bool
    has_mask: bool
    alpha_band: int | None
    scale: float
    offset: float
    is_tiled: bool
    legend: str
    """What tells one legend from another; empty for none."""

    def header(self, number: int, bands: int, like: BandHeader) -> BandHeader:
        """Return the header that the tile's file has.

        Args:
            number: The band's 1-based number.
            bands: How many bands the tile has.
            like: The same band of another tile, with the legend and facts of all.
        """
        return BandHeader(
            band=number,
            band_count=bands,
            dtype=self.dtype,
            nodata=self.nodata,
            is_nodata_untold=self.is_nodata_untold,
            has_mask=self.has_mask,
            alpha_band=self.alpha_band,
            scale=self.scale,
            offset=self.offset,
            is_tiled=self.is_tiled,
            legend=like.legend,
            facts=like.facts,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TileKind:
    """What many tiles have in common."""

    crs: str
    """As WKT; empty where the file says none."""
    bands: tuple[TileBand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TileHeader:
    """One tile on a regular grid."""

    kind: TileKind
    transform: tuple[float, float, float, float, float, float]
    """From columns and rows to x and y, as `Affine` takes it."""
    rows: int
    cols: int
    time: str = ""
    """When, as the file says it (ISO 8601); empty where it does not."""

    @property
    def affine(self) -> Affine:
        """The transform."""
        return Affine(*self.transform)


def read_tile_header(src: DatasetReader) -> TileHeader | None:
    """Read the header of an open raster; no pixel is read.

    Returns:
        None where it has to be looked at as a source of its own: complex numbers, no
        regular grid, or nothing that places it.
    """
    if any(one.startswith("complex") for one in src.dtypes):
        return None
    if not has_transform(src):
        return None
    headers = [read_band_header(src, number) for number in src.indexes]
    kind = TileKind(
        crs=src.crs.to_wkt() if src.crs else "",
        bands=tuple(map(_band, headers)),
    )
    t = src.transform
    return TileHeader(
        kind=kind,
        transform=(t.a, t.b, t.c, t.d, t.e, t.f),
        rows=src.height,
        cols=src.width,
        time=headers[0].facts.time if headers else "",
    )


def _band(header: BandHeader) -> TileBand:
    return TileBand(
        description=header.legend.description,
        unit=header.facts.unit,
        dtype=header.dtype,
        nodata=header.nodata,
        is_nodata_untold=header.is_nodata_untold,
        has_mask=header.has_mask,
        alpha_band=header.alpha_band,
        scale=header.scale,
        offset=header.offset,
        is_tiled=header.is_tiled,
        legend=_digest(header.legend),
    )


def _digest(legend: Legend) -> str:
    said = sorted(legend.colormap.items()), legend.categories, legend.attribute_table
    if not any(said):
        return ""
    return blake2b(repr(said).encode(), digest_size=8).hexdigest()
