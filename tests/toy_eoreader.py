# SPDX-License-Identifier: GPL-3.0-or-later
"""Products that the stand-in for EOReader opens, and Pythons that have it."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio
from places import TOYS
from rasters import make_raster

from exogenous.core.products.eoreader import Interpreter

if TYPE_CHECKING:
    from pathlib import Path


def toy(folder: Path, name: str = "TOY_SCENE", **said: Any) -> str:
    scene = folder / name
    scene.mkdir()
    facts = {
        "pixel_size": 10.0,
        "side_px": 12,
        "bands": {"RED": 100, "NIR": 200, "TIR_1": 300, "CA": 400},
        **said,
    }
    (scene / "toy.json").write_text(json.dumps(facts))
    for band in facts["bands"]:
        if band != "CA":  # the product should have it, and has not
            place = rasterio.Affine(10, 0, 300_000, 0, -10, 6_700_000)
            pixels = np.zeros((12, 12), "u2")
            make_raster(
                scene / f"{band}.tif", pixels, crs="EPSG:32632", transform=place
            )
    return str(scene)


def pixels(add: float, side: int = 12) -> np.ndarray[Any, Any]:
    """Return what the toy loads as a band."""
    made = np.arange(side * side, dtype="f4").reshape(side, side) + np.float32(add)
    made[0, 0] = np.nan
    return made


def toy_interpreter() -> Interpreter:
    path = os.pathsep.join([str(TOYS), *sys.path])
    return Interpreter(python=sys.executable, environment={"PYTHONPATH": path})
