# SPDX-License-Identifier: GPL-3.0-or-later
"""How do the widgets come into Processing's dialogs?

`wrappers` and `layer_table_wrapper` have the widget classes that parameters name, for
the algorithm dialog, batch and the modeler; `dialog.ExoDialog` is the algorithm dialog
itself.
"""
