# SPDX-License-Identifier: GPL-3.0-or-later
"""The attributes of a scene for results, and the facts for its description."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from datetime import datetime

    from .files import SceneFiles
    from .mtl import Mtl

#: EOReader's names of the instruments, by the start of `SENSOR_ID`.
_INSTRUMENTS: Final = (
    ("OLI_TIRS", "OLI-TIRS"),
    ("OLI", "OLI"),
    ("TIRS", "TIRS"),
    ("ETM", "ETM+"),
    ("TM", "TM"),
    ("MSS", "MSS"),
)


def attributes_of(
    files: SceneFiles, mtl: Mtl, satellite: int, sensor: str, acquired: datetime
) -> dict[str, str | float]:
    """Collect the attributes of results, named and ordered as in EOReader."""
    instrument = next(name for start, name in _INSTRUMENTS if sensor.startswith(start))
    filename = re.split(r"[/\\]", files.path.rstrip("/\\"))[-1]
    date = acquired.strftime("%Y%m%dT%H%M%S")
    word = instrument.replace("-", "_").replace("+", "")
    cover = mtl.number("CLOUD_COVER")
    found: dict[str, str | float] = {
        "constellation": f"Landsat-{satellite}",
        "constellation_id": f"L{satellite}",
        "product_path": files.path,
        "product_name": mtl.text("LANDSAT_PRODUCT_ID") or files.start,
        "product_filename": re.sub(r"(?i)(\.tar(\.gz)?|\.tgz)$", "", filename),
        "instrument": instrument,
        "product_type": "L1" if mtl.is_level_1 else "L2",
        "acquisition_date": date,
        "condensed_name": f"{date}_L{satellite}_{_tile(mtl)}_{word}",
        "orbit_direction": "DESCENDING",
    }
    # -1 stands for a cover that was not assessed.
    if cover is not None and 0 <= cover <= 100:
        found["cloud_cover"] = cover
    return found


def facts_of(mtl: Mtl, satellite: int, acquired: datetime) -> dict[str, str | float]:
    """Collect the facts that only a description shows."""
    return {
        "sensor_type": "Optical",
        "acquisition_datetime": acquired.isoformat(),
        "tile_name": _tile(mtl),
        "satellite": f"Landsat-{satellite}",
    }


def _tile(mtl: Mtl) -> str:
    """Return path and row of the Worldwide Reference System, as `008059`."""
    numbers = (mtl.number(f"WRS_{axis}") for axis in ("PATH", "ROW"))
    return "".join(f"{int(number or 0):03}" for number in numbers)
