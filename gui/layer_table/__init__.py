# SPDX-License-Identifier: GPL-3.0-or-later
"""How are the exogenous layers listed, ordered and mended?

`exo_table.ExoTable` is the whole table as a widget, `exo_model.ExoModel` its rows
as Qt's views ask for them, `row.Row` a row as typed and as JSON, `row.Link` a source
that only a model of the modeler has.
"""
