# SPDX-License-Identifier: GPL-3.0-or-later
"""The menus of the exogenous table: what can be added, and what done with rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qgis.core import QgsApplication, QgsIconUtils
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QMenu

from ...host.text import tr
from ..widgets.project_layers import NamedSource, named_source, raster_layers
from .row_display import link_icon

if TYPE_CHECKING:
    from .exo_table import ExoTable
    from .row import Link


class AddMenu(QMenu):
    """Adds layers of the project, files, what is in the clipboard, what a model has."""

    def __init__(self, table: ExoTable) -> None:
        """Take the table that it adds to."""
        super().__init__(table)
        self._table = table
        self.setTitle(tr("Add layers"))
        self.setIcon(QgsApplication.getThemeIcon("/symbologyAdd.svg"))
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List what there is now."""
        self.clear()
        self._fill_with_layers()
        links = self._table.links()
        if links:
            self._fill_with_links(links)
        act(self, self._table, "files", tr("Files…"), "/mActionFileOpen.svg", "Ins")
        icon = "/mActionEditPaste.svg"
        act(self, self._table, "paste", tr("Paste"), icon, "Ctrl+V")

    def _fill_with_layers(self) -> None:
        menu = self.addMenu(
            QgsApplication.getThemeIcon("/mIconRasterGroup.svg"),
            tr("Layers of the project"),
        )
        layers = raster_layers()
        menu.setEnabled(bool(layers))
        sources = [named_source(layer) for layer in layers]
        for layer, source in zip(layers, sources, strict=True):
            action = menu.addAction(QgsIconUtils.iconForLayer(layer), _plain(layer))
            action.triggered.connect(partial(self._add, [source]))
        if len(layers) > 1:
            menu.addSeparator()
            every = menu.addAction(tr("All of them"))
            every.triggered.connect(partial(self._add, sources))

    def _fill_with_links(self, links: list[Link]) -> None:
        menu = self.addMenu(
            QgsApplication.getThemeIcon("/processingModel.svg"),
            tr("Inputs and steps of the model"),
        )
        for link in links:
            label = link.label.replace("&", "&&")
            action = menu.addAction(link_icon(link), label)
            action.triggered.connect(partial(self._add_link, link))

    def _add(self, sources: list[NamedSource], *_checked: bool) -> None:
        self._table.model.add_sources(sources)

    def _add_link(self, link: Link, *_checked: bool) -> None:
        self._table.add_link(link)


class RowMenu(QMenu):
    """Does with the selected rows what keys and buttons do."""

    def __init__(self, table: ExoTable, *, has_rows: bool) -> None:
        """List what can be done.

        Args:
            table: Whose rows they are.
            has_rows: Whether any are selected.
        """
        super().__init__(table)
        self.addMenu(AddMenu(table))
        self.addSeparator()
        copy, cut = "/mActionEditCopy.svg", "/mActionEditCut.svg"
        paste, double = "/mActionEditPaste.svg", "/mActionDuplicateLayer.svg"
        if has_rows:
            act(self, table, "copy", tr("Copy as JSON"), copy, "Ctrl+C")
            act(self, table, "cut", tr("Cut"), cut, "Ctrl+X")
        act(self, table, "paste", tr("Paste"), paste, "Ctrl+V")
        if not has_rows:
            return
        act(self, table, "duplicate", tr("Duplicate"), double, "Ctrl+D")
        act(self, table, "remove", tr("Remove"), "/symbologyRemove.svg", "Del")
        self.addSeparator()
        act(self, table, "up", tr("Move up"), "/mActionArrowUp.svg", "Alt+Up")
        act(self, table, "down", tr("Move down"), "/mActionArrowDown.svg", "Alt+Down")


def act(
    menu: QMenu, table: ExoTable, word: str, text: str, icon: str, keys: str
) -> None:
    """Add an entry that lets the table do something.

    Its keys are only shown: the view hears them itself, and nothing twice.
    """
    native = QKeySequence.SequenceFormat.NativeText
    shown = f"{text}\t{QKeySequence(keys).toString(native)}"
    action = menu.addAction(QgsApplication.getThemeIcon(icon), shown)
    action.setObjectName(word)
    action.triggered.connect(lambda: table.do(word))


def _plain(layer: object) -> str:
    """Return a layer's name so that no letter of it is taken for a shortcut."""
    return str(layer.name()).replace("&", "&&")
