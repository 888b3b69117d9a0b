# SPDX-License-Identifier: GPL-3.0-or-later
"""EOReader: python eoreader_product.py JOB, in the output's folder.

Its own way to do each job, with its defaults. Layers of their own are loaded and then
written, as it has no call for that.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from arrays_out import save
from eoreader.keywords import EXO_KW
from eoreader.reader import Reader
from job import Job, Kind


def main() -> None:
    """Do the job."""
    job = Job.read(Path(sys.argv[1]))
    product = Reader().open(job.product)
    exo = {
        layer.name: {"path": layer.path, "resampler": layer.resampler}
        for layer in job.layers
    }
    keywords = {EXO_KW: exo, "pixel_size": job.target.pixel_m}
    if job.aoi:
        keywords["window"] = job.aoi
    if job.kind is Kind.STACK:
        product.stack(
            list(job.bands), stack_path="stack.tif", **keywords, **_written_as(job)
        )
        return
    dataset = product.load(list(job.bands), **keywords).compute()
    for number, layer in enumerate(job.layers):
        if job.kind is Kind.ARRAYS:
            save(number, dataset[layer.name])
        else:
            dataset[layer.name].rio.to_raster(f"{layer.name}.tif", **job.options)


def _written_as(job: Job) -> dict[str, str]:
    """Return the job's creation options in the words that EOReader takes."""
    if job.options is None:
        return {}
    lower = {key.lower(): value for key, value in job.options.items()}
    # It sets these two itself, and would hand them on twice.
    taken = {"bigtiff", "num_threads", "tiled"}
    kept = {key: value for key, value in lower.items() if key not in taken}
    return {"driver": "GTiff", **kept}


if __name__ == "__main__":
    main()
