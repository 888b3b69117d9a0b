# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentinel-2 L1C and L2A products in the SAFE format, folder or archive.

The names of files and the meaning of metadata are specified in the "Sentinel-2
Products Specification Document", S2-PDGS-TAS-DI-PSD, here PSD.
"""

from .format import Sentinel2

__all__ = ["Sentinel2"]
