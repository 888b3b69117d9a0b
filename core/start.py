# SPDX-License-Identifier: GPL-3.0-or-later
"""What happens before anything else of the core is imported."""

from .cloud_client import import_rasterio

import_rasterio()
