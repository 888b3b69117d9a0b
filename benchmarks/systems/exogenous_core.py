# SPDX-License-Identifier: GPL-3.0-or-later
"""Exogenous without QGIS: python exogenous_core.py JOB, in the output's folder."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

from job import Job, Kind, Layer

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    """Do the job."""
    register_package()
    job = Job.read(Path(sys.argv[1]))
    if job.kind is Kind.ARRAYS:
        _load(job)
    else:
        _write(job)


def register_package() -> None:
    """Make the checkout the package `exogenous`, whatever its folder is called."""
    spec = importlib.util.spec_from_file_location(
        "exogenous", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    module = importlib.util.module_from_spec(spec)
    sys.modules["exogenous"] = module
    spec.loader.exec_module(module)


def _row(layer: Layer) -> dict[str, str]:
    return {"name": layer.name, "path": layer.path, "resampler": layer.resampler}


def _load(job: Job) -> None:
    from arrays_out import save

    from exogenous.core import load

    dataset = load(
        job.product,
        job.bands,
        exo=[_row(layer) for layer in job.layers],
        pixel_size=job.target.pixel_m,
    ).compute()
    for number, layer in enumerate(job.layers):
        save(number, dataset[layer.name])


def _write(job: Job) -> None:
    from exogenous.core import OutputOptions, Request, collocate, parse_exo, stack
    from exogenous.core.request.aoi_parsing import from_text

    request = Request(
        product=job.product,
        bands=job.bands,
        layers=parse_exo([_row(layer) for layer in job.layers]),
        pixel_size=job.target.pixel_m,
        aoi=from_text(job.aoi) if job.aoi else None,
    )
    options = OutputOptions(creation=job.options)
    if job.kind is Kind.STACK:
        stack(request, "stack.tif", options)
    else:
        collocate(request, ".", options)


if __name__ == "__main__":
    main()
