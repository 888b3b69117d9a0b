# SPDX-License-Identifier: GPL-3.0-or-later
"""The heights of a CRS: what they are called, and how far apart two kinds are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio.warp
from rasterio.crs import CRS

from ..message import say
from ..rasterio_private import GdalAppDefinedError

if TYPE_CHECKING:
    from numpy.typing import NDArray


def heights_name(crs: CRS) -> str:
    """Return what the heights of a CRS are called; empty where it has none."""
    described = _described(crs)
    if described.get("type") == "CompoundCRS":
        return str(described["components"][1]["name"])
    if len(_axes(described)) > 2:
        return say("ellipsoidal height of {crs}", crs=_geographic(described)["name"])
    return ""


def is_over_ellipsoid(crs: CRS) -> bool:
    """Tell whether the heights of a CRS are over an ellipsoid."""
    return _described(crs).get("type") != "CompoundCRS"


def height_surface(crs: CRS) -> str:
    """Return the name of the surface that the heights of a CRS are over."""
    described = _described(crs)
    if described.get("type") == "CompoundCRS":
        return _datum(described["components"][1])
    return _datum(_geographic(described))


def height_unit(crs: CRS) -> tuple[str, float]:
    """Return the unit of the heights of a CRS, and its metres.

    They are negative where the CRS has depths.
    """
    described = _described(crs)
    if described.get("type") == "CompoundCRS":
        described = described["components"][1]
    axis = _axes(described)[-1]
    unit = axis["unit"]
    name, metres = (
        (unit, 1.0)
        if isinstance(unit, str)
        else (str(unit["name"]), float(unit["conversion_factor"]))
    )
    return name, -metres if axis["direction"] == "down" else metres


def without_heights(crs: CRS) -> CRS:
    """Return the horizontal part of a CRS."""
    described = _described(crs)
    if described.get("type") == "CompoundCRS":
        return CRS.from_user_input(json.dumps(described["components"][0]))
    if len(_axes(described)) <= 2:
        return crs
    system = described["coordinate_system"]
    system["axis"] = system["axis"][:2]
    return CRS.from_user_input(
        json.dumps({key: part for key, part in described.items() if key != "id"})
    )


def height_offsets(
    dst_crs: CRS, src_crs: CRS, xs: NDArray[np.float64], ys: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Return the heights in one CRS of places at the height 0 of another.

    Two kinds of heights are as far apart at any height, but for what datums are scaled
    by: a hundredth of a millimetre in ten metres.

    Args:
        dst_crs: What the places and the heights 0 are in.
        src_crs: What their heights are wanted in.
        xs: One dimension.
        ys: As many.

    Returns:
        Heights, 0 where nothing is known that leads from one kind to the other, NaN
        where a place does not exist in the other CRS.

    Raises:
        GdalError: Nothing leads from the one CRS to the other.
    """
    if not xs.size:
        return xs.astype(np.float64)
    try:
        there = rasterio.warp.transform(dst_crs, src_crs, xs, ys, np.zeros_like(xs))
    except GdalAppDefinedError:  # of one place or more
        if xs.size == 1:
            return np.full(1, np.nan)
        half = xs.size // 2
        parts = (slice(None, half), slice(half, None))
        return np.concatenate(
            [height_offsets(dst_crs, src_crs, xs[part], ys[part]) for part in parts]
        )
    heights = np.asarray(there[2], dtype=np.float64)
    heights[~np.isfinite(heights)] = np.nan
    return heights


def _described(crs: CRS) -> dict[str, Any]:
    described: dict[str, Any] = crs.to_dict(projjson=True)
    return described


def _geographic(described: dict[str, Any]) -> dict[str, Any]:
    """Return the longitudes and latitudes below a projection."""
    base: dict[str, Any] = described.get("base_crs", described)
    return base


def _datum(described: dict[str, Any]) -> str:
    datum = described.get("datum") or described.get("datum_ensemble") or {}
    return str(datum.get("name", ""))


def _axes(described: dict[str, Any]) -> list[Any]:
    axes: list[Any] = described.get("coordinate_system", {}).get("axis", [])
    return axes
