# SPDX-License-Identifier: GPL-3.0-or-later
"""Which packages does QGIS not bring, and how do they get here?

`needed` says what is missing, `folder` where it goes, `search_order` lets Python find
it, `command` and `program` install it with QGIS's own Python (`qgis_python`), behind
QGIS's proxy (`proxy`).
"""
