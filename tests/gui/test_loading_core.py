# SPDX-License-Identifier: GPL-3.0-or-later
"""The core is loaded once, whole, and with its own libraries."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

JOBS = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location(
    "exogenous", {root!r} + "/__init__.py", submodule_search_locations=[{root!r}]
)
sys.modules["exogenous"] = module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)

from exogenous.host import own_libraries
from exogenous.gui.widgets.background import POOL

def read():
    from exogenous.core.request.layer_table import read_rows
    return own_libraries.load.cache_info().currsize

def plan():
    from exogenous.core.preview import make_preview
    return own_libraries.load.cache_info().currsize

def describe():
    from exogenous.core.products.describe import describe
    return own_libraries.load.cache_info().currsize

def values():
    from exogenous.host import values
    return own_libraries.load.cache_info().currsize

jobs = [POOL.submit(job) for job in (read, plan, describe, values)]
print([job.result() for job in jobs])
"""


def test_jobs_at_once_find_the_core_whole():
    result = subprocess.run(
        [sys.executable, "-c", JOBS.format(root=str(ROOT))],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.stdout.strip() == "[1, 1, 1, 1]", result.stderr
