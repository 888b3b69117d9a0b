# SPDX-License-Identifier: GPL-3.0-or-later
"""The quality masks of a product as bands, named as in EOReader.

For the layers of the masks see PSD, "Pixel Level Quality Indicators".
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import shapely

from ...message import say
from ...sources.contents import Drawn
from ...sources.masks import PolygonMask
from ...sources.source import Decoding
from ..product import BandFile, BandGroup, ProductBand
from .gml import read_polygons
from .spectral import bands_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .container import Container
    from .files import ProductFiles
    from .spectral import Level, SpectralBand

#: The layers of a JPEG2000 mask in order, by the mask's kind.
_RASTERS: Final = {
    "DETFOO": ("DETFOO",),
    "QUALIT": (
        "ANC_LOST",
        "ANC_DEG",
        "MSI_LOST",
        "MSI_DEG",
        "QT_DEFECTIVE_PIXELS",
        "QT_NODATA_PIXELS",
        "QT_PARTIALLY_CORRECTED_PIXELS",
        "QT_SATURATED_PIXELS",
    ),
    "CLASSI": ("OPAQUE", "CIRRUS", "SNOW_ICE"),
}

#: The layers of a GML mask with the type of their features, None for any type.
_POLYGONS: Final[dict[str, tuple[tuple[str, str | None], ...]]] = {
    **{
        kind: ((kind, None),)
        for kind in ("DETFOO", "TECQUA", "DEFECT", "NODATA", "SATURA")
    },
    "CLOUDS": (("OPAQUE", "OPAQUE"), ("CIRRUS", "CIRRUS")),
}

#: The meaning of each kind of layer: 1 where it applies, 0 elsewhere. Footprints in
#: JPEG2000 have the number of the detector instead.
_MEANINGS: Final = {
    "DETFOO": say("the detector that saw the pixel, 0 for none"),
    "ANC_LOST": say("ancillary data lost"),
    "ANC_DEG": say("ancillary data degraded"),
    "MSI_LOST": say("image data lost"),
    "MSI_DEG": say("image data degraded"),
    "QT_DEFECTIVE_PIXELS": say("defective pixels"),
    "QT_NODATA_PIXELS": say("no data inside the footprint"),
    "QT_PARTIALLY_CORRECTED_PIXELS": say("cross-talk corrected in part"),
    "QT_SATURATED_PIXELS": say("saturated pixels"),
    "TECQUA": say("data lost or degraded"),
    "DEFECT": say("defective pixels"),
    "NODATA": say("no data inside the footprint"),
    "SATURA": say("saturated pixels"),
    "OPAQUE": say("opaque clouds"),
    "CIRRUS": say("cirrus"),
    "SNOW_ICE": say("snow and ice"),
}

#: The "band" in the names of masks for the whole product.
_NO_BAND: Final = "00"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Layer:
    """One layer of one mask file."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    """The layer's name without the name of its band."""
    band: str
    file: str
    number: int = 1
    """The layer's band in a JPEG2000 file, from 1."""
    feature_type: str | None = None
    """The type of the layer's features in a GML file."""

    def answers_to(self, key: str) -> bool:
        words = {word.casefold() for word in (self.name, *self.aliases)}
        return key.strip().casefold() in words


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityBands:
    """The quality masks of a product, each layer a band."""

    container: Container
    """The container from which a GML mask is read, when it is asked for."""
    files: ProductFiles
    level: Level
    gdal_name: Callable[[str], str]
    epsg: int | None
    """The CRS that polygons must be in."""

    @property
    def remedy(self) -> str:
        """No remedy: masks that a product lacks cannot be made."""
        return ""

    def groups(self) -> tuple[BandGroup, ...]:
        """List the layers by kind, see `MoreBands`."""
        groups: dict[str, list[str]] = {}
        for layer in self._layers():
            groups.setdefault(layer.kind, []).append(layer.name)
        return tuple(
            BandGroup(kind=kind, meaning=meaning, names=tuple(groups[kind]))
            for kind, meaning in _MEANINGS.items()
            if kind in groups
        )

    def find(self, key: str) -> ProductBand | None:
        """Find a layer by its name, see `MoreBands`.

        Raises:
            UnreadableFile: The layer is in a damaged GML file.
            InvalidProduct: The archive has changed since it was opened.
        """
        found = (layer for layer in self._layers() if layer.answers_to(key))
        layer = next(found, None)
        if layer is None:
            return None
        is_raster = layer.file.endswith(".jp2")
        return self._in_raster(layer) if is_raster else self._in_polygons(layer)

    def _layers(self) -> Iterator[_Layer]:
        spectral = {band.id: band for band in bands_of(self.level)}
        for (kind, band), file in self.files.masks.items():
            if band not in spectral and band != _NO_BAND:
                continue
            words = _words(spectral.get(band))
            layers = _POLYGONS.get(kind, ())
            if file.endswith(".jp2"):
                layers = tuple((name, None) for name in _RASTERS.get(kind, ()))
            for number, (name, feature_type) in enumerate(layers, 1):
                named = [name + word for word in words]
                yield _Layer(
                    name=named[0],
                    kind=name,
                    aliases=(*named[1:], *(f"MSK_{kind}_{word}" for word in named)),
                    band=band,
                    file=file,
                    number=number,
                    feature_type=feature_type,
                )

    def _in_raster(self, layer: _Layer) -> ProductBand:
        file = BandFile(path=self.gdal_name(layer.file), band=layer.number)
        return ProductBand(
            name=layer.name, id=layer.band, files=(file,), is_classes=True
        )

    def _in_polygons(self, layer: _Layer) -> ProductBand:
        """Return a band that draws polygons on the pixels of their own band."""
        types = None if layer.feature_type is None else {layer.feature_type}
        with self.container.reopened() as container:
            area = read_polygons(
                container.read(layer.file), layer.file, epsg=self.epsg, types=types
            )
        shape = shapely.Polygon() if area is None else area
        return ProductBand(
            name=layer.name,
            id=layer.band,
            files=self._pixels_of(layer.band),
            decoding=Decoding(
                contents=Drawn(mask=PolygonMask(wkb=shape.wkb, valid_inside=True))
            ),
            is_classes=True,
        )

    def _pixels_of(self, band: str) -> tuple[BandFile, ...]:
        """Return a band's files; those of GREEN, as EOReader, for the whole product."""
        images = self.files.images
        there = (name for name in (band, "03", *images) if name in images)
        return tuple(
            BandFile(path=self.gdal_name(file.name), pixel_size=file.pixel_size)
            for name in itertools.islice(there, 1)
            for file in images[name]
        )


def _words(band: SpectralBand | None) -> list[str]:
    """Return the endings of a mask's name: an underscore and each name of its band."""
    if band is None:
        return ["", f"_B{_NO_BAND}"]
    return [f"_{word}" for word in (band.name, band.id, *band.aliases)]
