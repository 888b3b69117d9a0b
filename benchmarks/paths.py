# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the benchmarks and their files are; importing it makes their modules known."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
WORK = HERE / "work"

# `sampledata`; how the demo runs qgis_process; the systems.
sys.path.extend(map(str, (ROOT, ROOT / "demo", HERE / "systems")))
