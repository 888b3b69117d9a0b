# SPDX-License-Identifier: GPL-3.0-or-later
"""The fixtures of the core's tests."""

from __future__ import annotations

from core_fixtures import cases, collocated, data, product, progress, values

__all__ = ["cases", "collocated", "data", "product", "progress", "values"]
