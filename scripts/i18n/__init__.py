# SPDX-License-Identifier: GPL-3.0-or-later
"""Brings the translations up to date with the texts in the code; compiles them."""
