# SPDX-License-Identifier: GPL-3.0-or-later
"""The display of the layer table's cells: texts, icons, colours, tooltips."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from qgis.core import QgsApplication, QgsIconUtils
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QBrush, QColor, QIcon

from ...host.parameter_names import BURNS, NO_TIME
from ...host.text import told, tr
from ..widgets.choices import FADED
from ..widgets.project_layers import layer_at
from ..widgets.warm_up import is_warm
from .resampler_help import resampler_help
from .row import FIELDS, Column, paths_of

if TYPE_CHECKING:
    from .row import Link, Row
    from .rows import LayerRows

#: The background of wrong cells, translucent and so legible on light and dark themes.
_WRONG: Final = QColor(230, 40, 40, 60)

#: `NETCDF:"/data/era5.nc":t2m`, and other names of rasters in a container.
_SUBDATASET: Final = re.compile(r'^\w+:"?(?P<file>[^"]+?)"?:(?P<inside>[^"]+)$')

_Role: Final = Qt.ItemDataRole


def header(column: Column) -> str:
    """Return the title of a column."""
    words = {
        Column.NAME: tr("Name"),
        Column.SOURCE: tr("Source"),
        Column.BAND: tr("Band"),
        Column.RESAMPLER: tr("Resampler"),
        Column.NODATA: tr("Nodata"),
        Column.CRS: tr("CRS"),
        Column.SCALE: tr("Scale"),
        Column.OFFSET: tr("Offset"),
        Column.MASK: tr("Mask"),
        Column.DOMAIN: tr("Domain"),
        Column.FRACTIONS: tr("Fractions"),
        Column.BURN: tr("Burn"),
        Column.FILTER: tr("Filter"),
        Column.TOUCH: tr("Touch"),
        Column.TIME: tr("Time"),
        Column.WHEN: tr("When"),
        Column.WITHIN: tr("Within"),
        Column.OVERLAP: tr("Overlap"),
    }
    return words[column]


def header_help(column: Column) -> str:
    """Return the tooltip of a column's title; empty until the core can say it."""
    if not is_warm():
        return ""
    from ...core.request.row_keys import ROW_KEYS

    meanings = {key.name: key.meaning for key in ROW_KEYS}
    return told(meanings[FIELDS[column]])


def presented(model: LayerRows, row: int, column: Column, role: int) -> object:
    """Return a cell's value for one of Qt's display roles; None for no value."""
    if role == _Role.DisplayRole:
        return _words(model, row, column)
    if role == _Role.ToolTipRole:
        return _tooltip(model, row, column)
    if role == _Role.DecorationRole:
        return _icon(model, row, column)
    return _look(model, row, column, role)


def _look(model: LayerRows, row: int, column: Column, role: int) -> object:
    """Return a colour or the check box of a cell."""
    is_used = model.rows[row].use
    if role == _Role.BackgroundRole and model.problem(row):
        return QBrush(_WRONG)
    if role == _Role.CheckStateRole and column == Column.NAME:
        return Qt.CheckState.Checked if is_used else Qt.CheckState.Unchecked
    if role == FADED:
        return not is_used
    return None


def source_name(row: Row) -> str:
    """Return the name of a row's source: of a layer, a step, or a file."""
    if row.link:
        return row.link.name
    layer = layer_at(row.path)
    return layer.name() if layer else short_path(row.path)


def tiles_name(path: str, count: int) -> str:
    """Return what tiles of one layer are called: `6 tiles of dem`."""
    first, *others = paths_of(path)
    parts = [part for part in re.split(r"[/\\]", first.rstrip("/\\")) if part]
    has_name = not others and not re.search(r"[*?\[]", parts[-1])
    name = parts[-1] if has_name else "/".join(parts[-2:][: 1 if others else 2])
    return tr("%n tile(s) of {name}", count).format(name=name)


def short_path(path: str) -> str:
    """Return the last part of a path; for a raster in a container, file and raster."""
    inside = _SUBDATASET.match(path)
    if inside:
        return f"{inside['inside']} ({short_path(inside['file'])})"
    return re.split(r"[/\\]", path.rstrip("/\\"))[-1]


def source_icon(row: Row) -> QIcon:
    """Return the icon of a row's source: of a layer, a file, or a model's source."""
    if row.link:
        return link_icon(row.link)
    layer = layer_at(row.path)
    if layer:
        return QgsIconUtils.iconForLayer(layer)
    return QgsApplication.getThemeIcon("/mIconFile.svg")


def link_icon(link: Link) -> QIcon:
    """Return the icon of a model's source: of an input, or of a step's result."""
    name = {"input": "/mIconModelInput.svg", "step": "/processingAlgorithm.svg"}
    return QgsApplication.getThemeIcon(name[link.key[0]])


def _words(model: LayerRows, row: int, column: Column) -> str:
    this = model.rows[row]
    match column:
        case Column.NAME:
            return this.name
        case Column.SOURCE:
            finding = model.finding(row)
            told = finding.tiles if finding else 0
            count = told or len(paths_of(this.path))
            return tiles_name(this.path, count) if count > 1 else source_name(this)
        case Column.BAND:
            return band_name(model, row)
        case Column.RESAMPLER:
            return model.resampler(row)
        case Column.BURN if not this.burn and model.is_of_features(row):
            return BURNS[0]
    return str(getattr(this, column.name.lower()))


def band_name(model: LayerRows, row: int) -> str:
    """Return a row's band as its raster lists it: `2: VH`."""
    this, finding = model.rows[row], model.finding(row)
    band = this.band
    if not band:
        if finding and len(finding.times) > 1 and this.time != NO_TIME:
            return tr("by time")
        band = "1"
    for listed in finding.bands if finding else ():
        number, _, description = listed.partition(": ")
        if band in {number, description} and band:
            return listed
    return band


def _tooltip(model: LayerRows, row: int, column: Column) -> str:
    problem = model.problem(row)
    if not model.rows[row].use:
        return tr("Left out of the run: check the box to use the row.")
    match column:
        case Column.SOURCE:
            this = model.rows[row]
            path = this.link.label if this.link else "\n".join(paths_of(this.path))
            return f"{path}\n{problem}" if problem else path
        case Column.RESAMPLER if not problem:
            return resampler_help().get(model.resampler(row), "")
    return problem


def _icon(model: LayerRows, row: int, column: Column) -> QIcon | None:
    if column == Column.SOURCE and (model.rows[row].path or model.rows[row].link):
        return source_icon(model.rows[row])
    return None
