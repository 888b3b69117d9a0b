# SPDX-License-Identifier: GPL-3.0-or-later
"""How are the exogenous layers listed, ordered and mended?

`table.LayerTable` is the whole table as a widget, `model.LayerTableModel` its rows
as Qt's views ask for them, `row.Row` a row as typed and as JSON, `row.Link` a source
that only a model of the modeler has.
"""
