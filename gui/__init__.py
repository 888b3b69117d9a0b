# SPDX-License-Identifier: GPL-3.0-or-later
"""What does a user see and touch?

`desktop.Desktop` adds the plugin's entries to QGIS's window, and `launching` opens
the dialogs. A folder imports from those before it alone: `widgets`, `layer_table`,
`product`, `plan`, `processing`. Algorithms know the widgets by name.
"""
