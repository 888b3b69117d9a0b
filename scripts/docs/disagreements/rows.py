# SPDX-License-Identifier: GPL-3.0-or-later
"""What all systems make of one kernel on one case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from truth.picks import PICKS

from .differences import NONE
from .names import NAMES
from .systems import PLUGIN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .differences import ByCase, Difference
    from .names import Named
    from .work import Task


class NamelessError(Exception):
    """A disagreement has no name."""


@dataclass(frozen=True)
class Row:
    """One kernel on one case, by all systems."""

    kernel: str
    task: Task
    by_system: Mapping[str, Difference]

    @property
    def name(self) -> Named | None:
        """What the disagreement is called, None if the referees are right.

        Raises:
            NamelessError: There is a disagreement, and no name fits.
        """
        if not any(d.is_one for s, d in self.by_system.items() if s != PLUGIN):
            return None
        for one in NAMES:
            if one.fits(self.kernel, self.task):
                return one
        raise NamelessError(f"{self.kernel} on {self.task.case.name}: {self.by_system}")


def rows(tasks: Sequence[Task], found: Mapping[str, ByCase]) -> list[Row]:
    """Return what was found of each kernel on each case.

    Args:
        tasks: What was resampled.
        found: By system.
    """
    return [
        Row(
            kernel,
            task,
            {s: of[task.case.name, kernel].difference for s, of in found.items()},
        )
        for task in tasks
        for kernel in task.kernels
    ]


def cell(difference: Difference, *, is_picked: bool) -> str:
    """Return a difference as tables have it: see the page."""
    if is_picked:
        text = f"{difference.other:.1%}" if difference.other else "0"
    elif difference.largest <= NONE:
        text = "0"
    else:
        text = f"{difference.largest:.1g}/{difference.rms:.1g}"
    if difference.elsewhere:
        text += f", {difference.elsewhere:.1%} valid"
    return text


def is_picked(kernel: str) -> bool:
    """Tell whether a kernel's values are the source's."""
    return kernel == "nearest" or kernel in PICKS
