# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel that says which packages are missing, and installs them on consent."""

from __future__ import annotations

from pathlib import Path
from typing import Final, cast

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QFontDatabase
from qgis.PyQt.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QFileDialog,
    QLabel,
    QPlainTextEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from ...host.packages import folder as places
from ...host.packages import proxy
from ...host.packages.command import InstallCommand, environment, install_command
from ...host.packages.needed import MORE, lacking, name_of, size_mb
from ...host.packages.use import own_packages, to_install, use_packages
from ...host.text import tr, translated
from ..widgets.warm_up import warm_up
from .install_job import InstallJob
from .other_ways import other_ways
from .panel_buttons import PanelButtons
from .report_job import ReportJob

_WIDTH_PX: Final = 700


class PackagesPanel(QDialog):
    """Installs, repairs and removes the packages of the plugin's own folder."""

    #: The packages of a run are all there now.
    ready = pyqtSignal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        """Show what is missing.

        Args:
            folder: The plugin's folder of packages.
            parent: QGIS's window.
        """
        super().__init__(parent)
        self.setWindowTitle(tr("Python packages of Exogenous"))
        self.setObjectName("exogenousPackages")
        self._folder = folder
        self._wheels: Path | None = None
        self._job = InstallJob(self)
        self._job.said.connect(self._log_line)
        self._job.ended.connect(self._end)
        self._report = ReportJob(self, folder)
        self._report.done.connect(self._show_report)
        self._make()
        self._job.progressed.connect(self._bar.setValue)
        self.finished.connect(lambda _: self._job.stop())
        self.refresh()
        self._fit()

    @property
    def command(self) -> InstallCommand:
        """What Install runs."""
        keys = tuple(key for key, box in self._boxes.items() if box.isChecked())
        wanted = to_install(self._folder, keys)
        return install_command(self._folder, wanted, self._wheels)

    def refresh(self) -> None:
        """Say what is there and what is missing."""
        here = own_packages(self._folder)
        for group in MORE:
            is_there = not group.lacking()
            box = self._boxes[group.key]
            box.setChecked(is_there or box.isChecked())
            box.setEnabled(not is_there)
        self._show_command()
        self._buttons.show_state(
            is_running=self._job.is_running,
            is_missing=bool(lacking()),
            is_own=bool(here),
            can_install=bool(self.command.requirements),
        )

    def _fit(self) -> None:
        """Be as high as the text needs, whose lines break by the width."""
        layout = cast("QVBoxLayout", self.layout())
        layout.activate()
        least = layout.minimumHeightForWidth(_WIDTH_PX)
        self.setMinimumSize(_WIDTH_PX, least)
        self.resize(_WIDTH_PX, max(layout.heightForWidth(_WIDTH_PX), least))

    def _make(self) -> None:
        self._what = QLabel()
        self._what.setObjectName("packagesWhat")
        self._what.setWordWrap(True)
        self._what.setTextFormat(Qt.TextFormat.PlainText)
        self._boxes = {one.key: QCheckBox(translated(one.label)) for one in MORE}
        self._line = _text("packagesCommand", rows=3)
        self._log = _text("packagesLog", rows=9)
        self._line.setMaximumHeight(self._line.minimumHeight())
        self._bar = QProgressBar()
        self._bar.setObjectName("packagesProgress")
        self._buttons = PanelButtons()
        layout = QVBoxLayout(self)
        layout.addWidget(self._what)
        for key, box in self._boxes.items():
            box.setObjectName(f"packages_{key}")
            box.toggled.connect(lambda _: self.refresh())
            layout.addWidget(box)
        layout.addWidget(QLabel(tr("What Install runs:")))
        for widget in (self._line, self._bar, self._log, self._buttons):
            layout.addWidget(widget)
        layout.setStretchFactor(self._log, 1)
        self._log.setPlaceholderText(tr("What pip says will be here."))
        self._bar.setValue(0)
        self._connect()

    def _connect(self) -> None:
        for name, does in {
            "install": self._install,
            "cancel": self._job.cancel,
            "wheels": self._choose_wheels,
            "copy": lambda: QApplication.clipboard().setText(self.command.line()),
            "ways": self._show_other_ways,
            "remove": self._remove,
            "report": self._report.start,
        }.items():
            self._buttons[name].clicked.connect(lambda _checked, does=does: does())
        self._buttons.closed.connect(self.close)

    def _show_command(self) -> None:
        self._line.setPlainText(self.command.line())
        wanted = self.command.requirements
        names = ", ".join(map(name_of, wanted))
        down, disk = size_mb(wanted)
        missing = ", ".join(lacking())
        if missing:
            text = tr(
                "Exogenous needs Python packages that this QGIS lacks: {packages}. "
                "Install gets {names}: about {down} MB to download, {disk} MB on the "
                "disk, into {folder}. QGIS's own packages, numpy before all, stay as "
                "they are; Uninstall removes the folder again."
            )
        elif wanted:
            text = tr(
                "All packages that the algorithms need are here. Install gets {names} "
                "anew: about {down} MB to download, {disk} MB on the disk, into "
                "{folder}."
            )
        else:
            text = tr("All packages that the algorithms need are here.")
        self._what.setText(
            text.format(
                packages=missing, names=names, down=down, disk=disk, folder=self._folder
            )
        )

    def _choose_wheels(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, tr("Folder with the packages' wheels")
        )
        if chosen:
            self._wheels = Path(chosen)
            self.refresh()
            self._install()

    def _show_other_ways(self) -> None:
        names = tuple(map(name_of, self.command.requirements)) or ("rasterio",)
        self._log.setPlainText(other_ways(names))

    def _show_report(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self._log.setPlainText(tr("Copied to the clipboard:") + "\n\n" + text)

    def _install(self) -> None:
        self._log.clear()
        self._bar.setValue(0)
        self._job.start(self.command, environment(proxy.variables()))
        self.refresh()

    def _remove(self) -> None:
        is_gone = places.remove(self._folder)
        self._log_line(
            tr("Removed. What is loaded stays loaded until QGIS is started again.")
            if is_gone
            else tr("Its files are in use: they are removed when QGIS starts again.")
        )
        use_packages(self._folder)
        self.refresh()

    def _log_line(self, line: str) -> None:
        self._log.appendPlainText(line)

    def _end(self, is_installed: bool, waits_for_start: bool) -> None:  # noqa: FBT001
        self._wheels = None
        self._bar.setValue(100 if is_installed else 0)
        if is_installed and not waits_for_start:
            use_packages(self._folder)
            warm_up.cache_clear()
            self._log_line(tr("Done: Exogenous can be used now."))
        elif waits_for_start:
            self._log_line(tr("Done: start QGIS again."))
        self.refresh()
        if is_installed and not lacking():
            self.ready.emit()


def _text(name: str, rows: int) -> QPlainTextEdit:
    """Return a field of fixed letters to read and copy from."""
    field = QPlainTextEdit()
    field.setObjectName(name)
    field.setReadOnly(True)
    field.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
    field.setMinimumHeight(field.fontMetrics().lineSpacing() * rows + 12)
    return field
