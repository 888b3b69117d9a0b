# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel of packages, with mouse and keys; packages are made up, none is fetched."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from exogenous.gui.packages.panel import PackagesPanel
from exogenous.host.packages import needed, search_order, use
from exogenous.host.packages.folder import own_folder

SLOW = "import time\ntime.sleep(60)\n"


@pytest.fixture
def wheels(tmp_path):
    """Return a maker of wheels of one module in a folder."""
    folder = tmp_path / "wheels é"
    folder.mkdir()

    def make(name: str, version: str, code: str = "") -> Path:
        info = f"{name}-{version}.dist-info"
        files = {
            f"{name}.py": code or f"__version__ = {version!r}\n",
            f"{info}/METADATA": (
                f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
            ),
            f"{info}/WHEEL": (
                "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            ),
            f"{info}/RECORD": "",
        }
        path = folder / f"{name}-{version}-py3-none-any.whl"
        with zipfile.ZipFile(path, "w") as wheel:
            for inside, text in files.items():
                wheel.writestr(inside, text)
        return folder

    return make


@pytest.fixture
def panel(user, tmp_path, monkeypatch):
    """A panel in a QGIS that lacks one package."""
    run = needed.Group(key="run", label="", requirements=("exo_needed>=1",))
    monkeypatch.setattr(needed, "RUN", run)
    monkeypatch.setattr(use, "RUN", run)
    monkeypatch.setattr(sys, "path", list(sys.path))
    yield user.show(PackagesPanel(own_folder(tmp_path / "profil é")))
    search_order.forget()
    sys.modules.pop("exo_needed", None)


def button(panel, label: str) -> QPushButton:
    (found,) = [
        one
        for one in panel.findChildren(QPushButton)
        if one.text() == label and one.isVisible()
    ]
    return found


def text(panel, name: str) -> str:
    return panel.findChild(QPlainTextEdit, name).toPlainText()


def said(panel) -> str:
    return panel.findChild(QWidget, "packagesWhat").text()


def install_from(user, panel, folder: Path, monkeypatch) -> None:
    """Press the button, and choose a folder in the dialog that it opens."""
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    user.click(button(panel, "From a folder…"))


def is_idle(panel) -> bool:
    return not panel.findChild(QPushButton, "packages_cancel").isVisible()


def test_it_says_what_is_missing_how_large_and_where(panel, tmp_path):
    assert "lacks: exo_needed." in said(panel)
    assert "1 MB to download, 1 MB on the disk" in said(panel)
    assert str(own_folder(tmp_path / "profil é")) in said(panel)
    line = text(panel, "packagesCommand")
    assert "program.py" in line
    assert "'exo_needed>=1'" in line
    assert not button(panel, "Uninstall").isEnabled()


def test_the_command_is_copied_as_it_is_shown(user, panel):
    user.click(button(panel, "Copy command"))
    assert QApplication.clipboard().text() == text(panel, "packagesCommand")


def test_other_ways_are_told(user, panel):
    user.click(button(panel, "Other ways"))
    told = text(panel, "packagesLog")
    assert "sudo apt install python3-exo_needed" in told
    assert "conda install -c conda-forge exo_needed" in told
    assert "OSGeo4W" in told


def test_more_packages_are_added_by_their_box(user, panel, monkeypatch):
    more = needed.Group(key="cloud", label="", requirements=("exo_cloud",))
    monkeypatch.setattr(use, "MORE", (more,))
    box = panel.findChild(QCheckBox, "packages_cloud")
    box.setEnabled(True)
    box.setChecked(False)
    user.click(box)
    assert text(panel, "packagesCommand").endswith("'exo_needed>=1' exo_cloud")


def test_it_installs_is_used_and_is_removed(user, panel, wheels, monkeypatch):
    """Without a restart: the package can be imported at once."""
    ready = []
    panel.ready.connect(lambda: ready.append(True))
    install_from(user, panel, wheels("exo_needed", "1.5"), monkeypatch)
    user.wait(lambda: is_idle(panel))
    assert "exo_needed 1.5 works" in text(panel, "packagesLog")
    assert panel.findChild(QProgressBar).value() == 100, text(panel, "packagesLog")
    assert ready == [True]
    assert "All packages that the algorithms need are here." in said(panel)
    import exo_needed

    assert exo_needed.__version__ == "1.5"
    assert Path(exo_needed.__file__).is_relative_to(panel._folder)

    user.click(button(panel, "Uninstall"))
    assert not panel._folder.exists()
    assert "Removed." in text(panel, "packagesLog")
    assert "lacks: exo_needed." in said(panel)


def test_a_damaged_installation_is_repaired(user, panel, wheels, monkeypatch):
    folder = wheels("exo_needed", "1.5")
    install_from(user, panel, folder, monkeypatch)
    user.wait(lambda: is_idle(panel))
    (panel._folder / "exo_needed.py").write_text("damaged")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", folder.as_uri())  # spaces part several
    user.click(button(panel, "Repair"))
    user.wait(lambda: is_idle(panel))
    assert (panel._folder / "exo_needed.py").read_text() != "damaged"


def test_a_failure_is_shown_and_can_be_tried_again(user, panel, tmp_path, monkeypatch):
    (tmp_path / "empty").mkdir()
    install_from(user, panel, tmp_path / "empty", monkeypatch)
    user.wait(lambda: is_idle(panel))
    assert "No matching distribution found for exo_needed" in text(panel, "packagesLog")
    assert "Not installed:" in text(panel, "packagesLog")
    assert panel.findChild(QProgressBar).value() == 0
    assert button(panel, "Install").isEnabled()


def test_it_is_cancelled(user, panel, wheels, monkeypatch):
    install_from(user, panel, wheels("exo_needed", "1.5", SLOW), monkeypatch)
    user.wait(lambda: "Step 3" in text(panel, "packagesLog"))
    user.click(button(panel, "Cancel the installation"))
    user.wait(lambda: is_idle(panel))
    assert "Cancelled: nothing was changed." in text(panel, "packagesLog")
    assert not panel._folder.exists()
    assert not panel._folder.with_name(panel._folder.name + ".new").exists()


def test_closing_ends_what_is_under_way(user, panel, wheels, monkeypatch):
    install_from(user, panel, wheels("exo_needed", "1.5", SLOW), monkeypatch)
    user.wait(lambda: "Step 3" in text(panel, "packagesLog"))
    user.key(Qt.Key.Key_Escape)
    user.wait(lambda: not panel.isVisible())
    assert not panel._job.is_running
    assert not panel._folder.exists()


def test_a_python_that_does_not_start_is_told(user, panel, monkeypatch):
    from exogenous.host.packages import command

    monkeypatch.setattr(command, "find", lambda _running: "/nowhere/python3")
    user.click(button(panel, "Install"))
    user.wait(lambda: is_idle(panel))
    assert "/nowhere/python3" in text(panel, "packagesCommand")
    assert button(panel, "Install").isEnabled()


def test_the_report_is_shown_and_copied(user, panel):
    user.click(button(panel, "Report"))
    user.wait(lambda: "## GDAL of rasterio" in text(panel, "packagesLog"))
    assert "## Variables" in QApplication.clipboard().text()
