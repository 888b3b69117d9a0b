# SPDX-License-Identifier: GPL-3.0-or-later
"""How are results made: files that are written whole or not at all, and Datasets?"""
