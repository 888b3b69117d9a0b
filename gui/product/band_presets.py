# SPDX-License-Identifier: GPL-3.0-or-later
"""Choices of bands that are often wanted: composites, or all of a pixel size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...host.text import tr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .band_model import Band


@dataclass(frozen=True, slots=True, kw_only=True)
class Preset:
    """Bands to tick, in order."""

    label: str
    names: tuple[str, ...]


def presets_of(bands: Sequence[Band]) -> Iterator[Preset]:
    """Yield the presets for which a product has every band."""
    there = [band for band in bands if band.is_there]
    names = {band.name for band in there}
    for label, wanted in (
        (tr("True colour"), ("RED", "GREEN", "BLUE")),
        (tr("False colour, vegetation in red"), ("NIR", "RED", "GREEN")),
    ):
        if names.issuperset(wanted):
            yield Preset(label=label, names=wanted)
    finest = sorted({band.finest for band in there if band.finest})
    for size in finest if len(finest) > 1 else ():
        of_size = [band for band in there if band.finest == size]
        label = tr("All of {size}").format(size=of_size[0].finest_text)
        yield Preset(label=label, names=_names(of_size))
    if there:
        yield Preset(label=tr("Everything"), names=_names(there))


def _names(bands: Iterable[Band]) -> tuple[str, ...]:
    return tuple(band.name for band in bands)
