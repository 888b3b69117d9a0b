# SPDX-License-Identifier: GPL-3.0-or-later
"""Where EOReader is looked for, and what it would leave behind."""

from __future__ import annotations

import os
import sys
import tempfile
from typing import TYPE_CHECKING

import pytest
from places import TOYS

from exogenous.core.products.eoreader import ENVIRONMENT_VARIABLE

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def own_temporary_folder(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """Keep what sessions leave behind, if anything, where the test sees it."""
    folder = tmp_path_factory.mktemp("temporary")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def python(tmp_path: Path) -> str:
    """Make a Python in which `import eoreader` gives the toy."""
    path = os.pathsep.join([str(TOYS), *sys.path])
    script = tmp_path / "python with toy"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{path}" exec "{sys.executable}" "$@"\n')
    script.chmod(0o755)
    return str(script)


@pytest.fixture
def set_up(python: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Name that Python where the core looks."""
    monkeypatch.setenv(ENVIRONMENT_VARIABLE, python)
