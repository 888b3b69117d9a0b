# SPDX-License-Identifier: GPL-3.0-or-later
"""The words for what is averaged where a layer is resampled."""

from __future__ import annotations

from typing import Final

#: The values themselves.
LINEAR: Final = "linear"

#: The power that decibels are a measure of.
DECIBELS: Final = "db"

#: Directions, round the circle.
ANGLE: Final = "angle"

DOMAINS: Final = (LINEAR, DECIBELS, ANGLE)
