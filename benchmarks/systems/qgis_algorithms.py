# SPDX-License-Identifier: GPL-3.0-or-later
"""What `qgis_process` runs: our algorithms, and QGIS's own warp."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import qgis_process
from job import CLASS_KERNELS, EPSG, Kind

if TYPE_CHECKING:
    from pathlib import Path

    from job import Job

#: Places in the lists of gdal:warpreproject.
_KERNELS = {"nearest": 0, "bilinear": 1, "cubic": 2, "average": 5, "mode": 6}
_FLOAT32, _AS_INPUT = 6, 0


def exogenous(job: Job, folder: Path) -> list[str]:
    """Return the command of exo:stack or exo:collocate; arrays become a stack."""
    rows = [
        {"name": layer.name, "path": layer.path, "resampler": layer.resampler}
        for layer in job.layers
    ]
    values = {
        "PRODUCT": job.product,
        "PIXEL_SIZE": f"{job.target.pixel_m:g}",
        "EXO": json.dumps(rows),
    }
    if job.aoi:
        values["AOI"] = job.aoi
    if job.options:
        values["CREATION_OPTIONS"] = _joined(job)
    if job.kind is Kind.LAYERS:
        values["OUTPUT_FOLDER"] = str(folder)
        return qgis_process.command("exo:collocate", values)
    values |= {"BANDS": ",".join(job.bands), "OUTPUT": str(folder / "stack.tif")}
    return qgis_process.command("exo:stack", values)


def warpreproject(job: Job, folder: Path) -> list[str]:
    """Return the command of gdal:warpreproject for a job of one layer."""
    (layer,) = job.layers
    left, bottom, right, top = (f"{edge:.15g}" for edge in job.target.bounds)
    is_kept = layer.resampler in CLASS_KERNELS
    values = {
        "INPUT": layer.path,
        "TARGET_CRS": f"EPSG:{EPSG}",
        "RESAMPLING": str(_KERNELS[layer.resampler]),
        "TARGET_RESOLUTION": f"{job.target.pixel_m:g}",
        "TARGET_EXTENT": f"{left},{right},{bottom},{top} [EPSG:{EPSG}]",
        "DATA_TYPE": str(_AS_INPUT if is_kept else _FLOAT32),
        "OPTIONS": _joined(job),
        "OUTPUT": str(folder / f"{layer.name}.tif"),
    }
    return qgis_process.command("gdal:warpreproject", values)


def _joined(job: Job) -> str:
    return "|".join(f"{key}={value}" for key, value in (job.options or {}).items())
