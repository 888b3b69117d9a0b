# SPDX-License-Identifier: GPL-3.0-or-later
"""The core is loaded once, whole, and with its own libraries."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

PACKAGE = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location(
    "exogenous", {root!r} + "/__init__.py", submodule_search_locations=[{root!r}]
)
sys.modules["exogenous"] = module = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)

"""

JOBS = """
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


TOOLTIP = """
import threading, time
from qgis.PyQt.QtCore import Qt
from exogenous.gui.layer_table.row import Column
from exogenous.gui.layer_table.row_display import header_help
from exogenous.gui.widgets.background import POOL
from exogenous.gui.widgets.warm_up import warm_up

may_load = threading.Event()
blocking = [POOL.submit(may_load.wait) for _ in range(4)]
first = header_help(Column.CRS)
loaded = "exogenous.core" in sys.modules
may_load.set()
warm_up().result()
print([first, loaded, header_help(Column.CRS)])
"""


#: Each module is imported with the core forgotten, as which comes first is by chance.
MODULES = """
import importlib, pkgutil
from pathlib import Path
from qgis.core import QgsApplication
app = QgsApplication([], True)
app.initQgis()
sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
import exogenous.gui, exogenous.plugin

def modules():
    for one in pkgutil.walk_packages(exogenous.gui.__path__, "exogenous.gui."):
        yield importlib.import_module(one.name).__name__

loading = []
for name in modules():
    loaded = [one for one in sys.modules if one.startswith("exogenous.core")]
    if loaded:
        loading.append(name)
    for one in loaded:
        del sys.modules[one]
print(loading, flush=True)
import os
os._exit(0)
"""


def printed(script):
    result = subprocess.run(
        [sys.executable, "-c", PACKAGE.format(root=str(ROOT)) + script],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    return result.stdout.strip() or result.stderr


def test_jobs_at_once_find_the_core_whole():
    assert printed(JOBS) == "[1, 1, 1, 1]"


def test_no_dialog_loads_the_core_as_it_is_imported():
    """It would find QGIS's GDAL and PROJ instead of rasterio's own, and crash QGIS.

    What shows a preview is imported after a plan, which the core has made.
    """
    assert printed(MODULES) == "['exogenous.gui.plan.preview_layers']"


def test_a_tooltip_does_not_wait_for_the_core():
    """It is empty until the core is loaded, which QGIS's thread never does."""
    said = "The CRS, like EPSG:4326 or as WKT."
    assert printed(TOOLTIP) == f"['', False, {said!r}]"
