# SPDX-License-Identifier: GPL-3.0-or-later
"""How are the pixels of one block computed? The methods of a plan, tile by tile."""
