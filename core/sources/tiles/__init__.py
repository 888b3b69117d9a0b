# SPDX-License-Identifier: GPL-3.0-or-later
"""Which files are the tiles of one layer, where are they, and what do they hold?"""
