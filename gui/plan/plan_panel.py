# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel that shows the plan of the run, in words and on a small map."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QGridLayout, QSizePolicy, QTextBrowser, QWidget

from ...host.text import tr
from ..widgets.notes import WRONG, Note
from .footprint_map import FootprintMap, layer_colour
from .plan_text import head_line, layer_line, warning_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...core.preview import LayerPreview, Preview


class PlanPanel(QWidget):
    """Shows a preview, or the reason why there is none."""

    def __init__(self) -> None:
        """Start with a hint on what to fill in first."""
        super().__init__()
        self.head = Note(bold=True)
        self.head.setObjectName("planHead")
        self.lines = QTextBrowser()
        self.lines.setObjectName("planLines")
        self.lines.setOpenLinks(False)
        self.lines.setAccessibleName(tr("What the run will do"))
        self.lines.document().setDocumentMargin(4)
        self.map = FootprintMap()
        box = QGridLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.head, 0, 0, 1, 2)
        box.addWidget(self.lines, 1, 0)
        box.addWidget(self.map, 1, 1, Qt.AlignmentFlag.AlignTop)
        # The panel is as high as the map.
        policy = QSizePolicy.Policy
        self.lines.setSizePolicy(policy.Expanding, policy.Ignored)
        self.lines.setMinimumHeight(0)
        self.wait_for(tr("Choose a product and add layers to see what will happen."))

    def wait_for(self, text: str) -> None:
        """Show what is missing for a preview."""
        self.head.say(text)
        self._show_nothing()

    def refuse(self, reason: str) -> None:
        """Show why the run would fail."""
        self.head.complain(reason)
        self._show_nothing()

    def _show_nothing(self) -> None:
        self.lines.hide()
        self.map.hide()
        self.map.show_preview(None)

    def show_preview(
        self, preview: Preview, names: Sequence[str], wrong: int, reason: str
    ) -> None:
        """Show the preview of a run.

        Args:
            preview: The preview of the run.
            names: The names of the exogenous layers.
            wrong: How many rows of the table are wrong.
            reason: Why the run would fail on the wrong rows, which are not in the
                preview; empty where it would not.
        """
        head = head_line(preview)
        if reason:
            self.head.complain(reason)
        else:
            self.head.say(head)
        colours = {name: layer_colour(n) for n, name in enumerate(names)}
        without = tr("Without %n wrong row(s) the run would make {result}.", wrong)
        without = without.format(result=head)
        self.lines.setHtml("".join(_html(preview, colours, without if reason else "")))
        rings = [
            (ring, colours[layer.name])
            for layer in preview.layers
            if layer.name in colours
            for ring in layer.outlines
        ]
        self.map.show_preview(preview, rings)
        self.lines.show()
        self.map.show()


def _html(preview: Preview, colours: dict[str, str], without: str) -> Iterator[str]:
    if without:
        yield _warning(without, WRONG.name())
    for text in warning_lines(preview):
        yield _warning(text, "#b36b00")
    for layer in preview.layers:
        yield _line(layer, preview, colours.get(layer.name))


def _line(layer: LayerPreview, preview: Preview, colour: str | None) -> str:
    sign = f'<span style="color:{colour}">■</span> ' if colour else ""
    name = html.escape(layer.name)
    # No line ends between a number and its sign.
    words = html.escape(layer_line(layer, preview.grid)).replace(" %", "&nbsp;%")
    line = tr("{name}: {words}").format(name=f"<b>{name}</b>", words=words)
    return f"<div>{sign}{line}</div>"


def _warning(text: str, colour: str) -> str:
    return f'<div style="color:{colour}">⚠ {html.escape(text)}</div>'
