# SPDX-License-Identifier: GPL-3.0-or-later
"""How many of the advanced parameters are changed, in the title of their group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QObject

from ...host.text import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qgis.PyQt.QtWidgets import QGroupBox


class ChangedCount(QObject):
    """Tells in a group's title how many values are others than at the opening."""

    def __init__(self, group: QGroupBox, wrappers: Iterable[Any]) -> None:
        """Take the values that the widgets have now for the defaults.

        Args:
            group: The group, whose title is amended while values are changed.
            wrappers: Processing's wrappers of the widgets in the group.
        """
        super().__init__(group)
        self._group, self._title = group, group.title()
        self._defaults = [(one, one.parameterValue()) for one in wrappers]
        for wrapper, _ in self._defaults:
            wrapper.widgetValueHasChanged.connect(self._tell)

    def _tell(self, *_wrapper: object) -> None:
        changed = [
            wrapper
            for wrapper, default in self._defaults
            if wrapper.parameterValue() != default
        ]
        words = tr("{title} ({count} changed)") if changed else "{title}"
        self._group.setTitle(words.format(title=self._title, count=len(changed)))
