# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the pictures of README and docs, in QGIS itself."""
