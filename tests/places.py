# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the checkout, the real data and the stand-in for EOReader lie."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
DATA = ROOT.parent / "shared" / "data"
TOYS = TESTS / "fake_eoreader"
