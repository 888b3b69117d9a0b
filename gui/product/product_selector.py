# SPDX-License-Identifier: GPL-3.0-or-later
"""Chooses a product (folder, archive, file or layer), and describes it in a line."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from qgis.core import QgsApplication, QgsIconUtils, QgsMapLayer, QgsSettings
from qgis.gui import QgsFilterLineEdit
from qgis.PyQt.QtCore import QSignalBlocker, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from ...host.layer_source import gdal_name
from ...host.text import told, tr
from ..widgets import dropping
from ..widgets.notes import Note
from ..widgets.project_layers import NamedSource, named_source, raster_layers
from .product_probe import ProductProbe
from .product_text import product_line
from .recent import recent_products, remember_product
from .sample_product import SampleMaker

if TYPE_CHECKING:
    from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent

    from ...sampledata.sample import SampleFiles
    from .product_probe import Probed

_LAST_FOLDER: Final = "exogenous/last_product_folder"


class ProductSelector(QWidget):
    """A path, typed, chosen, dropped or remembered, and a line that describes it."""

    #: The value has changed.
    changed = pyqtSignal()
    #: The sample is chosen, with its files as a `SampleFiles`.
    sample_chosen = pyqtSignal(object)

    def __init__(self, file_filter: str, parent: QWidget | None = None) -> None:
        """Start without a product.

        Args:
            file_filter: The filter of the dialog that asks for a file.
            parent: The dialog around the selector.
        """
        super().__init__(parent)
        self._file_filter = file_filter
        self.probe = ProductProbe(self)
        self._sample = SampleMaker(self)
        self._sample.ready.connect(self._take_sample)
        self._sample.failed.connect(lambda error: self._what.complain(told(error)))
        self._line, self._combo = DropLine(), QComboBox()
        self._set_up_line()
        self._what = Note()
        self._what.setObjectName("productWhat")
        box = QGridLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setVerticalSpacing(2)
        box.addWidget(self._combo, 0, 0)
        box.addWidget(self._browse_button(), 0, 1)
        box.addWidget(self._what, 1, 0, 1, 2)
        self.setFocusProxy(self._combo)
        self._line.textChanged.connect(self._take_text)
        self._line.dropped.connect(self._choose)
        self._combo.activated.connect(self._choose_entry)
        self.probe.asked.connect(lambda: self._what.say(tr("reading…")))
        self.probe.described.connect(self._describe)
        self.probe.refused.connect(self._what.complain)

    def _set_up_line(self) -> None:
        """Make the line of a list of the last products."""
        self._line.setObjectName("productPath")
        self._line.setPlaceholderText(
            tr("a .SAFE folder, an archive, a raster file or a layer")
        )
        self._combo.setEditable(True)
        self._combo.setLineEdit(self._line)
        self._combo.setCompleter(None)  # type: ignore[arg-type]  # Qt: for none
        self._combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self._combo.setSizeAdjustPolicy(policy)
        self._combo.setMinimumContentsLength(20)
        wide = QSizePolicy.Policy
        self._combo.setSizePolicy(wide.Expanding, wide.Fixed)
        self._fill_combo()

    def _browse_button(self) -> QToolButton:
        browse = QToolButton()
        browse.setObjectName("productBrowse")
        browse.setText("…")
        browse.setToolTip(tr("Choose a product"))
        browse.setAccessibleName(tr("Choose a product"))
        browse.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(browse)
        menu.aboutToShow.connect(partial(self._fill_menu, menu))
        browse.setMenu(menu)
        return browse

    def value(self) -> str | None:
        """Return the path as text; None where there is none."""
        return self._line.text().strip() or None

    def set_value(self, value: object) -> None:
        """Show a path, several paths, or the path of a layer."""
        if value is None or isinstance(value, str):
            text = str(value or "")
        elif isinstance(value, list | tuple):
            text = json.dumps([str(one) for one in value], ensure_ascii=False)
        elif isinstance(value, QgsMapLayer):
            text = gdal_name(value) or ""
        else:
            text = str(value)
        self._choose(text)

    def _choose(self, text: str) -> None:
        self._line.setText(text)
        self._line.setCursorPosition(len(text))
        self.probe.look(text.strip(), at_once=True)

    def _take_text(self, text: str) -> None:
        self._line.setToolTip(text)
        self.probe.look(text.strip())
        self.changed.emit()

    def _describe(self, probed: Probed | None) -> None:
        if probed is None:
            self._what.clear()
            return
        description = probed.description
        self._what.say(
            product_line(description), "\n".join(map(told, description.warnings))
        )
        remember_product(self._line.text().strip())

    # The list and the menu

    def _fill_combo(self) -> None:
        self._combo.clear()
        for path in recent_products():
            self._combo.addItem(_short(path), path)
            self._combo.setItemData(
                self._combo.count() - 1, path, Qt.ItemDataRole.ToolTipRole
            )
        layers = raster_layers()
        if layers and self._combo.count():
            self._combo.insertSeparator(self._combo.count())
        for layer in layers:
            source = named_source(layer)
            icon = QgsIconUtils.iconForLayer(layer)
            self._combo.addItem(icon, source.name, source.path)
        self._combo.setCurrentIndex(-1)

    def refresh(self) -> None:
        """List the project's current layers."""
        text = self._line.text()
        with QSignalBlocker(self._line):
            self._fill_combo()
            self._line.setText(text)

    def _choose_entry(self, number: int) -> None:
        path = self._combo.itemData(number)
        if path:
            self._choose(str(path))

    def _fill_menu(self, menu: QMenu) -> None:
        menu.clear()
        asks = (
            (tr("Folder (.SAFE)…"), "/mIconFolder.svg", self._ask_folder),
            (tr("Archive or file…"), "/mIconZip.svg", self._ask_file),
            (tr("Several rasters…"), "/mIconRasterGroup.svg", self._ask_files),
        )
        for text, icon, ask in asks:
            action = menu.addAction(QgsApplication.getThemeIcon(icon), text)
            action.triggered.connect(ask)
        layers = menu.addMenu(
            QgsApplication.getThemeIcon("/mIconRaster.svg"), tr("Layer of the project")
        )
        for layer in raster_layers():
            source = named_source(layer)
            name = source.name.replace("&", "&&")
            action = layers.addAction(QgsIconUtils.iconForLayer(layer), name)
            action.triggered.connect(partial(self._choose_source, source))
        layers.setEnabled(bool(layers.actions()))
        menu.addSeparator()
        start = QgsApplication.getThemeIcon("/mActionStart.svg")
        sample = menu.addAction(start, tr("Try it with a sample product"))
        sample.triggered.connect(self._ask_sample)

    def _ask_sample(self) -> None:
        self._what.say(tr("making the sample, for the first time only…"))
        self._sample.make()

    def _take_sample(self, files: SampleFiles) -> None:
        self._choose(str(files.product))
        self.sample_chosen.emit(files)

    def _choose_source(self, source: NamedSource, *_checked: bool) -> None:
        self._choose(source.path)

    def _ask_folder(self) -> None:
        title = tr("Choose the folder of a product")
        self._take_asked(QFileDialog.getExistingDirectory(self, title, _last_folder()))

    def _ask_file(self) -> None:
        title, folder = tr("Choose a product"), _last_folder()
        path, _ = QFileDialog.getOpenFileName(self, title, folder, self._file_filter)
        self._take_asked(path)

    def _ask_files(self) -> None:
        title, folder = tr("Choose the rasters of a product"), _last_folder()
        paths, _ = QFileDialog.getOpenFileNames(self, title, folder, self._file_filter)
        if paths:
            QgsSettings().setValue(_LAST_FOLDER, str(Path(paths[0]).parent))
            self.set_value(paths)

    def _take_asked(self, path: str) -> None:
        if path:
            QgsSettings().setValue(_LAST_FOLDER, str(Path(path).parent))
            self._choose(path)


class DropLine(QgsFilterLineEdit):
    """A line on which files, folders and layers can be dropped."""

    #: A file, folder or layer was dropped, with its path.
    dropped = pyqtSignal(str)

    def __init__(self) -> None:
        """Start empty, with a button that clears the line."""
        super().__init__()
        self.setShowClearButton(True)
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept drags that have a path."""
        if dropping.can_read(event.mimeData()):
            event.acceptProposedAction()
        else:
            super().dragEnterEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the first path."""
        sources = dropping.sources_in(event.mimeData())
        if sources:
            event.acceptProposedAction()
            self.dropped.emit(sources[0].path)
        else:
            super().dropEvent(event)


def _last_folder() -> str:
    return str(QgsSettings().value(_LAST_FOLDER, "") or "")


def _short(path: str) -> str:
    """Return a product's own name, followed by its folder."""
    folder, _, name = path.replace("\\", "/").rstrip("/").rpartition("/")
    return f"{name}  ({folder})" if folder else name
