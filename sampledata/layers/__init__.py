# SPDX-License-Identifier: GPL-3.0-or-later
"""The layers over the product: a mosaic, a DEM, a land-cover map, an area."""
