# SPDX-License-Identifier: GPL-3.0-or-later
"""Bands that EOReader makes for products which are read without EOReader."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ...message import say
from .bands import EoreaderBands
from .interpreter import ENVIRONMENT_VARIABLE, find_interpreter
from .session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...request.cleaning import Cleaning
    from ..product import BandGroup, ProductBand

_REMEDY: Final = say(
    "Spectral indices, clouds and terrain need EOReader: name a Python "
    "that has it in QGIS's options (Processing, Providers, Exogenous) or in "
    "{environment_variable}.",
    environment_variable=ENVIRONMENT_VARIABLE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LateBands:
    """Spectral indices, clouds, terrain: EOReader starts when such a band is needed."""

    path: str
    python: str
    """The interpreter that the user named, see `find_interpreter`."""
    cleaning: Cleaning
    is_cancelled: Callable[[], bool]
    _asked: list[EoreaderBands] = field(default_factory=list)

    @property
    def remedy(self) -> str:
        """How to get EOReader, where it is missing."""
        return "" if self._asked else _REMEDY

    def groups(self) -> tuple[BandGroup, ...]:
        """List no band: EOReader has hundreds of indices."""
        return ()

    def find(self, key: str) -> ProductBand | None:
        """Ask EOReader for the band that a word stands for, see `MoreBands`.

        Raises:
            EoreaderFailed: EOReader cannot open the product.
            EoreaderUnusable: The interpreter does not run EOReader.
        """
        if not self._asked:
            interpreter = find_interpreter(self.python)
            if interpreter is None:
                return None
            session = Session(interpreter, self.path, self.is_cancelled)
            self._asked.append(EoreaderBands(session=session, cleaning=self.cleaning))
        return self._asked[0].find(key)
