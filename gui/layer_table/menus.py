# SPDX-License-Identifier: GPL-3.0-or-later
"""The menus of the layer table: sources to add, and actions on rows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QAction, QMenu

from ...host.text import tr
from .row_display import link_icon

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qgis.PyQt.QtWidgets import QWidget

    from .row import Link
    from .row_actions import RowActions


class AddMenu(QMenu):
    """Adds layers of the project, files, the clipboard, and a model's sources."""

    def __init__(
        self,
        actions: RowActions,
        links: Callable[[], Sequence[Link]],
        parent: QWidget,
    ) -> None:
        """Start empty; the menu is filled when it opens.

        Args:
            actions: The actions of the table that rows are added to.
            links: Lists the sources of a model of the modeler.
            parent: The table.
        """
        super().__init__(parent)
        self._row_actions, self._links = actions, links
        self.setTitle(tr("Add layers"))
        self.setIcon(QgsApplication.getThemeIcon("/symbologyAdd.svg"))
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List the layers and sources that exist now."""
        self.clear()
        self.addAction(self._row_actions["layers"])
        links = self._links()
        if links:
            self._fill_with_links(links)
        self.addActions(self._row_actions.named("files", "paste"))

    def _fill_with_links(self, links: Sequence[Link]) -> None:
        menu = self.addMenu(
            QgsApplication.getThemeIcon("/processingModel.svg"),
            tr("Inputs and steps of the model"),
        )
        for link in links:
            label = link.label.replace("&", "&&")
            action = menu.addAction(link_icon(link), label)
            action.triggered.connect(partial(self._add_link, link))

    def _add_link(self, link: Link, *_checked: bool) -> None:
        self._row_actions.add_link(link)


class RowMenu(QMenu):
    """The same actions on the selected rows as by keys and buttons."""

    def __init__(
        self,
        actions: RowActions,
        links: Callable[[], Sequence[Link]],
        parent: QWidget,
        *,
        has_rows: bool,
    ) -> None:
        """List the actions.

        Args:
            actions: The actions of the table.
            links: Lists the sources of a model of the modeler.
            parent: The table.
            has_rows: Whether any rows are selected.
        """
        super().__init__(parent)
        self.addMenu(AddMenu(actions, links, self))
        self.addSeparator()
        if not has_rows:
            self.addActions(actions.named("paste", "undo", "redo"))
            return
        self.addActions(actions.named("copy", "cut", "paste", "duplicate", "remove"))
        self.addSeparator()
        self.addActions(actions.named("up", "down", "switch", "zoom", "tiles"))
        self.addSeparator()
        self.addActions(actions.named("undo", "redo"))

    def offer(self, fixes: Sequence[str], mend: Callable[[int], None]) -> None:
        """List what mends the current row above all else."""
        first = self.actions()[0]
        for number, label in enumerate(fixes):
            action = QAction(label.replace("&", "&&"), self)
            action.triggered.connect(partial(_call, mend, number))
            self.insertAction(first, action)
        if fixes:
            self.insertSeparator(first)


def _call(mend: Callable[[int], None], number: int, *_checked: bool) -> None:
    mend(number)
