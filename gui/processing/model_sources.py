# SPDX-License-Identifier: GPL-3.0-or-later
"""Converts between rows of the table and the sources that a model holds for `EXO`."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from qgis.core import (
    Qgis,
    QgsProcessingModelChildParameterSource,
    QgsProcessingOutputFile,
    QgsProcessingOutputMapLayer,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingOutputRasterLayer,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ..layer_table.row import Link, Row, row_of, to_json, to_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Source = QgsProcessingModelChildParameterSource

#: The kinds of sources; QGIS has moved them since 3.34.
Kind: Final = (
    getattr(Qgis, "ProcessingModelChildParameterSource", None) or Source.Source
)

_RASTERS: Final = (
    (
        QgsProcessingParameterRasterLayer,
        QgsProcessingParameterMapLayer,
        QgsProcessingParameterFile,
    ),
    (
        QgsProcessingOutputRasterLayer,
        QgsProcessingOutputMapLayer,
        QgsProcessingOutputFile,
    ),
)
_TABLES: Final = (
    (QgsProcessingParameterString, QgsProcessingParameterMultipleLayers),
    (QgsProcessingOutputString, QgsProcessingOutputMultipleLayers),
)

_NOTHING: Final = Link(key=(), label="", name="")


def raster_links(dialog: Any) -> list[Link]:
    """List the inputs and results of a model that can be the source of a row."""
    return _links(dialog, *_RASTERS)


def table_links(dialog: Any) -> list[Link]:
    """List the inputs and results of a model that can be a whole table."""
    return _links(dialog, *_TABLES)


def _links(
    dialog: Any, inputs: tuple[type, ...], outputs: tuple[type, ...]
) -> list[Link]:
    found = dialog.getAvailableValuesOfType(list(inputs), list(outputs))
    return [_link_to(source, dialog) for source in found]


def _link_to(source: Source, dialog: Any) -> Link:
    label = str(dialog.resolveValueDescription(source))
    key = key_of(source)
    is_step = source.source() == Kind.ChildOutput
    name = dialog.model.childAlgorithm(key[1]).description() if is_step else label
    return Link(key=key, label=label, name=name)


def key_of(source: Source) -> tuple[str, ...]:
    """Return the key of a source that is a model's input or a step's result."""
    if source.source() == Kind.ModelParameter:
        return ("input", source.parameterName())
    return ("step", source.outputChildId(), source.outputName())


def source_of(link: Link) -> Source:
    """Return a model's input or a step's result as QGIS's source."""
    kind, *names = link.key
    if kind == "input":
        return Source.fromModelParameter(*names)
    return Source.fromChildOutput(*names)


def is_linked(source: Source) -> bool:
    """Tell whether a source is an input or a result of the model."""
    return bool(source.source() in {Kind.ModelParameter, Kind.ChildOutput})


def to_sources(rows: Sequence[tuple[Row, str]]) -> list[Source]:
    """Return rows as a model holds them: a text, or a list of rows and sources.

    A row is a text, the only form that QGIS keeps when it exports a model as Python.
    A row without a path takes the item that follows the row as its source.

    Args:
        rows: Rows, each with the resampler to use if the row does not name one.
    """
    if not any(row.link for row, _ in rows):
        return [Source.fromStaticValue(to_json(rows) if rows else None)]
    sources = []
    for row, resampler in rows:
        sources.append(Source.fromStaticValue(to_text(row, resampler)))
        if row.link:
            sources.append(source_of(row.link))
    return sources


def to_rows(sources: Iterable[Source], links: Iterable[Link]) -> list[Row]:
    """Return the rows that a model holds, in any form that the core reads.

    Args:
        sources: The model's value of `EXO`.
        links: The inputs and results of the model; one that is gone has its key as
            label.

    Raises:
        ExogenousError: The sources are no rows.
    """
    from ...core.request.layer_table import read_rows
    from ...core.request.located import MapLayer

    known = {link.key: link for link in links}
    items = [_item(source, known) for source in sources]
    found: dict[str, Link] = {}

    def as_layer(value: object) -> MapLayer | None:
        """Return a link as a map layer, so that the core reads its row."""
        if not isinstance(value, Link):
            return None
        path = "\n".join(value.key)
        found[path] = value
        return MapLayer(name=value.name, path=path)

    return [_row(values, found) for values in read_rows(_filled(items), as_layer)]


def _item(source: Source, known: Mapping[tuple[str, ...], Link]) -> object:
    if not is_linked(source):
        return _read_text(source.staticValue())
    key = key_of(source)
    text = " / ".join(key[1:])
    return known.get(key) or Link(key=key, label=text, name=text)


def _read_text(value: object) -> object:
    """Return the row that a text holds; the core says what is wrong with others."""
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except json.JSONDecodeError:
        return value


def _filled(items: Sequence[object]) -> list[object]:
    """Mark rows for which no source was chosen, so that they take none that follows."""
    return [
        {**item, "path": _NOTHING}
        if isinstance(item, dict) and _is_open(item, following)
        else item
        for item, following in zip(items, [*items[1:], None], strict=True)
    ]


def _is_open(item: Mapping[str, object], following: object) -> bool:
    is_row = "name" in item and not item.get("path")
    return is_row and not isinstance(following, (Link, str))


def _row(values: Mapping[str, Any], links: Mapping[str, Link]) -> Row:
    link = links.get(values["path"])
    if link is None:
        return row_of(values)
    link = None if link == _NOTHING else link
    return replace(row_of({**values, "path": ""}), link=link)
