# SPDX-License-Identifier: GPL-3.0-or-later
"""The delegates of a row's time: the times that its file has, and how one is taken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...host.parameter_names import ACQUISITION, NO_TIME, WHENS
from ...host.text import tr
from ..widgets.choices import Choice, ChoiceDelegate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qgis.PyQt.QtCore import QModelIndex

    from ...core.planning.found_times import FoundTimes
    from .model import LayerTableModel

#: A list of more entries is no list any more: those around the acquisition are shown.
_MOST_LISTED: Final = 200


class TimeDelegate(ChoiceDelegate):
    """Chooses a time of the row's file; any date can be typed."""

    is_open = True

    def choices(self, index: QModelIndex) -> Sequence[Choice]:
        """Return the acquisition, none, and the file's times."""
        model: LayerTableModel = index.model()  # type: ignore[assignment]
        finding = model.finding(index.row())
        instant = model.product_instant
        return [
            Choice(
                label=tr("as the file allows"),
                value="",
                help=tr("The acquisition where the file's times span it."),
            ),
            Choice(label=ACQUISITION, value=ACQUISITION, help=instant),
            Choice(label=NO_TIME, value=NO_TIME, help=tr("The first band.")),
            *(_of_file(finding.times, instant) if finding else ()),
        ]


class WhenDelegate(ChoiceDelegate):
    """Chooses which time around the wanted one is taken, with a line for each."""

    def choices(self, _index: QModelIndex) -> Sequence[Choice]:
        """Return all of them."""
        lines = {
            "nearest": tr("The nearest time, or the interval that holds the wanted."),
            "previous": tr("The last time before."),
            "next": tr("The first time after."),
            "linear": tr("Both, weighed by their distances."),
        }
        return [Choice(label=one, value=one, help=lines[one]) for one in WHENS]


def _of_file(times: FoundTimes, instant: str) -> list[Choice]:
    """List a file's times; of many, those nearest to the acquisition."""
    first, count = 0, len(times)
    if count > _MOST_LISTED:
        wanted = times.position(instant)
        near = 0 if wanted is None else sum(one < wanted for one in times.begins)
        first = min(max(near - _MOST_LISTED // 2, 0), count - _MOST_LISTED)
        count = _MOST_LISTED
    return [
        Choice(
            label=times.words(number),
            value=times.text(number),
            starts_group=number == first,
        )
        for number in range(first, first + count)
    ]
