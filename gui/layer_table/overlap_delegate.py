# SPDX-License-Identifier: GPL-3.0-or-later
"""The list of what counts where tiles overlap."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...host.parameter_names import OVERLAPS
from ...host.text import tr
from ..widgets.choices import Choice, ChoiceDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.PyQt.QtCore import QModelIndex


class OverlapDelegate(ChoiceDelegate):
    """Chooses which of several tiles counts where they overlap."""

    def choices(self, _index: QModelIndex) -> Sequence[Choice]:
        """Return all of them."""
        lines = {
            "first": tr("The first tile with a value, in the order of the tiles."),
            "last": tr("The last tile with a value."),
            "mean": tr("The mean of all that have one."),
            "nearest in time": tr("The tile dated nearest to the product."),
        }
        return [Choice(label=one, value=one, help=lines[one]) for one in OVERLAPS]
