# SPDX-License-Identifier: GPL-3.0-or-later
"""QGIS forgets all code of the plugin before it loads another version."""

from __future__ import annotations

import os
import subprocess
import sys

#: Opens a dialog of the plugin as the toolbox does, unloads the plugin as QGIS does
#: before an upgrade, and lists the modules that are still there.
UPGRADE = """
import os, sys, time
from pathlib import Path
from qgis.core import QgsApplication
app = QgsApplication([], True)
app.initQgis()
sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
from processing.core.Processing import Processing
Processing.initialize()
import qgis.utils
plugins, raster = sys.argv[1:]
sys.path.insert(0, plugins)
qgis.utils.available_plugins = ["exogenous"]
qgis.utils.loadPlugin("exogenous")
qgis.utils.startProcessingPlugin("exogenous")
def ours():
    return {name for name in sys.modules if name.partition(".")[0] == "exogenous"}
algorithm = QgsApplication.processingRegistry().createAlgorithmById("exo:stack")
dialog = algorithm.createCustomParametersWidget(None)
dialog.setParameters({"PRODUCT": raster, "EXO": raster})
dialog.show()
plan = dialog.mainWidget().wrappers["EXO"].widget.plan
end = time.monotonic() + 60
while not plan.map.isVisible() and time.monotonic() < end:
    app.processEvents()
    time.sleep(0.01)
used = ours()
dialog.close()
qgis.utils.unloadPlugin("exogenous")
packages = {name for name in used if hasattr(sys.modules.get(name), "__path__")}
print(*sorted(used))
print(*sorted(ours() - packages))
sys.stdout.flush()
os._exit(0)
"""


def test_no_module_outlives_its_version(profile, scene):
    plugins = profile / "profiles" / "default" / "python" / "plugins"
    done = subprocess.run(
        [sys.executable, "-c", UPGRADE, str(plugins), scene.radar],
        env={
            **os.environ,
            "QGIS_CUSTOM_CONFIG_PATH": str(profile),
            "QT_QPA_PLATFORM": "offscreen",
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    *_, used, left = done.stdout.splitlines()
    # Loaded by its name, which QGIS sees only where `__import__` is called.
    assert "exogenous.gui.processing.dialog" in used.split()
    assert "exogenous.core.preview" in used.split()
    assert left == ""
