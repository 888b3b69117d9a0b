# SPDX-License-Identifier: GPL-3.0-or-later
"""Palettes for bands of classes: the source's colours and names, else made ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.core import QgsPalettedRasterRenderer, QgsRasterLayer
from qgis.PyQt.QtGui import QColor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .band_origin import BandOrigin

#: Steps round the circle of hues that keep any few neighbours far apart.
_GOLDEN_ANGLE: Final = 137


def palette(
    layer: QgsRasterLayer, band: int, origin: BandOrigin
) -> QgsPalettedRasterRenderer | None:
    """Return a renderer that shows a band of a result as classes.

    Args:
        layer: The result.
        band: The band, 1-based.
        origin: The band's origin.

    Returns:
        The renderer; None where no class is known.
    """
    classes = [*(_source_classes(origin) or _made_classes(origin))]
    if not classes:
        return None
    return QgsPalettedRasterRenderer(layer.dataProvider(), band, classes)


def add_class_styles(layer: QgsRasterLayer, origins: Sequence[BandOrigin]) -> None:
    """Give a stack a style for each band of classes, beside the style it has.

    QGIS lists them in the layer's context menu under Styles.
    """
    styles = layer.styleManager()
    shown = styles.currentStyle()
    for number, origin in enumerate(origins, 1):
        renderer = palette(layer, number, origin) if origin.is_classes else None
        if renderer is None or origin.name == shown:
            continue
        styles.removeStyle(origin.name)
        styles.addStyleFromLayer(origin.name)
        styles.setCurrentStyle(origin.name)
        layer.setRenderer(renderer)
    styles.setCurrentStyle(shown)


def _source_classes(origin: BandOrigin) -> list[QgsPalettedRasterRenderer.Class]:
    """Return the colours and names of the classes of a band's source."""
    source = QgsRasterLayer(origin.path, "source", "gdal")
    if not source.isValid():
        return []
    items = source.dataProvider().colorTable(origin.band)
    # A palette has 256 colours, mostly black; names tell which of them are used.
    named = [item for item in items if item.label not in {"", f"{item.value:g}"}]
    return [
        QgsPalettedRasterRenderer.Class(int(item.value), item.color, item.label)
        for item in named or items
    ]


def _made_classes(origin: BandOrigin) -> Iterator[QgsPalettedRasterRenderer.Class]:
    """Make a colour for each code; a code has the same colour in every result."""
    for code in origin.codes:
        colour = QColor.fromHsv(code * _GOLDEN_ANGLE % 360, 150, 215)
        is_named = 0 <= code < len(origin.class_names)
        name = origin.class_names[code] if is_named else ""
        yield QgsPalettedRasterRenderer.Class(code, colour, name or str(code))
