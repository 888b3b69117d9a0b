# SPDX-License-Identifier: GPL-3.0-or-later
"""Tests that need the peers: `make test-peers` builds them first."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from eoreader_peer import PYTHON, ROOT


@pytest.fixture(scope="session")
def eoreader_python() -> str:
    """Return the Python that has the real EOReader."""
    if not PYTHON.exists():
        pytest.skip("EOReader is not there: run `make test-peers`")
    return str(PYTHON)


@pytest.fixture(scope="session")
def sample(eoreader_python: str) -> Path:
    """Make the sample product and its layers, where they are missing."""
    folder = ROOT / "demo" / "sample"
    subprocess.run([sys.executable, ROOT / "demo" / "sample.py", folder], check=True)
    return folder
