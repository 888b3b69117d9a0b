# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes an area of interest in each form that Python code gives one."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..message import say
from .aoi import Aoi
from .aoi_parsing import from_bounds, from_text

if TYPE_CHECKING:
    from collections.abc import Sequence


def window_area(
    window: str | os.PathLike[str] | Sequence[float] | Aoi | None,
) -> Aoi | None:
    """Return the area; None for the whole product.

    Args:
        window: A vector file, an extent text as QGIS writes it, four bounds (left,
            bottom, right, top) in the product's CRS, or an `Aoi`.

    Raises:
        ExogenousError: It is no area.
    """
    if window is None or isinstance(window, Aoi):
        return window
    if isinstance(window, str | os.PathLike):
        return from_text(os.fspath(window))
    left, bottom, right, top = window
    return from_bounds(
        left,
        right,
        bottom,
        top,
        crs=None,
        label=say("window {window}", window=tuple(window)),
    )
