# SPDX-License-Identifier: GPL-3.0-or-later
"""The fixtures of the core's tests."""

from __future__ import annotations

from core_fixtures import (
    collocated,
    data,
    landsat,
    product,
    progress,
    sentinel2,
    values,
)

__all__ = [
    "collocated",
    "data",
    "landsat",
    "product",
    "progress",
    "sentinel2",
    "values",
]
