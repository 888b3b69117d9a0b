# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens what a row names as features, and reads them wherever they are."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...errors import InvalidLayer, SourceUnreadable
from ...errors.root import listed
from ...message import say
from .files import complaint, file_batches, file_header, file_of
from .header import FeatureSource
from .other_features import QGIS_NAME, other_reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rasterio.crs import CRS

    from .files import Bounds
    from .header import Batches
    from .other_features import FeatureReader


def open_features(
    path: str, label: str, *, where: str = "", crs: CRS | None = None
) -> FeatureSource:
    """Read the header of a layer of features, and check a filter.

    Args:
        path: A file as QGIS writes it, or a name of a layer of QGIS.
        label: The row, for messages.
        where: A filter, in OGR's SQL or, in QGIS, in QGIS's words.
        crs: In place of what the layer says.

    Raises:
        ExogenousError: It cannot be read, or the filter is none for it.
    """
    if path.startswith(QGIS_NAME):
        return _of_qgis(path, label, where, crs)
    file = file_of(path, label)
    header = file_header(file, label)
    filters = [f"({one})" for one in (file.subset, where) if one]
    source = FeatureSource(
        label=label,
        path=file.path,
        layer=file.layer,
        where=" AND ".join(filters) if len(filters) > 1 else file.subset or where,
        crs=crs,
        header=header,
    )
    if not source.where:
        return source
    problem = complaint(source)
    if not problem:
        return source
    reader = other_reader()
    if reader is None or reader.header(path) is None:
        raise _no_filter(source, where or source.where)
    elsewhere = replace(
        source, path=path, layer=None, where="", expression=where, is_elsewhere=True
    )
    return _checked(elsewhere, reader)


def _of_qgis(path: str, label: str, where: str, crs: CRS | None) -> FeatureSource:
    reader = other_reader()
    header = reader.header(path) if reader else None
    if reader is None or header is None:
        raise SourceUnreadable(
            label, path, say("it is a layer of a project that is not open here")
        )
    source = FeatureSource(
        label=label,
        path=path,
        expression=where,
        is_elsewhere=True,
        crs=crs,
        header=header,
    )
    return _checked(source, reader)


def _checked(source: FeatureSource, reader: FeatureReader) -> FeatureSource:
    if reader.complaint(source.path, source.expression):
        raise _no_filter(source, source.expression)
    return source


def _no_filter(source: FeatureSource, text: str) -> InvalidLayer:
    return InvalidLayer(
        source.label,
        say("{filter!r} is no filter for it", filter=text),
        say(
            "Give one like name = 'plot 1', with its fields: {fields}.",
            fields=listed(source.header.fields),
        ),
    )


def batches(
    source: FeatureSource,
    columns: Sequence[str],
    *,
    shapes: bool = True,
    bounds: Bounds | None = None,
) -> Batches:
    """Read features, in their order, some at a time.

    Args:
        source: Which.
        columns: The attributes to read.
        shapes: Read geometries as well.
        bounds: Features elsewhere may be left out; in the layer's CRS.

    Raises:
        ExogenousError: They cannot be read.
    """
    if not source.is_elsewhere:
        yield from file_batches(source, columns, shapes=shapes, bounds=bounds)
        return
    reader = other_reader()
    if reader is None:
        raise SourceUnreadable(
            source.label,
            source.path,
            say("it is a layer of a project that is not open here"),
        )
    yield from reader.batches(source.path, source.expression, columns, shapes=shapes)
