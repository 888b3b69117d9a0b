# SPDX-License-Identifier: GPL-3.0-or-later
"""The project's raster layers: as sources of rows, and looked up by path or name."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from qgis.core import QgsProject, QgsRasterLayer

from ...host.layer_source import chosen_crs, chosen_nodata, gdal_name
from ...host.layer_times import chosen_times
from ...host.text import tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSource:
    """A raster, its name and its CRS."""

    name: str
    path: str
    crs: str | None = None
    """The CRS set by the user, where the file has another or none."""
    nodata: Mapping[str, str] = field(default_factory=dict)
    """The nodata values set by the user, by the number and by the name of each band."""
    times: tuple[Any, ...] = ()
    """What the user has set of its times: the core's `LayerTime`s."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A raster layer of the project, usable or not."""

    layer: QgsRasterLayer
    source: NamedSource | None
    """None where the layer cannot be used."""
    reason: str = ""
    """Why the layer cannot be used."""
    bands: tuple[str, ...] = ()
    """The layer's bands, `number: description` or `number`."""


def candidates() -> list[Candidate]:
    """List all rasters of the project in the layer tree's order, with their bands."""
    return [_candidate(layer) for layer in _rasters()]


def _candidate(layer: QgsRasterLayer) -> Candidate:
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
    return [layer for layer in _rasters() if gdal_name(layer) is not None]


def _rasters() -> list[QgsRasterLayer]:
    tree = QgsProject.instance().layerTreeRoot().layerOrder()
    known = {layer.id() for layer in tree}
    others = QgsProject.instance().mapLayers().values()
    layers = [*tree, *(layer for layer in others if layer.id() not in known)]
    return [layer for layer in layers if isinstance(layer, QgsRasterLayer)]


def named_source(layer: QgsRasterLayer) -> NamedSource:
    """Return a layer of `raster_layers` as a source."""
    path = gdal_name(layer) or ""
    return NamedSource(
        name=layer.name(),
        path=path,
        crs=chosen_crs(layer),
        nodata=chosen_nodata(layer),
    )


def _with_times(layer: QgsRasterLayer) -> NamedSource:
    """Return a layer as a source with its times, which are values of the core."""
    source, times = named_source(layer), chosen_times(layer)
    if not times:
        return source
    from ...core.request.time_chosen import LayerTime

    return replace(source, times=tuple(LayerTime(**one) for one in times))


def layer_at(path: str) -> QgsRasterLayer | None:
    """Find the first of the project's layers that shows a raster."""
    return next((one for one in raster_layers() if gdal_name(one) == path), None)


def lookup() -> Callable[[object], object]:
    """Return a function for background jobs that finds current layers.

    It finds them by id or name, and those whose times the user has set by path.
    """
    layers = [
        (layer, _with_times(layer))
        for layer in QgsProject.instance().mapLayers().values()
        if gdal_name(layer)
    ]
    found = {source.path: source for _, source in layers if source.times}
    found |= {layer.name(): source for layer, source in layers}
    found |= {layer.id(): source for layer, source in layers}
    return lambda value: found.get(value) if isinstance(value, str) else None
