# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of a product's own quality information makes pixels invalid."""

from __future__ import annotations

from enum import Enum


class Cleaning(Enum):
    """The three choices that EOReader calls `clean_optical`."""

    NODATA = "nodata"
    """Pixels the sensor did not see are invalid: the default."""
    CLEAN = "clean"
    """Saturated, defective and lost pixels are invalid as well."""
    RAW = "raw"
    """Every pixel is taken as it is, whatever the product says of it."""
