# SPDX-License-Identifier: GPL-3.0-or-later
"""The actions on rows as their users see them: words, icons and keys."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ...host.text import mark


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionWords:
    """An action's words, before translation, its icon and its keys."""

    name: str
    text: str
    icon: str
    """The icon's name in QGIS's theme."""
    keys: tuple[str, ...] = ()
    tip: str = ""
    """Empty for the text."""


ACTIONS: Final = (
    ActionWords(
        name="layers",
        text=mark("Layers of the project…"),
        icon="/mIconRasterGroup.svg",
        keys=("Ctrl+L",),
    ),
    ActionWords(
        name="files",
        text=mark("Files…"),
        icon="/mActionFileOpen.svg",
        keys=("Ins",),
    ),
    ActionWords(
        name="zoom",
        text=mark("Zoom to the layer"),
        icon="/mActionZoomToLayer.svg",
    ),
    ActionWords(
        name="copy",
        text=mark("Copy as JSON"),
        icon="/mActionEditCopy.svg",
        keys=("Ctrl+C",),
    ),
    ActionWords(
        name="cut",
        text=mark("Cut"),
        icon="/mActionEditCut.svg",
        keys=("Ctrl+X",),
    ),
    ActionWords(
        name="paste",
        text=mark("Paste"),
        icon="/mActionEditPaste.svg",
        keys=("Ctrl+V",),
    ),
    ActionWords(
        name="duplicate",
        text=mark("Duplicate"),
        icon="/mActionDuplicateLayer.svg",
        keys=("Ctrl+D",),
        tip=mark("Duplicate the selected rows"),
    ),
    ActionWords(
        name="remove",
        text=mark("Remove"),
        icon="/symbologyRemove.svg",
        keys=("Del", "Backspace"),
        tip=mark("Remove the selected rows"),
    ),
    ActionWords(
        name="tiles",
        text=mark("Make tiles of one layer"),
        icon="/mActionMergeFeatures.svg",
        tip=mark("Make one row of the selected rows, whose files are its tiles"),
    ),
    ActionWords(
        name="up",
        text=mark("Move up"),
        icon="/mActionArrowUp.svg",
        keys=("Alt+Up",),
    ),
    ActionWords(
        name="down",
        text=mark("Move down"),
        icon="/mActionArrowDown.svg",
        keys=("Alt+Down",),
    ),
    ActionWords(
        name="undo",
        text=mark("Undo"),
        icon="/mActionUndo.svg",
        keys=("Ctrl+Z",),
    ),
    ActionWords(
        name="redo",
        text=mark("Redo"),
        icon="/mActionRedo.svg",
        keys=("Ctrl+Shift+Z", "Ctrl+Y"),
    ),
    ActionWords(
        name="switch",
        text=mark("Use in the run"),
        icon="/mActionToggleAllLayers.svg",
        keys=("Space",),
    ),
)
