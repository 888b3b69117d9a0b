# SPDX-License-Identifier: GPL-3.0-or-later
"""Warnings about results that the user may not have meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import InvalidLayer
from ..message import say
from ..request.overlaps import MEAN
from .domain import mixes_values, says_decibels
from .plan import Empty

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..request.exo_layer import ExoLayer
    from ..sources.source import Source
    from .plan import LayerPlan


def refuse_mean_of_classes(row: ExoLayer, source: Source) -> None:
    """Refuse the mean of the codes of classes where tiles overlap.

    Raises:
        InvalidLayer: The row asks for that.
    """
    if row.overlap == MEAN and source.legend.is_classes:
        raise InvalidLayer(
            row.label,
            say(
                "its tiles hold classes ({reason}), whose codes have no mean",
                reason=source.legend.classes_by,
            ),
            say("Use overlap first or last."),
        )


def findings(row: ExoLayer, layer: LayerPlan) -> Iterator[str]:
    """Yield warnings about a planned row, a sentence each."""
    if isinstance(layer.method, Empty) and row.share is None:
        yield say(
            "{label} does not overlap the area asked for: it is all nodata. Check its "
            "CRS, or leave the row out.",
            label=row.label,
        )
    elif isinstance(layer.method, Empty):
        yield say(
            "{label} does not overlap the area asked for: it is 0 everywhere. Check "
            "its CRS, or leave the row out.",
            label=row.label,
        )
    word = says_decibels(layer.source, row) if layer.source else ""
    if word and row.domain is None and mixes_values(layer):
        yield say(
            "{label}: {word!r} says that it is in decibels, and {resampler} averages "
            "them as plain numbers. db averages their power, linear says that numbers "
            "are meant: in the dialog in the column Domain, in a command by the key "
            '"domain" of the row.',
            label=row.label,
            word=word,
            resampler=layer.resampler.name,
        )
    if layer.mixes_classes:
        yield (
            say(
                "{label} holds classes, and {resampler} mixes their codes: nearest "
                "or mode keeps them.",
                label=row.label,
                resampler=layer.resampler.name,
            )
        )
