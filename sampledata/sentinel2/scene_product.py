# SPDX-License-Identifier: GPL-3.0-or-later
"""The level-2A product of the landscape, with all its images and masks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .metadata import Metadata
from .safe import SafeProduct
from .scene import CLOUD_COVER_PERCENT, Classes, classify, look
from .scene_images import images, masks
from .swath import footprint

if TYPE_CHECKING:
    from ..place import Area

_SCL_PERCENT = {
    "DARK_FEATURES_PERCENTAGE": 2,
    "CLOUD_SHADOW_PERCENTAGE": 3,
    "VEGETATION_PERCENTAGE": 4,
    "NOT_VEGETATED_PERCENTAGE": 5,
    "WATER_PERCENTAGE": 6,
    "UNCLASSIFIED_PERCENTAGE": 7,
    "MEDIUM_PROBA_CLOUDS_PERCENTAGE": 8,
    "HIGH_PROBA_CLOUDS_PERCENTAGE": 9,
    "THIN_CIRRUS_PERCENTAGE": 10,
    "SNOW_ICE_PERCENTAGE": 11,
}


def scene_product(area: Area) -> SafeProduct:
    """Look at the landscape, and return a level-2A product of it."""
    scene = look(area)
    classes = classify(scene)
    metadata = Metadata(cloud_cover=CLOUD_COVER_PERCENT, content=_content(classes))
    return SafeProduct(
        area=area,
        metadata=metadata,
        images=images(scene, classes),
        masks=masks(scene, classes),
        outline=footprint(area),
    )


def _content(classes: Classes) -> dict[str, float]:
    """Count the classes, in percent of what was seen, no data in percent of all."""
    counts = np.bincount(classes.scl.ravel(), minlength=12)
    seen = counts[1:].sum()
    land = seen - counts[6]
    share = {name: 100 * counts[code] / seen for name, code in _SCL_PERCENT.items()}
    return {
        "CLOUDY_PIXEL_OVER_LAND_PERCENTAGE": 100 * counts[[8, 9]].sum() / land,
        "DEGRADED_MSI_DATA_PERCENTAGE": 0.0,
        "NODATA_PIXEL_PERCENTAGE": 100 * counts[0] / classes.scl.size,
        "SATURATED_DEFECTIVE_PIXEL_PERCENTAGE": 0.0,
        **share,
    }
