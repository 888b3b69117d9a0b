# SPDX-License-Identifier: GPL-3.0-or-later
"""The metadata of a result's layer: what it is, where, when, and how it was made."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qgis.core import (
    QgsBox3d,
    QgsCoordinateReferenceSystem,
    QgsDateTimeRange,
    QgsLayerMetadata,
    QgsRasterLayer,
    QgsRasterLayerTemporalProperties,
)
from qgis.PyQt.QtCore import QDateTime, Qt, QUrl

from ..core.planning.summary import layer_summary, summary
from ..core.products.short_name import acquired
from ..core.secrets import without_secrets
from ..host.resources import homepage, version
from ..host.text import told, tr

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..core.planning.plan import LayerPlan, Plan

#: What ISO 19115 calls rasters.
_KIND: Final = "dataset"


def metadata_of(
    plan: Plan, layers: Sequence[LayerPlan], title: str
) -> QgsLayerMetadata:
    """Return the metadata of a result, in the language of QGIS.

    Args:
        plan: The plan that was followed.
        layers: The bands of this result.
        title: The name of the result's layer.
    """
    grid = plan.target.dst_grid
    metadata = QgsLayerMetadata()
    metadata.setIdentifier(f"{plan.product_name}: {title}")
    metadata.setTitle(title)
    metadata.setType(_KIND)
    metadata.setAbstract("\n".join(_abstract(plan, layers)))
    metadata.setHistory(list(_history(plan, layers)))
    metadata.setLinks(list(_links(plan, layers)))
    crs = QgsCoordinateReferenceSystem.fromWkt(grid.crs.to_wkt())
    metadata.setCrs(crs)
    place = QgsLayerMetadata.SpatialExtent()
    left, bottom, right, top = grid.bounds
    place.bounds, place.extentCrs = QgsBox3d(left, bottom, 0, right, top, 0), crs
    extent = QgsLayerMetadata.Extent()
    extent.setSpatialExtents([place])
    instant = instant_of(plan)
    if instant is not None:
        extent.setTemporalExtents([QgsDateTimeRange(instant, instant)])
    metadata.setExtent(extent)
    return metadata


def instant_of(plan: Plan) -> QDateTime | None:
    """Return the instant of the product's acquisition, None where it is unknown."""
    known = acquired(plan.attributes)
    if known is None:
        return None
    return QDateTime.fromSecsSinceEpoch(int(known.timestamp()), Qt.TimeSpec.UTC)


def set_instant(layer: QgsRasterLayer, instant: QDateTime | None) -> None:
    """Let a layer be shown at its instant where the map has a time."""
    properties = layer.temporalProperties()
    if instant is None or not isinstance(properties, QgsRasterLayerTemporalProperties):
        return
    mode = properties.ModeFixedTemporalRange  # type: ignore[attr-defined]  # no stub
    properties.setMode(mode)
    properties.setFixedTemporalRange(QgsDateTimeRange(instant, instant))
    properties.setIsActive(True)


def _abstract(plan: Plan, layers: Sequence[LayerPlan]) -> Iterator[str]:
    words = tr("On the pixel grid of {product}.")
    yield words.format(product=plan.product_name)
    instant = acquired(plan.attributes)
    if instant is not None:
        words = tr("Acquired {instant} UTC.")
        yield words.format(instant=f"{instant:%Y-%m-%d %H:%M:%S}")
    yield told(summary(plan)[0])
    yield from (told(layer_summary(layer)) for layer in layers)


def _history(plan: Plan, layers: Sequence[LayerPlan]) -> Iterator[str]:
    now = datetime.now(timezone.utc)
    words = tr("{instant} UTC: made by Exogenous {version}")
    yield words.format(instant=f"{now:%Y-%m-%d %H:%M:%S}", version=version())
    for layer in layers:
        made = "; ".join(f"{key}: {value}" for key, value in layer.tags.items())
        yield f"{layer.name}: {made}"
    yield from map(told, plan.warnings)


def _links(plan: Plan, layers: Sequence[LayerPlan]) -> Iterator[QgsLayerMetadata.Link]:
    product = str(plan.attributes.get("product_path", ""))
    sources = {layer.tags["source"]: None for layer in layers if "source" in layer.tags}
    names = {product: plan.product_name}
    for path in filter(None, dict.fromkeys([product, *sources])):
        safe = without_secrets(path)
        is_file = Path(safe).is_absolute() and not safe.startswith("/vsi")
        url = QUrl.fromLocalFile(safe).toString() if is_file else safe
        name = names.get(path) or Path(safe).name
        yield QgsLayerMetadata.Link(name, "FILE" if is_file else "WWW:LINK", url)
    yield QgsLayerMetadata.Link("Exogenous", "WWW:LINK", homepage())
