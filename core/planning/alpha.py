# SPDX-License-Identifier: GPL-3.0-or-later
"""Alpha bands that hold data: a fourth band of near infrared that is marked so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..message import joined, say
from ..sources.coarse_look import is_alpha_data
from ..sources.known_looks import known_look

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .plan import LayerPlan


def alpha_warnings(layers: Sequence[LayerPlan]) -> Iterator[str]:
    """Say of which layers an alpha band blanks pixels that looks like data.

    Raises:
        SourceUnreadable: The pixels are damaged, or the file is gone.
    """
    known: dict[tuple[str, int | None], bool] = {}
    for layer in layers:
        source = layer.source
        if source is None or source.alpha_band is None or layer.seen is None:
            continue
        key = source.path, source.alpha_band
        if key not in known:
            known[key] = known_look(source, is_alpha_data)
        if known[key]:
            yield _warning(layer, source.label, source.alpha_band)


def _warning(layer: LayerPlan, label: str, alpha_band: int) -> str:
    problem = say(
        "{label}: band {band} of the file is marked as alpha, and looks like data: "
        "where it is 0, nothing else has a value.",
        label=label,
        band=alpha_band,
    )
    if "band_id" in layer.tags:
        remedy = say(
            "To ignore it, give the file as an exogenous layer too, and none for its "
            'mask: in the dialog in the column Mask, in a command by the key "mask" of '
            "the row; or take the mark away (gdal_translate -colorinterp_{band} "
            "undefined).",
            band=alpha_band,
        )
    else:
        remedy = say(
            "none ignores it: in the dialog in the column Mask, in a command by the "
            'key "mask" of the row.'
        )
    return joined([problem, remedy], " ")
