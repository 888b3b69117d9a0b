# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentinel-2 L1C and L2A as ESA's EOPF Zarr stores: local folders and `.zip`s.

A store's consolidated metadata, `.zmetadata`, describe all arrays; GDAL's driver reads
the pixels.
"""

from .format import Eopf

__all__ = ["Eopf"]
