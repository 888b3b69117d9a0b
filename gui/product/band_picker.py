# SPDX-License-Identifier: GPL-3.0-or-later
"""Picks product bands: a line of names, and the list to tick and order them in."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from qgis.core import QgsApplication
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...host.text import tr
from ..widgets.buttons import action_button, icon_button
from ..widgets.notes import Note
from .band_model import BandModel
from .band_presets import presets_of
from .band_view import BandView

if TYPE_CHECKING:
    from .band_presets import Preset
    from .product_probe import Probed, ProductProbe

#: A word is called unknown once the user has stopped typing for so long.
_PAUSE_MS: Final = 700


class BandPicker(QWidget):
    """A line of band names, which is the value, and a list that edits the line."""

    #: The value has changed.
    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without a product; names can be typed without a product, too."""
        super().__init__(parent)
        self.model = BandModel(self)
        self._unlisted: list[str] = []
        self._line = QgsFilterLineEdit()
        self._line.setShowClearButton(True)
        self._line.setObjectName("bandNames")
        self._line.setPlaceholderText(
            tr("none beside layers, all without; e.g. RED, 8A, B11")
        )
        self.view = BandView(self.model)
        self.view.setObjectName("bandView")
        self.view.setAccessibleName(tr("Bands of the product"))
        self._beside_layers = False
        self._list = QWidget()
        self._note = Note()
        self._note.setObjectName("bandNote")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._complain)
        self._lay_out()
        self._line.textEdited.connect(self._take_text)
        # The stubs take the signal for a method.
        self._line.cleared.connect(  # type: ignore[attr-defined]
            lambda: self._take_text("")
        )
        self.model.changed.connect(self._take_ticks)
        self._show_list(shown=False)

    def set_probe(self, probe: ProductProbe) -> None:
        """Follow the product that is chosen elsewhere in the dialog."""
        probe.described.connect(self._take_product)
        probe.refused.connect(lambda _: self._take_product(None))
        if probe.probed:
            self._take_product(probe.probed)

    def value(self) -> str | None:
        """Return the names as text; None where there are none."""
        return self._line.text().strip() or None

    def set_value(self, value: object) -> None:
        """Show names: a text, or a list."""
        names = value if isinstance(value, list | tuple) else [value or ""]
        self._line.setText(", ".join(str(name) for name in names))
        self._take_text(self._line.text())

    def set_beside_layers(self, *, beside: bool) -> None:
        """Take whether there are layers, on which the bands without a choice depend."""
        self._beside_layers = beside
        self._tell()
        self.changed.emit()

    def summary(self) -> str:
        """Return the choice in a line."""
        return self.value() or self._default()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        box.addWidget(self._line)
        box.addWidget(self._note)
        box.addWidget(self._list, 1)
        listed = QHBoxLayout()
        listed.setSpacing(2)
        listed.addWidget(self.view)
        listed.addLayout(self._buttons())
        inner = QVBoxLayout(self._list)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(3)
        inner.addLayout(self._search())
        inner.addLayout(listed, 1)
        self.setFocusProxy(self._line)

    def _search(self) -> QHBoxLayout:
        """Make the line that searches the list, and the button of the presets."""
        search = QgsFilterLineEdit()
        search.setObjectName("bandSearch")
        search.setShowClearButton(True)
        search.setShowSearchIcon(True)
        search.setPlaceholderText(tr("search the bands"))
        search.setAccessibleName(tr("Search the bands"))
        search.textChanged.connect(self.view.search)
        presets = QToolButton()
        presets.setObjectName("bandPresets")
        presets.setText(tr("Presets"))
        presets.setToolTip(tr("Tick bands that are often wanted together"))
        presets.setIcon(QgsApplication.getThemeIcon("/mActionStyleManager.svg"))
        presets.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        presets.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        presets.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        menu = QMenu(presets)
        menu.aboutToShow.connect(partial(self._fill_presets, menu))
        presets.setMenu(menu)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(search, 1)
        row.addWidget(presets)
        return row

    def _buttons(self) -> QVBoxLayout:
        bar = QVBoxLayout()
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(2)
        bar.addWidget(action_button("bandUp", self.view.up))
        bar.addWidget(action_button("bandDown", self.view.down))
        for name, tip, icon, does in (
            ("bandAll", tr("Tick all"), "/mActionSelectAll.svg", self._tick_all),
            ("bandNone", tr("Tick none"), "/mActionDeselectAll.svg", self._tick_none),
        ):
            button = icon_button(name, tip, icon)
            button.clicked.connect(does)
            bar.addWidget(button)
        bar.addStretch()
        return bar

    def _fill_presets(self, menu: QMenu) -> None:
        menu.clear()
        for preset in presets_of(self.model.bands):
            action = menu.addAction(preset.label)
            action.setToolTip(", ".join(preset.names))
            action.triggered.connect(partial(self._take_preset, preset))

    def _take_preset(self, preset: Preset, *_checked: bool) -> None:
        self._take_text(", ".join(preset.names))

    def _show_list(self, *, shown: bool) -> None:
        self._list.setVisible(shown)
        policy = QSizePolicy.Policy
        high = policy.Preferred if shown else policy.Fixed
        self.setSizePolicy(policy.Preferred, high)

    def _take_product(self, probed: Probed | None) -> None:
        self.model.set_product(probed)
        self._show_list(shown=bool(self.model.rowCount()))
        self.view.fit()
        self._show_ticks()
        self.changed.emit()

    def _take_text(self, text: str) -> None:
        if text != self._line.text():
            self._line.setText(text)
        self._show_ticks()
        self.changed.emit()

    def _show_ticks(self) -> None:
        self._unlisted = self.model.tick(self._line.text())
        self._tell()

    def _take_ticks(self) -> None:
        self._line.setText(", ".join([*self.model.ticked(), *self._unlisted]))
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        """Say which bands are taken where none is named; complain later, if at all."""
        self._note.say("" if self.value() else self._default())
        self._pause.start()

    def _default(self) -> str:
        count = len([band for band in self.model.bands if band.is_there])
        if not count:
            return ""
        if self._beside_layers:
            return tr("None named: the result has the layers alone.")
        return tr("None named: the result has all %n band(s) of the product.", count)

    def _complain(self) -> None:
        unknown = self.model.unknown(self._unlisted) if self.model.bands else []
        if unknown:
            words = tr("The product has no band {names}.")
            self._note.complain(words.format(names=", ".join(unknown)))

    def _tick_all(self) -> None:
        self.model.tick_all(ticked=True)

    def _tick_none(self) -> None:
        self._unlisted = []
        self.model.tick_all(ticked=False)
