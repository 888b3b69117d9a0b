# SPDX-License-Identifier: GPL-3.0-or-later
"""The attributes of a product for results, and the facts for its description."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...message import Message, say

if TYPE_CHECKING:
    from .identity import Identity


def attributes_of(product: Identity) -> tuple[dict[str, str | float], list[Message]]:
    """Collect the attributes of results, named and ordered as in EOReader.

    Returns:
        The attributes, and a sentence that names the unknown ones.
    """
    name, known = product.name, product.filename
    cloud_cover = product.tile.cloud_cover
    found: dict[str, str | float | None] = {
        "constellation": "Sentinel-2",
        "constellation_id": "S2",
        "product_path": product.path,
        "product_name": name.text if name else known,
        "product_filename": known,
        "instrument": "MSI",
        "product_type": f"MSI{product.level}",
        "acquisition_date": name.acquisition_date if name else None,
        "condensed_name": name.condensed if name else None,
        "orbit_direction": product.datatake.orbit_direction,
        "cloud_cover": product.datatake.cloud_cover
        if cloud_cover is None
        else cloud_cover,
    }
    attributes = {key: value for key, value in found.items() if value is not None}
    left_out = [key.replace("_", " ") for key in found if key not in attributes]
    problems = (
        [say("Not known and left out: {what}.", what=", ".join(left_out))]
        if left_out
        else []
    )
    return attributes, problems


def facts_of(product: Identity) -> dict[str, str | float]:
    """Collect the facts that only a description shows."""
    name, baseline = product.name, product.baseline
    found: dict[str, str | float | None] = {
        "sensor_type": "Optical",
        "acquisition_datetime": name.sensing.isoformat() if name else None,
        "tile_name": name.tile if name else None,
        "satellite": product.datatake.satellite,
        "relative_orbit": f"R{name.orbit:03}" if name else None,
        "processing_baseline": f"{baseline:05.2f}" if baseline is not None else None,
    }
    return {key: value for key, value in found.items() if value is not None}
