# SPDX-License-Identifier: GPL-3.0-or-later
"""Sets a machine up: QGIS, the packages, the plugin in its profile, .venv."""
