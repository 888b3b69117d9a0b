# SPDX-License-Identifier: GPL-3.0-or-later
"""Checks of the whole tree, beside the tests."""
