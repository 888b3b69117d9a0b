# SPDX-License-Identifier: GPL-3.0-or-later
"""How does each layer get onto the grid? Decided from headers, before any pixel."""
