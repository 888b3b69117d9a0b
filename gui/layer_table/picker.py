# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialog that picks layers of the project, and bands of them, with a search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qgis.core import QgsIconUtils
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...host.text import tr
from ..widgets.project_layers import Candidate, candidates
from .row_display import short_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..widgets.project_layers import NamedSource

_OF_ITEM: Final = Qt.ItemDataRole.UserRole
_CHECKED: Final = Qt.CheckState.Checked
_UNCHECKED: Final = Qt.CheckState.Unchecked


class LayerPicker(QDialog):
    """Lists the project's raster layers, their bands below them, with check boxes."""

    def __init__(self, parent: QWidget) -> None:
        """List the layers that the project has now."""
        super().__init__(parent)
        self.setObjectName("exoPicker")
        self.setWindowTitle(tr("Add layers of the project"))
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
        self._search = QgsFilterLineEdit()
        self._search.setObjectName("exoPickerSearch")
        self._search.setShowSearchIcon(True)
        self._search.setPlaceholderText(tr("Search by name or file"))
        self._search.setAccessibleName(self._search.placeholderText())
        self._tree = QTreeWidget()
        self._tree.setObjectName("exoPickerTree")
        self._tree.setAccessibleName(tr("Layers and bands"))
        self._tree.setHeaderHidden(True)
        self._tree.setUniformRowHeights(True)
        self._buttons = self._new_buttons()
        box = QVBoxLayout(self)
        for widget in (self._search, self._tree, self._buttons):
            box.addWidget(widget)
        self._fill()
        self._search.textChanged.connect(self._filter)
        self._tree.itemChanged.connect(self._take_check)
        self._show_count()
        self._search.setFocus()

    def picked(self) -> list[tuple[NamedSource, str, str]]:
        """Return what is checked: the source, the row's name, and the band."""
        return [
            (of.source, *choice)
            for layer, of in self._layers()
            if of.source
            for choice in _choices(layer, of)
        ]

    def sizeHint(self) -> QSize:
        """Return a size with room for some twenty layers."""
        letter = self.fontMetrics()
        return QSize(70 * letter.averageCharWidth(), 26 * letter.lineSpacing())

    def _new_buttons(self) -> QDialogButtonBox:
        kind = QDialogButtonBox.StandardButton
        role = QDialogButtonBox.ButtonRole.ActionRole
        buttons = QDialogButtonBox(kind.Ok | kind.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        for name, text, state in (
            ("exoPickerAll", tr("Check all shown"), _CHECKED),
            ("exoPickerNone", tr("Check none"), _UNCHECKED),
        ):
            button = buttons.addButton(text, role)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _, state=state: self._check_shown(state))
        return buttons

    def _fill(self) -> None:
        for candidate in candidates():
            layer = QTreeWidgetItem(self._tree, [candidate.layer.name()])
            layer.setData(0, _OF_ITEM, candidate)
            layer.setIcon(0, QgsIconUtils.iconForLayer(candidate.layer))
            if candidate.source is None:
                layer.setText(0, f"{layer.text(0)} ({candidate.reason})")
                layer.setToolTip(0, candidate.reason)
                layer.setFlags(Qt.ItemFlag.NoItemFlags)
                continue
            layer.setToolTip(0, candidate.source.path)
            layer.setCheckState(0, _UNCHECKED)
            if len(candidate.bands) > 1:
                layer.setFlags(layer.flags() | Qt.ItemFlag.ItemIsAutoTristate)
                for band in candidate.bands:
                    child = QTreeWidgetItem(layer, [band])
                    child.setCheckState(0, _UNCHECKED)

    def _layers(self) -> Iterator[tuple[QTreeWidgetItem, Candidate]]:
        for number in range(self._tree.topLevelItemCount()):
            item = self._tree.topLevelItem(number)
            if item is not None:
                yield item, item.data(0, _OF_ITEM)

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for item, of in self._layers():
            file = short_path(of.source.path) if of.source else ""
            found = f"{item.text(0)} {file}".casefold()
            item.setHidden(not all(word in found for word in words))

    def _check_shown(self, state: Qt.CheckState) -> None:
        for item, of in self._layers():
            if of.source and (state == _UNCHECKED or not item.isHidden()):
                item.setCheckState(0, state)

    def _take_check(self, item: QTreeWidgetItem) -> None:
        self._show_count()
        if item.childCount() and item.checkState(0) != _UNCHECKED:
            item.setExpanded(True)

    def _show_count(self) -> None:
        count = len(self.picked())
        ok = self._buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(count > 0)
        ok.setText(tr("Add %n row(s)", count) if count else tr("Add"))


def _choices(layer: QTreeWidgetItem, of: Candidate) -> Iterator[tuple[str, str]]:
    """Yield the row's name and the band of each check below a layer, or of its own."""
    name = of.layer.name()
    children = [layer.child(number) for number in range(layer.childCount())]
    if not children and layer.checkState(0) == _CHECKED:
        yield name, "1"
    for number, child in enumerate(children, 1):
        if child.checkState(0) == _CHECKED:
            described = child.text(0).partition(": ")[2]
            yield f"{name} {described or number}", str(number)
