# SPDX-License-Identifier: GPL-3.0-or-later
"""How are the algorithms run from a terminal, without QGIS?

`exogenous stack|collocate|describe|load-info` takes the parameters of the algorithms by
their names, or JSON of them, and prints JSON.
"""
