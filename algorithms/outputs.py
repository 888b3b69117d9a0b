# SPDX-License-Identifier: GPL-3.0-or-later
"""The outputs of the algorithms beside their files, for models and scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from qgis.core import (
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)

from ..host.text import tr

if TYPE_CHECKING:
    from ..core.pipeline import Result

BAND_NAMES: Final = "BAND_NAMES"
WIDTH: Final = "WIDTH"
HEIGHT: Final = "HEIGHT"


def raster_facts() -> tuple[QgsProcessingOutputDefinition, ...]:
    """Declare the outputs that both raster-making algorithms have."""
    return (
        QgsProcessingOutputString(
            BAND_NAMES, tr('Names of bands and layers, a JSON list: ["RED", "DEM"]')
        ),
        QgsProcessingOutputNumber(WIDTH, tr("Columns of the grid")),
        QgsProcessingOutputNumber(HEIGHT, tr("Rows of the grid")),
    )


def facts_of(result: Result) -> dict[str, Any]:
    """Return the values of `raster_facts`."""
    grid = result.plan.target.dst_grid
    return {
        BAND_NAMES: json.dumps(result.band_names, ensure_ascii=False),
        WIDTH: grid.cols,
        HEIGHT: grid.rows,
    }
