# SPDX-License-Identifier: GPL-3.0-or-later
"""Masks as polygons in GML, as products before processing baseline 04.00 have them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..markup import add, root, to_text

if TYPE_CHECKING:
    from ..markup import Element

EOP = "http://www.opengis.net/eop/2.0"
GML = "http://www.opengis.net/gml/3.2"

Ring = Sequence[tuple[float, ...]]
"""Points, the first one again at the end."""


def mask_text(polygons: Sequence[Sequence[Ring]], *, kind: str, epsg: int) -> str:
    """Return the text of a mask file.

    Args:
        polygons: The rings of each, the outer ring first.
        kind: What the polygons mark: `DETECTOR_FOOTPRINT`.
        epsg: The CRS of their points.
    """
    root("gml", GML, "Polygon")
    document = root("eop", EOP, "Mask")
    bounds = add(document, f"{{{GML}}}boundedBy")
    srs = f"urn:ogc:def:crs:EPSG:8.7:{epsg}"
    add(bounds, f"{{{GML}}}Envelope", srsName=srs)
    members = add(document, f"{{{EOP}}}maskMembers")
    for number, rings in enumerate(polygons):
        member = add(
            members, f"{{{EOP}}}MaskFeature", **{f"{{{GML}}}id": f"m-{number}"}
        )
        add(member, f"{{{EOP}}}maskType", kind)
        extent = add(member, f"{{{EOP}}}extentOf")
        _add_rings(add(extent, f"{{{GML}}}Polygon"), rings)
    return to_text(document)


def _add_rings(polygon: Element, rings: Sequence[Ring]) -> None:
    parts = ("exterior", *["interior"] * (len(rings) - 1))
    for part, ring in zip(parts, rings, strict=True):
        around = add(add(polygon, f"{{{GML}}}{part}"), f"{{{GML}}}LinearRing")
        numbers = " ".join(f"{value:.3f}" for point in ring for value in point)
        add(around, f"{{{GML}}}posList", numbers, srsDimension=len(ring[0]))
