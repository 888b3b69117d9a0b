# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of a product's own quality information makes pixels invalid."""

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
    """Every pixel is taken as it is, whatever the product says of it."""

    @classmethod
    def of(cls, word: object) -> Cleaning:
        """Turn a user's word, in any case, into the choice it means.

        Raises:
            InvalidRequest: It means none.
        """
        text = str(word.value if isinstance(word, Enum) else word).strip().casefold()
        for choice in cls:
            if text == choice.value:
                return choice
        words = ", ".join(choice.value for choice in cls)
        raise InvalidRequest("CLEANING", word, say("Use one of {known}.", known=words))
