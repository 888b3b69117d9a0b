# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan of a file to be written: its bands, their encodings, its options."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from ..errors import InvalidRequest
from ..message import say
from ..resampling.kernels import KERNELS
from .encoding import needs_range

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ..planning.plan import LayerPlan, Plan
    from .encoding import Encoding

#: The edge of a GeoTIFF tile.
TIFF_TILE_PX: Final = 512

#: Tiles that hold all bands are smaller where they would be larger than this, but have
#: an edge of 16 pixels, as the format asks for.
MOST_TILE_BYTES: Final = 32 * 1024**2
_LEAST_TILE_PX: Final = 16

#: GDAL makes no smaller tiles of a cloud optimised GeoTIFF.
_LEAST_COG_TILE_PX: Final = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePlan:
    """One file that is to be written."""

    destination: str
    """The path, which ends in .tif or .tiff."""
    plan: Plan
    layers: tuple[LayerPlan, ...]
    """The bands, in order: all layers of the plan, or one."""
    encodings: tuple[Encoding, ...]
    """An encoding per band; type and nodata value are the same in all."""
    creation: Mapping[str, str]
    """The format's creation options over the defaults."""
    format: str = "GTiff"
    """`GTiff`, or `COG` for a cloud optimised GeoTIFF."""

    def __post_init__(self) -> None:
        """Refuse a path that is not a GeoTIFF's, and bands of different types."""
        if self.path.suffix.lower() not in {".tif", ".tiff"}:
            raise InvalidRequest(
                "OUTPUT", self.destination, say("Results are GeoTIFF: end it in .tif.")
            )
        if len(self.encodings) != len(self.layers) or len(self._types) != 1:
            raise ValueError(f"{len(self.layers)} bands cannot be {self._types}")

    @property
    def _types(self) -> set[tuple[str, str]]:
        return {(one.dtype, str(one.nodata)) for one in self.encodings}

    @property
    def encoding(self) -> Encoding:
        """The first band's encoding, whose type and nodata value all bands share."""
        return self.encodings[0]

    @property
    def float_dtype(self) -> str:
        """The float type that holds every band's values."""
        return self.plan.stack_dtype if len(self.layers) > 1 else self.layers[0].dtype

    @property
    def path(self) -> Path:
        """The destination."""
        return Path(self.destination)

    @property
    def attributes(self) -> dict[str, str]:
        """The dataset's tags: the product's, and the names of the bands."""
        names = " ".join(layer.name for layer in self.layers)
        own = {key: str(value) for key, value in self.plan.attributes.items()}
        return {"long_name": names, **own}

    @property
    def tiff_options(self) -> dict[str, str]:
        """The creation options of the GeoTIFF that blocks are written to."""
        asked = {} if self.format == "COG" else _upper(self.creation)
        edge = self._tile_px if _is_pixel(asked) else TIFF_TILE_PX
        if self.format == "COG":  # which is copied tile by tile
            edge = self._cog_tile_px
        options = {
            "TILED": "YES",
            "BLOCKXSIZE": str(edge),
            "BLOCKYSIZE": str(edge),
            "COMPRESS": "DEFLATE",
            "ZLEVEL": "1",
            "PREDICTOR": self._predictor,
            "INTERLEAVE": "BAND",
            "BIGTIFF": "IF_SAFER",
            "NUM_THREADS": "ALL_CPUS",
        }
        if "COMPRESS" in asked:
            # These two options mean nothing to other compressions than DEFLATE.
            del options["ZLEVEL"], options["PREDICTOR"]
        return {**options, **asked}

    @property
    def _tile_px(self) -> int:
        """The edge of a tile that holds all bands."""
        px_bytes = np.dtype(self.encoding.dtype).itemsize * len(self.layers)
        edge = TIFF_TILE_PX
        while edge > _LEAST_TILE_PX and edge**2 * px_bytes > MOST_TILE_BYTES:
            edge //= 2
        return edge

    @property
    def _cog_tile_px(self) -> int:
        return max(self._tile_px, _LEAST_COG_TILE_PX)

    @property
    def _predictor(self) -> str:
        """TIFF's number of what is compressed: 3 and 2 differences, 1 the values.

        Differences of 64-bit integers need a libtiff after 4.3.0, which the wheels of
        rasterio 1.4.2 have not, nor has each reader.
        """
        dtype = np.dtype(self.encoding.dtype)
        if dtype.kind == "f":
            return "3"
        return "1" if dtype.itemsize == 8 else "2"

    @property
    def cog_options(self) -> dict[str, str]:
        """The creation options of the cloud optimised copy of the GeoTIFF."""
        has_codes = any(
            (layer.source is not None and layer.source.legend.is_classes)
            or layer.legend.is_classes
            or KERNELS[layer.resampler].counts_votes
            for layer in self.layers
        )
        options = {
            "COMPRESS": "DEFLATE",
            "LEVEL": "1",
            "PREDICTOR": "NO" if self._predictor == "1" else "YES",
            "BIGTIFF": "IF_SAFER",
            "BLOCKSIZE": str(self._cog_tile_px),
            "NUM_THREADS": "ALL_CPUS",
            # Averages of class codes would be other classes.
            "OVERVIEW_RESAMPLING": "NEAREST" if has_codes else "AVERAGE",
        }
        return {**options, **_upper(self.creation)}

    @property
    def is_pixel_interleaved(self) -> bool:
        """Whether a tile of the GeoTIFF holds all the bands."""
        return _is_pixel(self.tiff_options)

    @property
    def is_interleaved_last(self) -> bool:
        """Whether all bands together would make a block of 512 pixels too large.

        They are written band by band into a file beside the result then, and from
        there pixel by pixel.
        """
        return self.is_pixel_interleaved and self._tile_px < TIFF_TILE_PX

    @property
    def is_sparse(self) -> bool:
        """Whether blocks without any valid pixel may be left out."""
        asked = _upper(self.creation).get("SPARSE_OK", "NO")
        return asked.upper() in {"YES", "TRUE", "ON", "1"}

    @property
    def colormap(self) -> dict[int, tuple[int, ...]]:
        """The palette of a file of classes, empty for other files."""
        first, *others = self.layers
        has_codes = first.keeps_values and self.encoding.dtype in {"uint8", "uint16"}
        is_packed = needs_range(first, self.encoding)
        if others or not has_codes or is_packed:
            return {}
        return dict(first.legend.colormap)


def _is_pixel(options: Mapping[str, str]) -> bool:
    return options.get("INTERLEAVE", "").upper() == "PIXEL"


def _upper(options: Mapping[str, str]) -> dict[str, str]:
    return {key.upper(): value for key, value in options.items()}
