# SPDX-License-Identifier: GPL-3.0-or-later
"""Who reads vector files: pyogrio, or QGIS where the core runs in it.

QGIS has a reader of its own, and need not have pyogrio for an area of interest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .pyogrio_reader import PyogrioReader

if TYPE_CHECKING:
    from .vector_layers import VectorReader

_CHOSEN: Final[list[VectorReader]] = []


def use_vector_reader(reader: VectorReader) -> None:
    """Have a reader in place of pyogrio from now on."""
    _CHOSEN[:] = [reader]


def vector_reader() -> VectorReader:
    """Return who reads vector files.

    Raises:
        MissingPackage: pyogrio does, and is not installed.
    """
    return _CHOSEN[0] if _CHOSEN else PyogrioReader()
