# SPDX-License-Identifier: GPL-3.0-or-later
"""The panel that shows the plan of the run, in words and on a small map."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QHBoxLayout, QSizePolicy, QTextBrowser, QWidget

from ...host.text import tr
from ..widgets.colours import TEXT, ground_of, legible
from ..widgets.notes import WRONG
from .footprint_map import FootprintMap, layer_colour
from .headline import Headline
from .plan_text import head_line, layer_line, warning_lines

if TYPE_CHECKING:
    from ...core.preview import LayerPreview, Preview

#: The colour of warnings about what may be meant.
_DOUBT: Final = QColor(179, 107, 0)


class PlanPanel(QWidget):
    """Shows a preview, or the reason why there is none.

    The headline is a widget of its own, for a place that is always in sight.
    """

    def __init__(self) -> None:
        """Start with a hint on what to fill in first."""
        super().__init__()
        self.head = Headline()
        self.head.asked.connect(self._go_to_lines)
        self.lines = QTextBrowser()
        self.lines.setObjectName("planLines")
        self.lines.setOpenLinks(False)
        self.lines.setAccessibleName(tr("What the run will do"))
        self.lines.setPlaceholderText(tr("The plan of the run appears here."))
        self.lines.document().setDocumentMargin(4)
        self.map = FootprintMap()
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.lines, 1)
        box.addWidget(self.map, 0, Qt.AlignmentFlag.AlignTop)
        policy = QSizePolicy.Policy
        self.lines.setSizePolicy(policy.Expanding, policy.Expanding)
        self.lines.setMinimumHeight(0)
        self.setSizePolicy(policy.Expanding, policy.Expanding)
        self.wait_for(tr("Choose a product and add layers to see what will happen."))

    def wait_for(self, text: str) -> None:
        """Show what is missing for a preview."""
        self.head.say(text)
        self._show_nothing()

    def refuse(self, reason: str) -> None:
        """Show why the run would fail."""
        self.head.complain(reason)
        self._show_nothing()
        self.lines.setHtml(self._warning(reason, WRONG))

    def _warning(self, text: str, colour: QColor) -> str:
        ground = self.lines.palette().color(QPalette.ColorRole.Base)
        name = legible(colour, ground, TEXT).name()
        return f'<div style="color:{name}">⚠ {html.escape(text)}</div>'

    def _show_nothing(self) -> None:
        self.lines.clear()
        self.map.hide()
        self.map.show_preview(None)

    def _go_to_lines(self) -> None:
        """Show the first line of the plan, wherever the dialog is scrolled to."""
        self.lines.verticalScrollBar().setValue(0)
        self.lines.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_preview(self, preview: Preview, wrong: int, reason: str) -> None:
        """Show the preview of a run.

        Args:
            preview: The preview of the run.
            wrong: How many rows of the table are wrong.
            reason: Why the run would fail on the wrong rows, which are not in the
                preview; empty where it would not.
        """
        head, warnings = head_line(preview), list(warning_lines(preview))
        if reason:
            self.head.complain(reason)
        else:
            self.head.say(head, len(warnings))
        ground = ground_of(self)
        colours = _colours(preview, ground)
        without = tr("Without %n wrong row(s) the run would make {result}.", wrong)
        without = without.format(result=head)
        said = [self._warning(without, WRONG)] if reason else []
        said += [self._warning(text, _DOUBT) for text in warnings]
        said += [_line(one, preview, colours.get(one.name)) for one in preview.layers]
        self.lines.setHtml("".join(said))
        # The warnings come first, and Qt would keep the place in the text before.
        self.lines.verticalScrollBar().setValue(0)
        rings = {
            ring: colours[layer.name]
            for layer in preview.layers
            if layer.name in colours
            for ring in layer.outlines
        }
        self.map.show_preview(preview, list(rings.items()))
        self.map.show()


def _colours(preview: Preview, ground: QColor) -> dict[str, QColor]:
    """Return a colour for each layer; the layers of one raster share its outline's."""
    exo = [layer for layer in preview.layers if layer.name in preview.exo_names]
    rasters = list(dict.fromkeys((layer.path, layer.outlines) for layer in exo))
    return {
        layer.name: layer_colour(rasters.index((layer.path, layer.outlines)), ground)
        for layer in exo
    }


def _line(layer: LayerPreview, preview: Preview, colour: QColor | None) -> str:
    sign = f'<span style="color:{colour.name()}">■</span> ' if colour else ""
    name = html.escape(layer.name)
    # No line ends between a number and its sign.
    words = html.escape(layer_line(layer, preview.grid)).replace(" %", "&nbsp;%")
    line = tr("{name}: {words}").format(name=f"<b>{name}</b>", words=words)
    return f"<div>{sign}{line}</div>"
