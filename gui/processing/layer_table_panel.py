# SPDX-License-Identifier: GPL-3.0-or-later
"""The layer table in the dialog, and the plan of the run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ..layer_table.table import LayerTable
from ..plan.plan_panel import PlanPanel
from ..plan.plan_watch import PlanWatch
from ..plan.quick_preview import QuickPreview
from ..product.product_text import crs_code

if TYPE_CHECKING:
    from ..product.product_probe import Probed, ProductProbe


class LayerTablePanel(QWidget):
    """The layer table, and the plan that its rows give.

    The plan stands below the table, unless the dialog takes `plan` and its headline
    to places of their own.
    """

    #: The table's value has changed.
    changed = pyqtSignal()

    def __init__(self) -> None:
        """Start without rows."""
        super().__init__()
        self._probe: ProductProbe | None = None
        self.table = LayerTable(self)
        self.plan = PlanPanel()
        self.watch = PlanWatch(self.plan, self.table.model)
        self.quick_preview = QuickPreview()
        self.watch.planned.connect(self.quick_preview.take)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.table, 1)
        box.addWidget(self.plan.head)
        box.addWidget(self.plan)
        box.addWidget(self.quick_preview)
        self.setFocusProxy(self.table)
        self.table.changed.connect(self.changed)

    def value(self) -> object:
        """Return the table for the algorithm; None where it is empty."""
        return self.table.value()

    def set_value(self, value: object) -> None:
        """Show another table, in any form that the core reads."""
        self.table.set_value(value)

    def set_probe(self, probe: ProductProbe) -> None:
        """Follow the product that is chosen elsewhere in the dialog."""
        self._probe = probe
        probe.described.connect(self._take_product)
        self._take_product(probe.probed)

    def _take_product(self, probed: Probed | None) -> None:
        path = self._probe.path if self._probe else ""
        instant = probed.instant if probed else ""
        grid = probed.description.grid if probed else None
        self.table.set_product(path, crs_code(grid) if grid else "", instant)
