# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the pages of docs/ that are made of what tests find."""
