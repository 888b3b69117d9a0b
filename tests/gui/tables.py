# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of the layer table look at."""

from __future__ import annotations

import json

from qgis.PyQt.QtGui import QTextDocumentFragment
from qgis.PyQt.QtWidgets import QLabel, QTableView

NAME, SOURCE, BAND, RESAMPLER, NODATA, CRS, SCALE, OFFSET = range(8)
MASK, DOMAIN, FRACTIONS = range(8, 11)


def cells_of(table, column):
    """Return the view that shows a column: the table's own, or that of the details."""
    return table.view if column < NODATA else table.findChild(QTableView, "exoDetails")


def note_below(view, row):
    """Return what is written below a row; empty where no line is to be seen."""
    top = view.rowViewportPosition(row)
    seen = range(top, top + view.rowHeight(row))
    labels = view.viewport().findChildren(QLabel, "exoProblem")
    texts = [
        QTextDocumentFragment.fromHtml(label.text()).toPlainText()
        for label in labels
        if label.isVisible() and label.y() in seen
    ]
    return "".join(texts)


def names(table):
    return [row.name for row in table.model.rows]


def value(table):
    return json.loads(table.value())


def shown(table, row, column):
    return table.model.index(row, column).data()
