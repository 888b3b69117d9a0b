# SPDX-License-Identifier: GPL-3.0-or-later
"""Stretches of bands from black to white, for constant bands too."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from qgis.core import (
    QgsContrastEnhancement,
    QgsMultiBandColorRenderer,
    QgsRasterBandStats,
    QgsRasterMinMaxOrigin,
    QgsRectangle,
    QgsSingleBandGrayRenderer,
)

if TYPE_CHECKING:
    from qgis.core import QgsRasterDataProvider, QgsRasterLayer

_STRETCH: Final = (
    QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum
)

#: How many pixels QGIS looks at for a stretch.
_SAMPLE_PX: Final = 250_000


def stretch(layer: QgsRasterLayer) -> None:
    """Stretch what a layer shows, without the darkest and brightest 2 % of a band.

    That is QGIS's default, which draws bands black that are the same nearly everywhere.
    These are stretched over all their values, and constant bands are grey.
    """
    layer.setContrastEnhancement(_STRETCH, QgsRasterMinMaxOrigin.Limits.CumulativeCut)
    renderer, provider = layer.renderer(), layer.dataProvider()
    if isinstance(renderer, QgsSingleBandGrayRenderer):
        bands = [
            (
                renderer.usesBands()[0],
                renderer.contrastEnhancement(),
                renderer.setContrastEnhancement,
            )
        ]
    elif isinstance(renderer, QgsMultiBandColorRenderer):
        bands = [
            (
                renderer.redBand(),
                renderer.redContrastEnhancement(),
                renderer.setRedContrastEnhancement,
            ),
            (
                renderer.greenBand(),
                renderer.greenContrastEnhancement(),
                renderer.setGreenContrastEnhancement,
            ),
            (
                renderer.blueBand(),
                renderer.blueContrastEnhancement(),
                renderer.setBlueContrastEnhancement,
            ),
        ]
    else:
        return
    for band, enhancement, replace in bands:
        if not enhancement.minimumValue() < enhancement.maximumValue():
            limits = _limits(provider, band)
            if limits is not None:
                replace(between(provider, band, *limits))


def between(
    provider: QgsRasterDataProvider, band: int, low: float, high: float
) -> QgsContrastEnhancement:
    """Return the stretch that draws one value black and another white."""
    enhancement = QgsContrastEnhancement(provider.dataType(band))
    enhancement.setContrastEnhancementAlgorithm(_STRETCH)
    enhancement.setMinimumValue(low)
    enhancement.setMaximumValue(high)
    return enhancement


def _limits(provider: QgsRasterDataProvider, band: int) -> tuple[float, float] | None:
    """Return the least and the greatest value, around a constant; None for nodata."""
    kinds = QgsRasterBandStats.Stats
    found = provider.bandStatistics(
        band, int(kinds.Min) | int(kinds.Max), QgsRectangle(), _SAMPLE_PX
    )
    low, high = found.minimumValue, found.maximumValue
    if low < high:
        return low, high
    if low != high or not math.isfinite(low):
        return None
    around = max(0.5, abs(low) / 2)
    return low - around, high + around
