# SPDX-License-Identifier: GPL-3.0-or-later
"""Imports rasterio without boto3, half of what it takes to import.

rasterio would ask boto3 for the credentials of Amazon's cloud; where it is not there
GDAL finds them by itself. It may be there for other packages' sake: sertit brings it.
"""

from __future__ import annotations

import sys

_NAME = "boto3"

if _NAME in sys.modules:
    import rasterio
else:
    sys.modules[_NAME] = None  # type: ignore[assignment]  # Python's way to say absent
    try:
        import rasterio  # noqa: F401
    finally:
        del sys.modules[_NAME]
