# SPDX-License-Identifier: GPL-3.0-or-later
"""Landsat Level 1 and 2, Collections 1 and 2, from MSS to OLI-2, folder or `.tar`.

The meaning of metadata and flags is specified in the "Landsat Collection 2 Level-1"
and "Level-2 Data Format Control Books" of the USGS, LSDS-1747 to LSDS-1751 and
LSDS-1618 to LSDS-1619, here DFCB.
"""

from .format import Landsat

__all__ = ["Landsat"]
