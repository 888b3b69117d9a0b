# SPDX-License-Identifier: GPL-3.0-or-later
"""Between rows of the table and what a model of the modeler holds for `EXO`."""

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

from .row import Link, Row, row_of, to_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

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


def raster_links(dialog: Any) -> list[Link]:
    """List the inputs and results of a model that can be the source of a row."""
    return _links(dialog, *_RASTERS)


def table_links(dialog: Any) -> list[Link]:
    """List the inputs and results of a model that can be a whole table."""
    return _links(dialog, *_TABLES)


def _links(dialog: Any, inputs: tuple[type, ...], outputs: tuple[type, ...]) -> list:
    found = dialog.getAvailableValuesOfType(list(inputs), list(outputs))
    return [
        Link(key=key_of(source), label=str(dialog.resolveValueDescription(source)))
        for source in found
    ]


def key_of(source: Source) -> tuple[str, ...]:
    """Return what a source that is an input or a result refers to."""
    if source.source() == Kind.ModelParameter:
        return ("input", source.parameterName())
    return ("step", source.outputChildId(), source.outputName())


def source_of(link: Link) -> Source:
    """Return an input or result as a model holds it."""
    kind, *names = link.key
    if kind == "input":
        return Source.fromModelParameter(*names)
    return Source.fromChildOutput(*names)


def is_linked(source: Source) -> bool:
    """Tell whether a source is an input or a result of the model."""
    return bool(source.source() in {Kind.ModelParameter, Kind.ChildOutput})


def to_sources(rows: Sequence[tuple[Row, str]]) -> list[Source]:
    """Return rows as a model holds them: a text, or a list of rows and sources.

    A row without a path takes the item that follows it as its source.

    Args:
        rows: Each with the resampler to say where it leaves it open.
    """
    if not any(row.link for row, _ in rows):
        return [Source.fromStaticValue(to_json(rows) if rows else None)]
    sources = []
    for row, resampler in rows:
        spec = {"name": row.name, **row.spec(resampler)}
        sources.append(Source.fromStaticValue(spec))
        if row.link:
            sources.append(source_of(row.link))
    return sources


def to_rows(sources: Iterable[Source], links: Iterable[Link]) -> list[Row]:
    """Return the rows that `to_sources` made sources of.

    Args:
        sources: What a model holds.
        links: What the model has; a source that is gone keeps its key as label.
    """
    labels = {link.key: link.label for link in links}
    rows: list[Row] = []
    for source in sources:
        if is_linked(source):
            key = key_of(source)
            link = Link(key=key, label=labels.get(key, " / ".join(key[1:])))
            _link(rows, link)
        elif source.source() == Kind.StaticValue:
            rows.append(row_of(_values(source.staticValue())))
    return rows


def _link(rows: list[Row], link: Link) -> None:
    """Give a source to the row that waits for one, else to a row of its own."""
    if rows and not rows[-1].path and not rows[-1].link:
        rows[-1] = replace(rows[-1], link=link)
    else:
        rows.append(Row(name=link.label, link=link))


def _values(value: object) -> dict[str, Any]:
    """Return the fields of a static row, a dictionary, JSON text of one or a path."""
    if isinstance(value, dict):
        return value
    text = str(value)
    if text.startswith("{"):
        return dict(json.loads(text))
    return {"name": text, "path": text}
