# SPDX-License-Identifier: GPL-3.0-or-later
"""The background job that writes the files of a quick preview."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...core.geometry.grid import Grid
    from ...core.pipeline import Result
    from ...core.quick_preview import Sight
    from .plan_job import PlanJob


@dataclass(frozen=True, kw_only=True)
class PreviewFiles:
    """The files of a quick preview."""

    result: Result
    folder: str
    """The folder of the files, which holds nothing else."""
    as_stack: bool
    """One file holds all layers."""
    cancelled: list[bool]
    """The job's own list: not empty once the preview is wanted no more."""
    remove: Callable[[], object] = field(init=False)
    """Removes the files."""

    def __post_init__(self) -> None:
        """Remove the files with this, also where nobody waits for it any more."""
        remove = weakref.finalize(self, shutil.rmtree, self.folder, ignore_errors=True)
        object.__setattr__(self, "remove", remove)


@dataclass(frozen=True, kw_only=True)
class PixelJob:
    """All values that the pixels of a quick preview depend on."""

    plan: PlanJob
    grid: Grid
    """The grid of the run's result."""
    sight: Sight
    """The part of the result to make, and its resolution."""
    cancelled: list[bool] = field(default_factory=list)
    """Not empty once the preview is wanted no more."""

    def run(self) -> PreviewFiles:
        """Write the files; none are left where that fails.

        Raises:
            ExogenousError: The run would fail, or the preview was cancelled.
        """
        from ...core.errors import Cancelled

        folder = tempfile.mkdtemp(prefix="exogenous-preview-")
        is_made = False
        try:
            result = self._written(folder)
            if self.cancelled:
                raise Cancelled
            is_made = True
        finally:
            if not is_made:
                shutil.rmtree(folder, ignore_errors=True)
        return PreviewFiles(
            result=result,
            folder=folder,
            as_stack=self.plan.as_stack,
            cancelled=self.cancelled,
        )

    def _written(self, folder: str) -> Result:
        from ...core.quick_preview import make_quick_preview

        return make_quick_preview(
            self.plan.request(),
            self.grid,
            folder,
            self.sight,
            as_stack=self.plan.as_stack,
            is_cancelled=lambda: bool(self.cancelled),
        )
