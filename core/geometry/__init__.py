# SPDX-License-Identifier: GPL-3.0-or-later
"""Where are pixels? Grids and blocks, CRSs, and the transforms between them."""
