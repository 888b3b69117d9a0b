# SPDX-License-Identifier: GPL-3.0-or-later
"""Parses a CRS as users write it."""

from __future__ import annotations

from typing import Final

from rasterio.crs import CRS
from rasterio.errors import CRSError

from ..environment import raster_environment
from ..errors import InvalidRequest
from ..message import say

#: How the text of a CRS of heights alone begins: WKT 1 and 2.
_VERTICAL: Final = ("VERT_CS", "VERTCS", "VERTCRS")


@raster_environment()
def parse_crs(text: str, parameter: str) -> CRS:
    """Turn an authority code, an EPSG number, WKT or PROJ text into a CRS.

    Raises:
        InvalidRequest: The text is none of these.
    """
    code = f"EPSG:{text.strip()}" if text.strip().isdecimal() else text
    try:
        crs = CRS.from_user_input(code)
    # rasterio lets all but the first through.
    except (CRSError, ValueError, TypeError, RecursionError) as error:
        raise InvalidRequest(
            parameter, text, say('Give the CRS like "EPSG:4326", or as WKT.')
        ) from error
    if crs.wkt.startswith(_VERTICAL):
        raise InvalidRequest(
            parameter, text, say('It has heights alone. Give one like "EPSG:4326".')
        )
    return crs
