# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of a row's time: set in QGIS, or chosen by the plan."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerTime:
    """The time that the user has set for a map layer, or for one of its bands."""

    begin: str
    """ISO 8601."""
    end: str
    """ISO 8601; the same as `begin` for an instant."""
    band: int | None = None
    """1-based; None for all bands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenTime:
    """What a plan has chosen of a source's times."""

    words: str = ""
    """A clause for the plan: the bands, their times, how far they are."""
    time: str = ""
    """The time of the values, ISO 8601; empty where it is not known."""
    away_h: float | None = None
    """Hours from the wanted time to the band's, of two bands to the farther one."""
    after: int | None = None
    """The second band, where two are weighed."""
    weight_after: float = 0.0
    """Its weight, 0 to 1."""
    warnings: tuple[str, ...] = ()
