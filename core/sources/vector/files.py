# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads features of files: headers, attributes, shapes in batches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely
import shapely.errors

from ...errors import (
    ExogenousError,
    InvalidLayer,
    SourceMissing,
    SourceUnreadable,
    about,
)
from ...errors.root import listed
from ...geometry.crs import parse_crs
from ...io.near_names import what_is_there
from ...io.paths import exists, readable
from ...io.vector_layers import UnreadableFile, UnreadableLayer, Wanted
from ...io.vector_reader import vector_reader
from ...io.vectors import vectors_of
from ...message import say
from ...request.vector_file import VectorFile, vector_file
from .header import Batch, FeatureHeader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from .header import Batches, FeatureSource

    Bounds = tuple[float, float, float, float]

#: So many features are in memory at a time as objects of shapely.
BATCH: Final = 50_000


def file_of(path: str, label: str) -> VectorFile:
    """Take a row's path apart, and find the one layer that is meant.

    Raises:
        ExogenousError: There is no such file, it has no features, or several layers.
    """
    try:
        file = vector_file(path)
        if not exists(file.path):
            raise SourceMissing(label, file.path, what_is_there(file.path))
        with vectors_of(file.path, label):
            return VectorFile(
                path=file.path, layer=file.only_layer(path), subset=file.subset
            )
    except ExogenousError as error:
        raise about(error, label) from error


def file_header(file: VectorFile, label: str) -> FeatureHeader:
    """Read what a layer of a file says of itself.

    Raises:
        SourceUnreadable: The file or the layer cannot be read.
        InvalidLayer: There is no such layer, or it has no geometry.
    """
    path = readable(file.path)
    with vectors_of(file.path, label):
        try:
            told = vector_reader().facts(path, file.layer)
        except UnreadableLayer as error:
            names = [name for name, _ in vector_reader().layers(path)]
            raise InvalidLayer(
                label,
                say(
                    "{path!r} has no layer {layer!r}", path=file.path, layer=file.layer
                ),
                say("Its layers are: {names}.", names=listed(names)),
            ) from error
        except UnreadableFile as error:
            raise SourceUnreadable(label, file.path, str(error)) from error
    if told.geometry is None:
        raise InvalidLayer(
            label,
            say("{path!r} is a table without places", path=file.path),
            say("Give a layer with geometries."),
        )
    return FeatureHeader(
        crs=parse_crs(told.crs, "crs") if told.crs else None,
        fields=told.fields,
        geometry=told.geometry,
        bounds=told.bounds,
    )


def complaint(source: FeatureSource) -> str:
    """Return what GDAL says against a filter; empty where it takes it.

    Raises:
        SourceUnreadable: The file cannot be read.
    """
    wanted = Wanted(subset=source.where, has_shapes=False)
    try:
        with vectors_of(source.path, source.label):
            vector_reader().features(readable(source.path), source.layer, wanted)
    except UnreadableLayer as error:
        return str(error)
    except UnreadableFile as error:
        raise SourceUnreadable(source.label, source.path, str(error)) from error
    return ""


def file_batches(
    source: FeatureSource,
    columns: Sequence[str],
    *,
    shapes: bool = True,
    bounds: Bounds | None = None,
) -> Batches:
    """Read features, in their order.

    Args:
        source: Which.
        columns: The attributes to read.
        shapes: Read geometries as well.
        bounds: Features elsewhere may be left out; in the file's CRS.

    Raises:
        SourceUnreadable: The file is damaged.
    """
    start, count = 0, BATCH
    while count == BATCH:
        wanted = Wanted(
            subset=source.where or None,
            columns=tuple(columns),
            has_shapes=shapes,
            bounds=bounds,
            start=start,
            most=BATCH,
        )
        batch = _read(source, wanted)
        count = batch.number.size
        if count:
            yield batch
        start += count


def _read(source: FeatureSource, wanted: Wanted) -> Batch:
    path = readable(source.path)
    try:
        with vectors_of(source.path, source.label):
            found = vector_reader().features(path, source.layer, wanted)
        wkb = np.array(found.wkb, dtype=np.object_)
        geometries = shapely.force_2d(shapely.from_wkb(wkb))
    except (UnreadableFile, UnreadableLayer, shapely.errors.ShapelyError) as error:
        raise SourceUnreadable(source.label, source.path, str(error)) from error
    fields = source.header.fields
    return Batch(
        number=np.asarray(found.number, dtype=np.int64),
        geometries=geometries,
        columns={
            name: column_of(values, fields[name])
            for name, values in found.columns.items()
        },
    )


def column_of(values: Any, dtype: str) -> NDArray[Any]:
    """Return an attribute's values as an array, NaN or None where there is none.

    Args:
        values: An array, or numbers or texts, None for none.
        dtype: numpy's name of the attribute's type.
    """
    if isinstance(values, np.ndarray):
        return values
    if dtype == "object" or dtype.startswith("datetime"):
        return np.array(values, dtype=object)
    if any(one is None for one in values):
        return np.array([np.nan if one is None else one for one in values], np.float64)
    return np.array(values, dtype=dtype)
