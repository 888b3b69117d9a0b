# SPDX-License-Identifier: GPL-3.0-or-later
"""Has the plugin, and GDAL of several versions, resample the cases of the tests."""

from __future__ import annotations

import shlex
import subprocess
import sys
from typing import TYPE_CHECKING

import numpy as np
from truth.files import write_source, write_target

from ..package import register_package
from ..root import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from truth.cases import Case

    #: Values by kernel.
    Values = dict[str, NDArray[np.float64]]

PLUGIN = "plugin"

#: The GDAL of this Python's bindings, and that of its rasterio.
OWN = (f"{sys.executable}: gdal", f"{sys.executable}: rasterio")


def by_system(
    work: Sequence[tuple[Case, Sequence[str]]], folder: Path, referees: Sequence[str]
) -> dict[str, list[Values]]:
    """Return what each system makes of the cases, by the system's name.

    Args:
        work: Cases, and the kernels that each is resampled with.
        folder: Takes the sources and results.
        referees: Commands of Pythons, each with what it has: `COMMAND: gdal` or
            `COMMAND: rasterio`.
    """
    register_package()
    from truth.plugin import collocated  # noqa: PLC0415  (it needs the package)

    places = [folder / str(number) for number in range(len(work))]
    found: dict[str, list[Values]] = {PLUGIN: []}
    for (case, kernels), place in zip(work, places, strict=True):
        found[PLUGIN].append(collocated(case, kernels, place))
        write_source(case, place / "source.tif")
        write_target(case, kernels, place / "target.json")
    for referee in (*OWN, *referees):
        name = _judged(referee, folder)
        found[name] = [dict(np.load(place / f"{name}.npz")) for place in places]
    return found


def _judged(referee: str, folder: Path) -> str:
    """Have a referee resample all cases; return its name."""
    command, _, bindings = referee.rpartition(":")
    program = ROOT / "tests" / "truth" / "referee.py"
    copied = folder / program.name  # where the referee can see it
    copied.write_bytes(program.read_bytes())
    done = subprocess.run(
        [*shlex.split(command), str(copied), str(folder), bindings.strip()],
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout.splitlines()[-1]
