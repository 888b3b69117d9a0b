# SPDX-License-Identifier: GPL-3.0-or-later
"""How does a user get the packages that QGIS does not bring?"""
