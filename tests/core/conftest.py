# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the core share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

TESTS = Path(__file__).resolve().parent.parent

if str(TESTS) not in sys.path:  # for `rasters`
    sys.path.append(str(TESTS))

import rasters  # noqa: E402  (found there)

if TYPE_CHECKING:
    from exogenous.core.progress import Progress


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """A raster to put layers on: 40 x 50 pixels of 10 m, numbers 1 to 2000."""
    return rasters.make_raster(tmp_path / "product.tif", rasters.ramp(40, 50, "uint16"))


@pytest.fixture
def progress() -> Progress:
    """A watcher that keeps what it is told."""
    return KeptProgress()


class KeptProgress:
    """A watcher that keeps what it is told, and stops a run when it should."""

    def __init__(self) -> None:
        self.fractions: list[float] = []
        self.infos: list[str] = []
        self.warnings: list[str] = []
        self.stops_at: float | None = None

    def fraction(self, done: float) -> None:
        self.fractions.append(done)

    def info(self, message: str) -> None:
        self.infos.append(message)

    def warn(self, message: str) -> None:
        self.warnings.append(message)

    def is_cancelled(self) -> bool:
        done = self.fractions[-1] if self.fractions else 0.0
        return self.stops_at is not None and done >= self.stops_at
