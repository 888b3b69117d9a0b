# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs a case as a script of a user's would: python -m scripts.faults.job FOLDER CASE.

FOLDER holds the inputs in `in`, and takes the result into `out`. The exit code is 1
after an error, which is one line on standard error.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ..package import register_package
from .cases import CASES

if TYPE_CHECKING:
    from .cases import Case


#: What the program says once all is loaded.
READY: Final = "ready"


def run_case(core: Any, case: Case, folder: Path, progress: Any = None) -> None:
    """Run a case.

    Args:
        core: The package's core, as imported.
        case: The case.
        folder: Holds `in`, and takes `out`.
        progress: Watches the run, as the core has it.

    Raises:
        ExogenousError: Of the core.
    """
    inputs, out = folder / "in", folder / "out"
    rows = {
        name: {**row, "path": str(inputs / row["path"])}
        for name, row in case.layers.items()
    }
    request = core.Request(
        product=str(inputs / "product.tif"),
        layers=core.parse_exo(rows),
        **case.request,
    )
    options = core.OutputOptions(threads=2, **case.options)
    if case.call == "stack":
        core.stack(request, str(out / "stack.tif"), options, progress)
    else:
        core.collocate(request, str(out), options, progress)


def main(folder: Path, name: str) -> int:
    """Run a case; return the exit code."""
    register_package()
    core = importlib.import_module("exogenous.core")
    case = next(case for case in CASES if case.name == name)
    # From here on it is the run that hears signals, and no more Python as it starts.
    print(READY, flush=True)
    try:
        run_case(core, case, folder)
    except core.ExogenousError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2]))
