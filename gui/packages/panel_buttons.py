# SPDX-License-Identifier: GPL-3.0-or-later
"""The buttons of the panel of packages, and which of them can be pressed."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import (
    QDialogButtonBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...host.text import tr


class PanelButtons(QWidget):
    """Buttons by name, in two lines."""

    def __init__(self) -> None:
        """Make them."""
        super().__init__()
        texts = {
            "install": tr("Install"),
            "cancel": tr("Cancel the installation"),
            "copy": tr("Copy command"),
            "wheels": tr("From a folder…"),
            "ways": tr("Other ways"),
            "remove": tr("Uninstall"),
            "report": tr("Report"),
        }
        self._buttons = {name: QPushButton(text) for name, text in texts.items()}
        self["wheels"].setToolTip(
            tr("Installs from a folder of wheels (.whl), without internet")
        )
        self["report"].setToolTip(
            tr("What is installed where, to read or to paste into a report")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for names in (
            ("install", "cancel", "copy", "wheels", "ways"),
            ("remove", "report"),
        ):
            line = QHBoxLayout()
            line.addStretch()
            for name in names:
                self[name].setObjectName(f"packages_{name}")
                self[name].setAutoDefault(False)
                line.addWidget(self[name])
            layout.addLayout(line)
        # Qt has its own word for it, in the user's language.
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.closed = close.rejected
        line.addWidget(close)
        self["install"].setDefault(True)

    def __getitem__(self, name: str) -> QPushButton:
        """Return a button."""
        return self._buttons[name]

    def show_state(
        self, *, is_running: bool, is_missing: bool, is_own: bool, can_install: bool
    ) -> None:
        """Let those be pressed that make sense.

        Args:
            is_running: An installation is under way.
            is_missing: A package of a run is missing.
            is_own: The plugin's folder has packages.
            can_install: There is something to install, or to install anew.
        """
        is_repair = is_own and not is_missing
        self["install"].setText(tr("Repair") if is_repair else tr("Install"))
        self["install"].setVisible(not is_running)
        self["cancel"].setVisible(is_running)
        for name in ("install", "copy", "wheels"):
            self[name].setEnabled(can_install and not is_running)
        self["remove"].setEnabled(is_own and not is_running)
