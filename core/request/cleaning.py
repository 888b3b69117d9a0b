# SPDX-License-Identifier: GPL-3.0-or-later
"""The choices of cleaning: which of a product's quality masks make pixels invalid."""

from __future__ import annotations

from enum import Enum

from ..errors import InvalidRequest
from ..message import say


class Cleaning(Enum):
    """The three choices that EOReader calls `clean_optical`."""

    NODATA = "nodata"
    """Pixels the sensor did not see are invalid: the default."""
    CLEAN = "clean"
    """Saturated, defective and lost pixels are invalid as well."""
    RAW = "raw"
    """Every pixel is valid, whatever the product's masks say."""

    @classmethod
    def of(cls, word: object) -> Cleaning:
        """Turn a user's word, in any case, into a choice.

        Raises:
            InvalidRequest: The word stands for no choice.
        """
        text = str(word.value if isinstance(word, Enum) else word).strip().casefold()
        for choice in cls:
            if text == choice.value:
                return choice
        words = ", ".join(choice.value for choice in cls)
        raise InvalidRequest("CLEANING", word, say("Use one of {known}.", known=words))
