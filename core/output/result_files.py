# SPDX-License-Identifier: GPL-3.0-or-later
"""The files of a result: one for all layers, or one for each."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .encoding import layer_encoding, stack_encoding
from .file_names import safe_file_names
from .file_plan import FilePlan

if TYPE_CHECKING:
    from ..planning.plan import Plan
    from ..request.request import OutputOptions


def stack_file(plan: Plan, destination: str, options: OutputOptions) -> FilePlan:
    """Plan the file that takes all layers of a plan as bands.

    Raises:
        InvalidRequest: The path is not a GeoTIFF's, or the options do not fit.
    """
    return FilePlan(
        destination=destination,
        plan=plan,
        layers=plan.layers,
        encodings=(stack_encoding(plan, options),) * len(plan.layers),
        creation=options.creation or {},
        format=options.format,
    )


def layer_files(plan: Plan, folder: str, options: OutputOptions) -> list[FilePlan]:
    """Plan a file for each layer of a plan, named after the layer, safely.

    Raises:
        InvalidRequest: The options do not fit.
    """
    names = safe_file_names(layer.name for layer in plan.layers)
    return [
        FilePlan(
            destination=str(Path(folder) / f"{name}.tif"),
            plan=plan,
            layers=(layer,),
            encodings=(layer_encoding(layer, options),),
            creation=options.creation or {},
            format=options.format,
        )
        for layer, name in zip(plan.layers, names, strict=True)
    ]
