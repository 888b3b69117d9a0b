# SPDX-License-Identifier: GPL-3.0-or-later
"""Operations between CRSs that the user has chosen, in place of those PROJ would take.

A project of QGIS has them among its settings. They travel with a target's grid: into
plans, tiles, and other processes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from rasterio.crs import CRS
from rasterio.errors import CRSError

from ..errors import InvalidRequest
from ..message import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    #: From a CRS (a code or WKT) to another, by a PROJ text for x before y.
    Choice = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class ChosenOperations:
    """Operations that the user has chosen."""

    choices: tuple[tuple[CRS, CRS, str], ...] = ()
    """From a CRS to another, by a PROJ text for x before y."""

    def between(self, src_crs: CRS, dst_crs: CRS) -> str:
        """Return what the user has chosen between two CRSs, either way.

        Returns:
            A PROJ text that leads from the one to the other, x before y; empty for
            nothing.
        """
        for src, dst, operation in self.choices:
            if src == src_crs and dst == dst_crs:
                return operation
        for src, dst, operation in self.choices:
            if src == dst_crs and dst == src_crs:
                return inverse(operation)
        return ""


#: Nothing is chosen: PROJ takes the operation that it finds best.
NOTHING_CHOSEN: Final = ChosenOperations()


def chosen_operations(choices: Iterable[Choice]) -> ChosenOperations:
    """Return operations by the CRSs that texts name.

    Raises:
        InvalidRequest: A CRS is none.
    """
    chosen = []
    for src, dst, operation in choices:
        try:
            ends = CRS.from_user_input(src), CRS.from_user_input(dst)
        except (CRSError, ValueError) as error:
            raise InvalidRequest(
                "OPERATIONS",
                f"{src} - {dst}",
                say(
                    "Choose another in Project, Properties, Transformations: the CRS "
                    "of one of them is none that is known here."
                ),
            ) from error
        chosen.append((*ends, operation))
    return ChosenOperations(tuple(chosen))


def inverse(operation: str) -> str:
    """Return the PROJ text that leads back."""
    head, *steps = operation.split("+step")
    if not steps:
        return _turned(operation)
    back = (_turned(step) for step in reversed(steps))
    return " +step ".join([head.strip(), *back])


def _turned(step: str) -> str:
    words = step.split()
    if "+inv" in words:
        return " ".join(word for word in words if word != "+inv")
    return " ".join(["+inv", *words])
