# SPDX-License-Identifier: GPL-3.0-or-later
"""Widgets for the algorithms' dialogs."""
