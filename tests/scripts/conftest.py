# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType


@pytest.fixture
def script() -> Callable[[str], ModuleType]:
    """Import a module of `scripts` by its folder and name."""
    return lambda name: importlib.import_module(f"exogenous.scripts.{name}")
