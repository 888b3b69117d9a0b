# SPDX-License-Identifier: GPL-3.0-or-later
"""The styles of results in a map: composites, stretched greys, palettes with names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

from qgis.core import (
    QgsContrastEnhancement,
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsRasterLayer,
    QgsRasterMinMaxOrigin,
    QgsSingleBandGrayRenderer,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.core import QgsRasterRenderer

    from ..core.planning.plan import LayerPlan

#: The bands of composites; the first whose bands are in the stack is taken: natural
#: colours, then those in which plants are red, then those that see through haze.
_COMPOSITES: Final = (
    ("RED", "GREEN", "BLUE"),
    ("NIR", "RED", "GREEN"),
    ("NARROW_NIR", "RED", "GREEN"),
    ("SWIR_1", "NIR", "RED"),
    ("SWIR_2", "NARROW_NIR", "RED"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BandOrigin:
    """The origin of a band of a result."""

    name: str
    path: str = ""
    """The raster that the band was read from; empty for none."""
    band: int = 0
    """The 1-based band of that raster."""
    is_product_band: bool = False
    is_classes: bool = False
    """The band's values are class codes of that raster."""
    is_share: bool = False
    """The band's values are shares of pixels that are covered, or validity: 0 to 1."""


def origins_of(layers: Sequence[LayerPlan]) -> tuple[BandOrigin, ...]:
    """Return the origins of bands, as plain values."""
    return tuple(
        BandOrigin(
            name=layer.name,
            path=layer.source.path if layer.source else "",
            band=layer.source.band if layer.source else 0,
            is_product_band="band_id" in layer.tags,
            is_share="measure" in layer.tags,
            is_classes=bool(
                layer.source and layer.source.legend.is_classes and layer.keeps_values
            ),
        )
        for layer in layers
    )


def style(
    layer: QgsRasterLayer,
    origins: Sequence[BandOrigin],
    like: QgsRasterLayer | None = None,
) -> None:
    """Style a result by the origins of its bands.

    Args:
        layer: The result.
        origins: The origins of the result's bands.
        like: For a result of one band, a layer of the project with the band's raster,
            whose style is copied.
    """
    first = origins[0]
    if first.is_share:
        layer.setRenderer(_from_0_to_1(layer))
        return
    rgb = composite(origins)
    renderer = _like(layer, first, like) if like and len(origins) == 1 else None
    if renderer is None and not rgb and first.is_classes:
        renderer = _palette(layer, first)
    if renderer is not None:
        layer.setRenderer(renderer)
        return
    if rgb:
        layer.setRenderer(QgsMultiBandColorRenderer(layer.dataProvider(), *rgb))
    else:
        layer.setRenderer(QgsSingleBandGrayRenderer(layer.dataProvider(), 1))
    # Without the darkest and the brightest 2 %, QGIS's default.
    layer.setContrastEnhancement(
        QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum,
        QgsRasterMinMaxOrigin.Limits.CumulativeCut,
    )


def _from_0_to_1(layer: QgsRasterLayer) -> QgsSingleBandGrayRenderer:
    """Draw 0 black and 1 white, so that layers that are covered wholly look it."""
    provider = layer.dataProvider()
    stretch = QgsContrastEnhancement(provider.dataType(1))
    stretch.setContrastEnhancementAlgorithm(
        QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
    )
    stretch.setMinimumValue(0)
    stretch.setMaximumValue(1)
    renderer = QgsSingleBandGrayRenderer(provider, 1)
    renderer.setContrastEnhancement(stretch)
    return renderer


def composite(origins: Sequence[BandOrigin]) -> tuple[int, int, int] | None:
    """Choose the bands of a composite, 1-based; None for less than three.

    Only the product's own bands are comparable with each other.
    """
    numbers = {
        origin.name: number
        for number, origin in enumerate(origins, 1)
        if origin.is_product_band and not origin.is_classes
    }
    for names in _COMPOSITES:
        if all(name in numbers for name in names):
            red, green, blue = (numbers[name] for name in names)
            return red, green, blue
    first = list(numbers.values())[:3]
    return (first[0], first[1], first[2]) if len(first) == 3 else None


def _like(
    layer: QgsRasterLayer, origin: BandOrigin, like: QgsRasterLayer
) -> QgsRasterRenderer | None:
    """Copy a layer's style if it shows the same band, and in colours."""
    # A layer that cannot be read has no renderer, which the stubs do not say.
    theirs = cast("QgsRasterRenderer | None", like.renderer())
    if theirs is None or theirs.usesBands() != [origin.band]:
        return None
    if isinstance(theirs, QgsPalettedRasterRenderer):
        classes = theirs.classes()
        return QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes)
    if theirs.type() == "singlebandpseudocolor":
        ours = theirs.clone()
        ours.setInput(layer.dataProvider())
        _set_band(ours)
        return ours
    return None


def _set_band(renderer: QgsRasterRenderer) -> None:
    """Let a renderer show the first band; QGIS 3.38 renamed the method."""
    if hasattr(renderer, "setInputBand"):
        renderer.setInputBand(1)
    else:
        renderer.setBand(1)


def _palette(
    layer: QgsRasterLayer, origin: BandOrigin
) -> QgsPalettedRasterRenderer | None:
    """Return a renderer with the colours and names of a raster's classes."""
    source = QgsRasterLayer(origin.path, "source", "gdal")
    if not source.isValid():
        return None
    items = source.dataProvider().colorTable(origin.band)
    # A palette has 256 colours, mostly black; names tell which of them are used.
    named = [item for item in items if item.label not in {"", f"{item.value:g}"}]
    classes = [
        QgsPalettedRasterRenderer.Class(int(item.value), item.color, item.label)
        for item in named or items
    ]
    if not classes:
        return None
    return QgsPalettedRasterRenderer(layer.dataProvider(), 1, classes)
