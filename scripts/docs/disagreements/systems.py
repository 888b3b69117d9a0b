# SPDX-License-Identifier: GPL-3.0-or-later
"""Has the plugin, or the GDAL of some Python, resample the cases of the tests."""

from __future__ import annotations

import shlex
import subprocess
from typing import TYPE_CHECKING

import numpy as np
from truth.files import write_source, write_target

from ...package import register_package
from ...root import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from .work import Task

    #: Values by kernel.
    Values = dict[str, NDArray[np.float64]]

PLUGIN = "here"


def by_plugin(tasks: Sequence[Task], folder: Path) -> list[Values]:
    """Return what the plugin makes of the tasks.

    Args:
        tasks: What is resampled.
        folder: Takes the sources and results.
    """
    register_package()
    from truth.plugin import collocated  # noqa: PLC0415  (it needs the package)

    return [
        collocated(task.case, task.kernels, folder / str(number))
        for number, task in enumerate(tasks)
    ]


def by_referee(
    tasks: Sequence[Task], folder: Path, command: str
) -> tuple[str, list[Values]]:
    """Return a GDAL's name and version, and what it makes of the tasks.

    Args:
        tasks: What is resampled.
        folder: Takes the sources and results; one that the referee can see.
        command: Starts a Python that has GDAL's own bindings and numpy.
    """
    places = [folder / str(number) for number in range(len(tasks))]
    for task, place in zip(tasks, places, strict=True):
        place.mkdir(exist_ok=True)
        write_source(task.case, place / "source.tif")
        write_target(task.case, task.kernels, place / "target.json")
    copied = folder / "referee.py"
    copied.write_bytes((ROOT / "tests" / "truth" / copied.name).read_bytes())
    done = subprocess.run(
        [*shlex.split(command), str(copied), str(folder)],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    name = done.stdout.splitlines()[-1]
    return name, [dict(np.load(place / f"{name}.npz")) for place in places]
