# SPDX-License-Identifier: GPL-3.0-or-later
"""Which parameters do the algorithms have? Each is declared here, and here alone.

The dialogs, `qgis_process help`, `docs/parameters.md` and the translations come from
these declarations.
"""
