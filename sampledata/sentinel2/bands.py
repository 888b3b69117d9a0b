# SPDX-License-Identifier: GPL-3.0-or-later
"""The bands of the instrument, and the numbers that its products store."""

from __future__ import annotations

from ..landscape.spectra import BANDS

QUANTIFICATION, OFFSET = 10_000, -1_000
"""Reflectance is (DN + offset) / quantification, since processing baseline 04.00."""

STORED_BITS = 15
"""Bits of a stored number of a band."""

ALL_BANDS = (*BANDS[:10], "10", *BANDS[10:])
"""Bands of the instrument: the place in this list is the `bandId` of the metadata."""

NATIVE_M = dict.fromkeys(ALL_BANDS, 20)
NATIVE_M |= {"02": 10, "03": 10, "04": 10, "08": 10, "01": 60, "09": 60, "10": 60}
"""Pixel size of each band, metres."""
