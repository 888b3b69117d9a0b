# SPDX-License-Identifier: GPL-3.0-or-later
"""Parses a CRS as users write it."""

from __future__ import annotations

from rasterio.crs import CRS
from rasterio.errors import CRSError

from ..environment import raster_environment
from ..errors import InvalidRequest
from ..message import say


@raster_environment()
def parse_crs(text: str, parameter: str) -> CRS:
    """Turn an authority code, an EPSG number, WKT or PROJ text into a CRS.

    Raises:
        InvalidRequest: The text is none of these.
    """
    code = f"EPSG:{text.strip()}" if text.strip().isdecimal() else text
    try:
        return CRS.from_user_input(code)
    except (CRSError, ValueError, TypeError) as error:  # rasterio lets these through
        raise InvalidRequest(
            parameter, text, say('Give the CRS like "EPSG:4326", or as WKT.')
        ) from error
