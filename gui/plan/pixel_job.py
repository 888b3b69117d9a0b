# SPDX-License-Identifier: GPL-3.0-or-later
"""The background job that writes the files of a quick preview."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...core.geometry.grid import Grid
    from ...core.pipeline import Result
    from .plan_job import PlanJob


@dataclass(frozen=True, kw_only=True)
class PreviewFiles:
    """The files of a quick preview."""

    result: Result
    folder: str
    """The folder of the files, which holds nothing else."""
    as_stack: bool
    """One file holds all layers."""


@dataclass(frozen=True, kw_only=True)
class PixelJob:
    """All values that the pixels of a quick preview depend on."""

    plan: PlanJob
    grid: Grid
    """The grid of the run's result."""
    most_px: int
    """The most columns and rows of the preview."""
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
        return PreviewFiles(result=result, folder=folder, as_stack=self.plan.as_stack)

    def _written(self, folder: str) -> Result:
        from ...core.quick_preview import make_quick_preview

        return make_quick_preview(
            self.plan.request(),
            self.grid,
            folder,
            self.most_px,
            as_stack=self.plan.as_stack,
            is_cancelled=lambda: bool(self.cancelled),
        )
