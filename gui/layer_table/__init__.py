# SPDX-License-Identifier: GPL-3.0-or-later
"""How are the exogenous layers listed, ordered and mended?

`table.LayerTable` is the whole table as a widget, `model.LayerTableModel` its rows
as a model for Qt's views, `row.Row` a row as typed and as JSON, `row.Link` a source
that exists only in a model of the modeler.
"""
