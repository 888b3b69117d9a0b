# SPDX-License-Identifier: GPL-3.0-or-later
"""The Processing provider: all that knows both QGIS and the core."""
