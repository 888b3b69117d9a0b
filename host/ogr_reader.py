# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads vector files with QGIS's GDAL, so that areas of interest need no pyogrio."""

from __future__ import annotations

from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from osgeo import gdal, ogr

from ..core.environment import OFFLINE
from ..core.io.foreign import UNRECOGNISED
from ..core.io.vector_layers import (
    Found,
    LayerFacts,
    Shapes,
    UnreadableFile,
    UnreadableLayer,
)
from ..core.io.vector_reader import use_vector_reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..core.io.vector_layers import Wanted


#: numpy's names for types of fields; of others the texts are taken.
_DTYPES: Final = {
    ogr.OFTInteger: "int32",
    ogr.OFTInteger64: "int64",
    ogr.OFTReal: "float64",
    ogr.OFTDate: "datetime64[D]",
    ogr.OFTDateTime: "datetime64[ms]",
}


class OgrReader:
    """QGIS's GDAL, as the core asks for it, see `VectorReader`.

    A dataset is open only while a method runs: it belongs to one thread.
    """

    def layers(self, path: str) -> list[tuple[str, bool]]:
        """List the layers of a file, see `VectorReader`."""
        with _opened(path) as dataset:
            found = [dataset.GetLayer(n) for n in range(dataset.GetLayerCount())]
            return [(one.GetName(), one.GetGeomType() != ogr.wkbNone) for one in found]

    def fields(self, path: str, layer: str | int | None) -> list[str]:
        """List the fields of a layer, see `VectorReader`."""
        with _opened(path) as dataset:
            schema = _layer(dataset, layer).GetLayerDefn()
            count = schema.GetFieldCount()
            return [schema.GetFieldDefn(n).GetName() for n in range(count)]

    def shapes(self, path: str, layer: str | int | None, subset: str | None) -> Shapes:
        """Read the geometries of a layer, see `VectorReader`."""
        with _opened(path) as dataset:
            found = _layer(dataset, layer)
            _filter(found, subset)
            with _noted() as errors:
                shapes = [_wkb(feature.GetGeometryRef()) for feature in found]
            if errors:  # GDAL gives the features before the damage, and stops
                raise UnreadableFile(errors[0])
            return Shapes(crs=_crs(found.GetSpatialRef()), wkb=shapes)

    def facts(self, path: str, layer: str | int | None) -> LayerFacts:
        """Return what a layer says of itself, see `VectorReader`."""
        with _opened(path) as dataset:
            found = _layer(dataset, layer)
            schema, kind = found.GetLayerDefn(), found.GetGeomType()
            kinds = [schema.GetFieldDefn(n) for n in range(schema.GetFieldCount())]
            is_table = kind == ogr.wkbNone
            return LayerFacts(
                crs=_crs(found.GetSpatialRef()),
                fields={one.GetName(): _dtype(one) for one in kinds},
                geometry=None if is_table else ogr.GeometryTypeToName(kind),
                bounds=None if is_table else _bounds(found),
            )

    def features(self, path: str, layer: str | int | None, wanted: Wanted) -> Found:
        """Read some features, see `VectorReader`."""
        with _opened(path) as dataset:
            found = _layer(dataset, layer)
            _filter(found, wanted.subset)
            if wanted.bounds is not None:
                found.SetSpatialFilterRect(*wanted.bounds)
            found.SetNextByIndex(wanted.start)
            with _noted() as errors:
                features = list(islice(found, wanted.most))
                numbers = [one.GetFID() for one in features]
                wkb = [
                    _wkb(one.GetGeometryRef()) if wanted.has_shapes else None
                    for one in features
                ]
                schema = found.GetLayerDefn()
                indices = {name: schema.GetFieldIndex(name) for name in wanted.columns}
                columns = {
                    name: [one.GetField(index) for one in features]
                    for name, index in indices.items()
                }
            if errors:  # GDAL gives the features before the damage, and stops
                raise UnreadableFile(errors[0])
            return Found(number=numbers, wkb=wkb, columns=columns)

    def texts(self, path: str) -> list[str]:
        """Return all texts of the first layer, see `VectorReader`."""
        with _opened(path) as dataset:
            layer = _layer(dataset, None)
            schema = layer.GetLayerDefn()
            kinds = [schema.GetFieldDefn(n) for n in range(schema.GetFieldCount())]
            of_texts = [n for n, k in enumerate(kinds) if k.GetType() == ogr.OFTString]
            values = [one.GetField(n) for n in of_texts for one in layer]
            return [str(value) for value in values if value]

    def values(
        self, path: str, layer: str | int | None, field: str, subset: str | None
    ) -> list[object]:
        """Return what features have in a field, see `VectorReader`."""
        with _opened(path) as dataset:
            found = _layer(dataset, layer)
            _filter(found, subset)
            return [feature.GetField(field) for feature in found]

    @contextmanager
    def offline(self) -> Iterator[None]:
        """Ask no server from this thread, see `VectorReader`."""
        before = {name: gdal.GetThreadLocalConfigOption(name) for name in OFFLINE}
        for name, value in OFFLINE.items():
            gdal.SetThreadLocalConfigOption(name, value)
        try:
            yield
        finally:
            for name, value in before.items():
                gdal.SetThreadLocalConfigOption(name, value)


#: The one that is registered.
READER: Final = OgrReader()


def register() -> None:
    """Have the core read vector files through QGIS."""
    use_vector_reader(READER)


@contextmanager
def _opened(path: str) -> Iterator[Any]:
    """Open a file, and close it again.

    GDAL's errors are noted, not printed. Other plugins may have told GDAL to raise them
    instead, which is the whole process's setting.

    Raises:
        UnreadableFile: GDAL does not open it.
    """
    dataset = None
    with _noted() as errors:
        dataset = gdal.OpenEx(path, gdal.OF_VECTOR)
    if dataset is None:
        raise UnreadableFile(errors[0] if errors else UNRECOGNISED)
    yield dataset


@contextmanager
def _noted() -> Iterator[list[str]]:
    errors: list[str] = []

    def note(kind: int, _number: int, text: str) -> None:
        if kind >= gdal.CE_Failure:
            errors.append(text)

    gdal.PushErrorHandler(note)
    try:
        yield errors
    except RuntimeError as error:  # where GDAL was told to raise
        errors.append(str(error))
    finally:
        gdal.PopErrorHandler()


def _layer(dataset: Any, layer: str | int | None) -> Any:
    found: Any = None
    with _noted():
        if isinstance(layer, str):
            found = dataset.GetLayerByName(layer)
        else:
            found = dataset.GetLayer(layer or 0)
    if found is None:
        raise UnreadableLayer(f"Layer {layer!r} could not be opened")
    return found


def _dtype(field: Any) -> str:
    if field.GetSubType() == ogr.OFSTBoolean:
        return "bool"
    return _DTYPES.get(field.GetType(), "object")


def _bounds(layer: Any) -> tuple[float, float, float, float] | None:
    """Return a layer's extent where its file says it, or None."""
    if not layer.TestCapability(ogr.OLCFastGetExtent):
        return None
    with _noted() as errors:
        left, right, bottom, top = layer.GetExtent()
    return None if errors else (left, bottom, right, top)


def _filter(layer: Any, subset: str | None) -> None:
    """Keep the features that a filter names.

    Raises:
        UnreadableLayer: The filter is none.
    """
    if not subset:
        return
    with _noted() as errors:
        layer.SetAttributeFilter(subset)
        layer.GetFeatureCount()  # some formats look at a filter only now
        layer.ResetReading()
    if errors:
        raise UnreadableLayer(errors[0])


def _wkb(geometry: Any) -> bytes | None:
    """Return a geometry as ISO WKB, its curves as the segments that GDAL makes."""
    if geometry is None:
        return None
    straight = geometry.GetLinearGeometry() if geometry.HasCurveGeometry() else geometry
    return bytes(straight.ExportToIsoWkb())


def _crs(found: Any) -> str | None:
    """Return a CRS's code where it is exactly that, else its WKT."""
    if found is None:
        return None
    name, code = found.GetAuthorityName(None), found.GetAuthorityCode(None)
    return (
        f"{name}:{code}" if name and code else str(found.ExportToWkt(["FORMAT=WKT2"]))
    )
