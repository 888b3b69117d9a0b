# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the checkout is, and how the scripts stop with a message."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "requirements-full.txt"
TOOL_REQUIREMENTS = ROOT / "requirements-dev.txt"


class SetupError(Exception):
    """What is in the way of the set-up, and what to do about it."""
