# SPDX-License-Identifier: GPL-3.0-or-later
"""The origins of a result's bands, as plain values that styles are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...core.output.codes import codes_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...core.planning.plan import LayerPlan

#: The tags of bands that hold what is covered or valid, and the shares of a class.
_SHARES: Final = frozenset({"measure", "share_of_class"})


@dataclass(frozen=True, slots=True, kw_only=True)
class BandOrigin:
    """The origin of a band of a result."""

    name: str
    path: str = ""
    """The raster that the band was read from; empty for none."""
    band: int = 0
    """The 1-based band of that raster."""
    is_product_band: bool = False
    is_classes: bool = False
    """The band's values are class codes of that raster."""
    class_names: tuple[str, ...] = ()
    """The name of the class 0, of 1 and so on, as far as they have names."""
    codes: tuple[int, ...] = ()
    """The codes in the result, where the source has no colours for them."""
    is_share: bool = False
    """The band's values are shares of pixels, or validity: 0 to 1."""


def origins_of(layers: Sequence[LayerPlan], path: str) -> tuple[BandOrigin, ...]:
    """Return the origins of the bands of a result, as plain values.

    Args:
        layers: The plans of the bands, in order.
        path: The result, which is read where it alone tells which classes there are.
    """
    return tuple(
        BandOrigin(
            name=layer.name,
            path=layer.source.path if layer.source else "",
            band=layer.source.band if layer.source else 0,
            is_product_band="band_id" in layer.tags,
            is_share=not _SHARES.isdisjoint(layer.tags),
            is_classes=layer.legend.is_classes,
            class_names=layer.legend.categories,
            codes=_codes(layer, path, number),
        )
        for number, layer in enumerate(layers, 1)
    )


def _codes(layer: LayerPlan, path: str, band: int) -> tuple[int, ...]:
    has_colours = layer.source is not None and bool(layer.legend.colormap)
    if not layer.legend.is_classes or has_colours:
        return ()
    return codes_in(path, band)
