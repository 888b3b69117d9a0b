# SPDX-License-Identifier: GPL-3.0-or-later
"""The styles of results in a map: composites, stretched greys, palettes with names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from qgis.core import (
    QgsMultiBandColorRenderer,
    QgsPalettedRasterRenderer,
    QgsSingleBandGrayRenderer,
)

from .class_styles import palette
from .stretching import between, stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.core import QgsRasterLayer, QgsRasterRenderer

    from .band_origin import BandOrigin

#: The bands of composites; the first whose bands are in the stack is taken: natural
#: colours, then those in which plants are red, then those that see through haze.
_COMPOSITES: Final = (
    ("RED", "GREEN", "BLUE"),
    ("NIR", "RED", "GREEN"),
    ("NARROW_NIR", "RED", "GREEN"),
    ("SWIR_1", "NIR", "RED"),
    ("SWIR_2", "NARROW_NIR", "RED"),
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
    first, provider = origins[0], layer.dataProvider()
    rgb = composite(origins)
    renderer: QgsRasterRenderer | None = None
    if first.is_share:
        renderer = QgsSingleBandGrayRenderer(provider, 1)
        renderer.setContrastEnhancement(between(provider, 1, 0, 1))
    elif like is not None and len(origins) == 1:
        renderer = _like(layer, first, like)
    if renderer is None and not rgb and first.is_classes:
        renderer = palette(layer, 1, first)
    if renderer is not None:
        layer.setRenderer(renderer)
        return
    if rgb:
        layer.setRenderer(QgsMultiBandColorRenderer(provider, *rgb))
    else:
        layer.setRenderer(QgsSingleBandGrayRenderer(provider, 1))
    stretch(layer)


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
