# SPDX-License-Identifier: GPL-3.0-or-later
"""The project's layers: as sources of rows, and looked up by path or name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer, QgsVectorLayer

from ...host.feature_snapshots import layer_name, remember
from ...host.layer_source import chosen_crs, chosen_nodata, gdal_name
from ...host.layer_times import chosen_times
from ...host.text import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSource:
    """A raster or features, their name and CRS."""

    name: str
    path: str
    crs: str | None = None
    """The CRS set by the user, where the file has another or none."""
    nodata: Mapping[str, str] = field(default_factory=dict)
    """The nodata values set by the user, by the number and by the name of each band."""
    filter: str | None = None
    """Which features are meant; None for all."""
    times: tuple[Any, ...] = ()
    """What the user has set of its times: the core's `LayerTime`s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A layer of the project, usable or not."""

    layer: QgsMapLayer
    source: NamedSource | None
    """None where the layer cannot be used."""
    reason: str = ""
    """Why the layer cannot be used."""
    bands: tuple[str, ...] = ()
    """The layer's bands, `number: description` or `number`."""


def candidates() -> list[Candidate]:
    """List the project's layers in the layer tree's order: rasters with their bands."""
    return [_candidate(layer) for layer in _layers()]


def _candidate(layer: QgsMapLayer) -> Candidate:
    if not isinstance(layer, QgsRasterLayer):
        is_there = layer.isValid()
        return Candidate(
            layer=layer,
            source=named_source(layer) if is_there else None,
            reason="" if is_there else tr("its file is missing"),
        )
    reason = ""
    if gdal_name(layer) is None:
        words = tr("pictures from a server ({provider}), without values to resample")
        reason = words.format(provider=layer.providerType().upper())
    elif not layer.isValid():
        reason = tr("its file is missing")
    if reason:
        return Candidate(layer=layer, source=None, reason=reason)
    provider = layer.dataProvider()
    numbers = range(1, layer.bandCount() + 1)
    bands = tuple(
        _band(number, provider.generateBandName(number)) for number in numbers
    )
    return Candidate(layer=layer, source=named_source(layer), bands=bands)


def _band(number: int, name: str) -> str:
    """Return a band as the table lists it, of QGIS's `Band 1: VV`."""
    description = name.partition(": ")[2]
    return f"{number}: {description}" if description else str(number)


def raster_layers() -> list[QgsRasterLayer]:
    """List the project's rasters that the core can open, in the layer tree's order."""
    rasters = (one for one in _layers() if isinstance(one, QgsRasterLayer))
    return [layer for layer in rasters if gdal_name(layer) is not None]


def source_layers() -> list[QgsMapLayer]:
    """List the project's layers that rows can have, in the layer tree's order."""
    return [layer for layer in _layers() if _name_of(layer)]


def _name_of(layer: QgsMapLayer) -> str | None:
    """Return a layer's name for the core; None where a row cannot have it."""
    if isinstance(layer, QgsVectorLayer):
        return layer_name(layer) if layer.isValid() and layer.isSpatial() else None
    return gdal_name(layer)


def _layers() -> list[QgsMapLayer]:
    tree = QgsProject.instance().layerTreeRoot().layerOrder()
    known = {layer.id() for layer in tree}
    others = QgsProject.instance().mapLayers().values()
    layers = [*tree, *(layer for layer in others if layer.id() not in known)]
    return [
        layer
        for layer in layers
        if isinstance(layer, QgsRasterLayer)
        or (isinstance(layer, QgsVectorLayer) and layer.isSpatial())
    ]


def named_source(layer: QgsMapLayer) -> NamedSource:
    """Return a layer of `source_layers` as a source; of features as they are now."""
    if not isinstance(layer, QgsRasterLayer):
        path = remember(layer) if isinstance(layer, QgsVectorLayer) else ""
        return NamedSource(name=layer.name(), path=path, crs=chosen_crs(layer))
    path = gdal_name(layer) or ""
    return NamedSource(
        name=layer.name(),
        path=path,
        crs=chosen_crs(layer),
        nodata=chosen_nodata(layer),
    )


def _with_times(layer: QgsMapLayer) -> NamedSource:
    """Return a layer as a source with its times, which are values of the core."""
    source = named_source(layer)
    times = chosen_times(layer) if isinstance(layer, QgsRasterLayer) else []
    if not times:
        return source
    from ...core.request.time_chosen import LayerTime

    return replace(source, times=tuple(LayerTime(**one) for one in times))


def layer_at(path: str) -> QgsMapLayer | None:
    """Find the first of the project's layers that shows a raster, or features."""
    return next((one for one in source_layers() if _name_of(one) == path), None)


def lookup() -> Callable[[object], object]:
    """Return a function for background jobs that finds current layers by id or name."""
    layers = QgsProject.instance().mapLayers().values()
    known = [(layer, _with_times(layer)) for layer in layers if _name_of(layer)]
    # Where a raster and features have one name, the raster is meant.
    known.sort(key=lambda pair: isinstance(pair[0], QgsRasterLayer))
    found = {layer.name(): source for layer, source in known}
    found |= {source.path: source for _, source in known}
    found |= {layer.id(): source for layer, source in known}
    return lambda value: found.get(value) if isinstance(value, str) else None
