# SPDX-License-Identifier: GPL-3.0-or-later
"""A user's first minutes: QGIS, the plugin, and none of its packages.

Run by a Python that has QGIS and nothing else, with an empty profile, the folder of the
checkout and one for pictures as arguments. Every click is counted; what was seen is
printed as JSON.
"""

from __future__ import annotations

import importlib.util
import json
import os
import sys
import time
from pathlib import Path

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

ROOT, PICTURES = sys.argv[1:]
#: An installation over a slow line.
PATIENCE_S = 240
seen: dict[str, object] = {"clicks": 0}


def package(name: str, folder: Path) -> object:
    spec = importlib.util.spec_from_file_location(
        name, folder / "__init__.py", submodule_search_locations=[str(folder)]
    )
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def tell(code: int) -> None:
    """End with what was seen."""
    sys.stdout.write(json.dumps(seen) + "\n")
    sys.stdout.flush()
    os._exit(code)


def wait(until):
    end = time.monotonic() + PATIENCE_S
    while not (found := until()):
        if time.monotonic() > end:
            tell(1)
        QApplication.processEvents()
        time.sleep(0.01)
    return found


def shown(kind, name):
    found = [
        one
        for top in QApplication.topLevelWidgets()
        for one in [top, *top.findChildren(kind)]
        if isinstance(one, kind) and one.objectName() == name and one.isVisible()
    ]
    return found[0] if found else None


def click(widget):
    seen["clicks"] += 1
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    QApplication.processEvents()


def choose(menu: QMenu, label: str):
    seen["clicks"] += 1
    action = next(one for one in menu.actions() if one.text().startswith(label))
    place = menu.actionGeometry(action).center()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseMove(menu, place)
    QTest.mouseClick(menu, left, none, place)


def qgis_own() -> dict[str, str]:
    """What QGIS's own packages are, and that they work."""
    import numpy as np
    from osgeo import gdal_array

    made = gdal_array.OpenArray(np.ones((2, 3), dtype="uint8"))
    own = {
        "numpy": f"{np.__version__} {np.__file__}",
        "gdal_array": str(made.ReadAsArray().sum()),
    }
    if importlib.util.find_spec("matplotlib"):
        import matplotlib as mpl

        mpl.use("Agg")
        from matplotlib.figure import Figure

        Figure().add_subplot().plot([1, 2])
        own["matplotlib"] = mpl.__version__
    return own


app = QgsApplication([], True)
app.initQgis()
sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
from processing.core.Processing import Processing  # noqa: E402

Processing.initialize()
seen["before"] = qgis_own()
plugin_package = package("exogenous", Path(ROOT))
from exogenous.tests.gui.window import Window  # noqa: E402

window = Window()
window.main.resize(1200, 800)
window.main.show()
plugin = plugin_package.classFactory(window)
plugin.initGui()
seen["start"] = "rasterio" in sys.modules

click(wait(lambda: shown(QToolButton, "exogenousButton")))
panel = wait(lambda: shown(QWidget, "exogenousPackages"))
QTest.qWait(200)
panel.grab().save(f"{PICTURES}/panel.png")
start = time.monotonic()
click(wait(lambda: shown(QPushButton, "packages_install")))
log = wait(lambda: shown(QPlainTextEdit, "packagesLog"))
QTest.qWait(1500)
panel.grab().save(f"{PICTURES}/installing.png")


def ended():
    """The panel closes by itself when all went well, and stays with the reason."""
    text = log.toPlainText() if panel.isVisible() else ""
    seen["log"] = text or seen.get("log", "")
    return not panel.isVisible() or "Not installed" in text


wait(ended)
seen["seconds"] = round(time.monotonic() - start, 1)
browse = wait(lambda: shown(QToolButton, "productBrowse"))
click(browse) if not browse.menu() else browse.menu().popup(QPoint(30, 30))
seen["clicks"] += bool(browse.menu())
choose(wait(QApplication.activePopupWidget), "Try it with a sample")
head = wait(lambda: shown(QWidget, "planHead"))
wait(lambda: "6 band" in head.text())
dialog = head.window()
buttons = [
    one for box in dialog.findChildren(QDialogButtonBox) for one in box.buttons()
]
click(next(one for one in buttons if one.text().strip("&") == "Run"))
layers = wait(QgsProject.instance().mapLayers)
QTest.qWait(500)
dialog.grab().save(f"{PICTURES}/stack.png")
seen["bands"] = [one.bandCount() for one in layers.values()]
seen["after"] = qgis_own()
import rasterio  # noqa: E402

seen["rasterio"] = rasterio.__file__
folder = Path(rasterio.__file__).parents[1]
seen["names"] = sorted(one.name for one in folder.iterdir() if one.is_dir())
seen["folder"] = str(folder)
seen["megabytes"] = round(
    sum(one.stat().st_size for one in folder.rglob("*") if one.is_file()) / 1e6
)
plugin.unload()
tell(0)
