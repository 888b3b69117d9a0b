# SPDX-License-Identifier: GPL-3.0-or-later
"""Tell how long things take before anything is computed.

    python benchmarks/start.py [--runs N]

What the plugin adds to QGIS's start: from importing it to the provider in place, in a
Python that has QGIS. What a run takes before its first block: from the start of its
process to the first pixels that are asked for.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from statistics import median
from time import time
from typing import TYPE_CHECKING, Final

from paths import HERE, WORK  # first: it makes the other modules known

# isort: split
import catalogue
from cases import all_cases
from workloads import ensure

if TYPE_CHECKING:
    from collections.abc import Sequence

_CASES: Final = ("a", "b", "c", "d DEM bilinear 10 m")

_REGISTERED: Final = f"""
import sys
from time import time
sys.path.insert(0, {str(HERE / "systems")!r})
import exogenous_core
exogenous_core.register_package()
"""

_PLUGIN: Final = """
from qgis.core import QgsApplication
app = QgsApplication([], False)
app.initQgis()
start = time()
import exogenous
plugin = exogenous.classFactory(None)
plugin.initProcessing()
print(time() - start)
plugin.unload()
app.exitQgis()
"""

_FIRST_BLOCK: Final = """
import os
import exogenous.core.compute.polygon_mask as polygon_mask

def read_block(*_):
    os.write(1, f"{{time()}}\\n".encode())  # several threads may come here
    os._exit(0)

polygon_mask.read_block = read_block
sys.argv = ["exogenous_core", {job!r}]
exogenous_core.main()
"""


def main() -> int:
    """Measure both, and print the medians."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    words = [sys.executable, "-c", _REGISTERED + _PLUGIN]
    added = median(float(_said(words)[-1]) for _ in range(runs))
    print(f"the plugin adds to QGIS's start: {added:.3f} s")
    for case in all_cases(1.0):
        if case.name not in _CASES:
            continue
        ensure(case.size, months=case.needs_months)
        saved = WORK / "start.json"
        case.job.write(saved)
        text = _REGISTERED + _FIRST_BLOCK.format(job=str(saved))
        waited = []
        for _ in range(runs):
            start = time()
            waited.append(float(_said([sys.executable, "-c", text])[0]) - start)
        print(f"{case.name}: first block after {median(waited):.2f} s")
    return 0


def _said(words: Sequence[str]) -> list[str]:
    with tempfile.TemporaryDirectory(dir=WORK) as folder:
        done = subprocess.run(
            words,
            cwd=folder,
            env=catalogue.environment(),
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    return done.stdout.splitlines()


if __name__ == "__main__":
    sys.exit(main())
