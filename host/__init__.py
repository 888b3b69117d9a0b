# SPDX-License-Identifier: GPL-3.0-or-later
"""What do the algorithms and the widgets share of QGIS?

Texts in the user's language (`text.tr`, `text.told`), the settings, the check of the
required packages (`readiness`), map layers and areas as the core takes them, and
`values.Values`, which reads the parameter values that QGIS hands to an algorithm.
"""
