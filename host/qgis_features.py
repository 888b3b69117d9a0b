# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads features through QGIS: layers that are no files, selections, expressions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeatureRequest,
)
from qgis.PyQt.QtCore import QVariant

from ..core.geometry.crs import parse_crs
from ..core.sources.vector.files import BATCH, column_of
from ..core.sources.vector.header import Batch, FeatureHeader
from ..core.sources.vector.other_features import use_feature_reader
from .feature_snapshots import known
from .layer_source import crs_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qgis.core import QgsFeature, QgsFields, QgsGeometry

    from ..core.sources.vector.header import Batches
    from .feature_snapshots import Snapshot

#: The one expression that asks what is selected, which QGIS knows of an open layer.
_SELECTED: Final = re.compile(r"(?is)^\s*is_selected\(\s*\)\s*(?:and\b(?P<rest>.*))?$")

#: numpy's names for types of attributes; of others the texts are taken.
_DTYPES: Final = {
    QVariant.Type.Int: "int32",
    QVariant.Type.UInt: "int64",
    QVariant.Type.LongLong: "int64",
    QVariant.Type.ULongLong: "uint64",
    QVariant.Type.Double: "float64",
    QVariant.Type.Bool: "bool",
    QVariant.Type.Date: "datetime64[D]",
    QVariant.Type.DateTime: "datetime64[ms]",
}


class QgisFeatureReader:
    """QGIS's vector layers, as the core asks for them."""

    def header(self, path: str) -> FeatureHeader | None:
        """Return what a layer says of itself; None where QGIS has none."""
        found = known(path)
        if found is None:
            return None
        is_told = found.crs.isValid()
        names = [(one.name(), _dtype(one.type())) for one in found.fields]
        return FeatureHeader(
            crs=parse_crs(crs_text(found.crs), "crs") if is_told else None,
            fields=dict(names),
            geometry=found.kind,
            bounds=found.bounds,
        )

    def complaint(self, path: str, expression: str) -> str:
        """Return what is wrong with an expression; empty where nothing is."""
        found = known(path)
        _, rest = _parts(expression)
        if found is None or not rest:
            return ""
        parsed = QgsExpression(rest)
        if parsed.hasParserError():
            return str(parsed.parserErrorString())
        names = {name.casefold() for name in found.fields.names()}
        wrong = [
            name
            for name in parsed.referencedColumns()
            if name.casefold() not in names and name != QgsFeatureRequest.ALL_ATTRIBUTES
        ]
        return ", ".join(wrong)

    def batches(
        self,
        path: str,
        expression: str,
        columns: Sequence[str],
        *,
        shapes: bool,
    ) -> Batches:
        """Read the features that an expression lets through, in their order."""
        found = known(path)
        if found is None:
            return
        features = found.source.getFeatures(_request(found, expression, shapes=shapes))
        kept: list[tuple[int, QgsFeature]] = []
        is_selected, _ = _parts(expression)
        for number, feature in enumerate(features):
            if is_selected and feature.id() not in found.selected:
                continue
            kept.append((number, feature))
            if len(kept) == BATCH:
                yield _batch(kept, found.fields, columns, shapes=shapes)
                kept = []
        if kept:
            yield _batch(kept, found.fields, columns, shapes=shapes)


#: The one that is registered.
READER: Final = QgisFeatureReader()


def register() -> None:
    """Have the core ask QGIS for features that pyogrio does not read."""
    use_feature_reader(READER)


def _parts(expression: str) -> tuple[bool, str]:
    """Return whether only what is selected is wanted, and what else."""
    asked = _SELECTED.match(expression)
    return (True, (asked["rest"] or "").strip()) if asked else (False, expression)


def _request(found: Snapshot, expression: str, *, shapes: bool) -> QgsFeatureRequest:
    request = QgsFeatureRequest()
    _, rest = _parts(expression)
    if rest:
        context = QgsExpressionContext()
        context.appendScope(QgsExpressionContextUtils.globalScope())
        context.setFields(found.fields)
        request.setExpressionContext(context)
        request.setFilterExpression(rest)
    elif not shapes:
        request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    return request


def _batch(
    kept: list[tuple[int, QgsFeature]],
    fields: QgsFields,
    columns: Sequence[str],
    *,
    shapes: bool,
) -> Batch:
    numbers = np.array([number for number, _ in kept], dtype=np.int64)
    features = [feature for _, feature in kept]
    wkb = [_wkb(one.geometry()) if shapes else None for one in features]
    indices = {name: fields.lookupField(name) for name in columns}
    return Batch(
        number=numbers,
        geometries=shapely.force_2d(shapely.from_wkb(np.array(wkb, dtype=object))),
        columns={
            name: column_of(
                list(_without_nulls(one.attribute(index) for one in features)),
                _dtype(fields.at(index).type()),
            )
            for name, index in indices.items()
        },
    )


def _wkb(geometry: QgsGeometry) -> bytes | None:
    """Return a geometry, with curves as the straight segments that QGIS makes."""
    if geometry.isNull():
        return None
    return bytes(geometry.constGet().segmentize().asWkb())


def _dtype(kind: QVariant.Type) -> str:
    return _DTYPES.get(kind, "object")


def _without_nulls(values: Iterable[Any]) -> Iterator[Any]:
    for one in values:
        yield None if isinstance(one, QVariant) and one.isNull() else one
