# SPDX-License-Identifier: GPL-3.0-or-later
"""The times that the user has set for a map layer (Properties, Temporal).

This module does not load the core.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from qgis.core import Qgis, QgsRasterLayerTemporalProperties
from qgis.PyQt.QtCore import QDateTime, Qt

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qgis.core import QgsDateTimeRange, QgsRasterLayer


def chosen_times(layer: QgsRasterLayer) -> list[dict[str, Any]]:
    """Return the times of a layer's bands, or of the whole layer.

    QGIS has a range for each band since 3.38, and one for the layer before. Properties
    that are not active count for nothing.

    Returns:
        `begin` and `end` in ISO 8601, in UTC, and `band`, None for all.
    """
    # The stubs know the properties of any map layer, and not those of a raster.
    properties = cast("Any", layer.temporalProperties())
    if properties is None or not properties.isActive():
        return []
    mode = properties.mode()
    if mode == _mode("FixedRangePerBand"):
        ranges: Mapping[int, QgsDateTimeRange] = properties.fixedRangePerBand()
        found = [_time(one, band) for band, one in sorted(ranges.items())]
        return [one for one in found if one]
    if mode in {_mode("ModeFixedTemporalRange"), _mode("FixedTemporalRange")}:
        one = _time(properties.fixedTemporalRange(), None)
        return [one] if one else []
    return []


def _mode(name: str) -> object:
    """Return a mode by its name; None in versions of QGIS that do not have it."""
    where = QgsRasterLayerTemporalProperties, getattr(Qgis, "RasterTemporalMode", None)
    return next((getattr(one, name) for one in where if hasattr(one, name)), None)


def _time(found: QgsDateTimeRange, band: int | None) -> dict[str, Any] | None:
    """Return a range; None for one that has no end on a side."""
    begin, end = found.begin(), found.end()
    if not begin.isValid() or not end.isValid():
        return None
    return {"begin": _iso(begin), "end": _iso(end), "band": band}


def _iso(moment: QDateTime) -> str:
    """Return a moment in UTC: one without a zone is taken as it is written.

    QGIS's dialog makes times of UTC, and scripts make them of the machine's zone.
    """
    if moment.timeSpec() == Qt.TimeSpec.LocalTime:
        moment = QDateTime(moment.date(), moment.time(), Qt.TimeSpec.UTC)
    return str(moment.toUTC().toString(Qt.DateFormat.ISODateWithMs))
