# SPDX-License-Identifier: GPL-3.0-or-later
"""Tell how long the first pixels of a quick preview take, and those of the screen.

    python benchmarks/preview.py PRODUCT [LAYER ...] [--bands BANDS] [--runs N]

Seconds of the clock and of the processor, from the plan that the dialog has to the
files that are shown. The first pixels should be there within a second.
"""

from __future__ import annotations

import argparse
import tempfile
from statistics import median
from time import perf_counter, process_time
from typing import TYPE_CHECKING, Final

from paths import HERE  # first: it makes the other modules known

# isort: split
import sys

sys.path.insert(0, str(HERE / "systems"))
import exogenous_core

exogenous_core.register_package()

from exogenous.core import Request, parse_exo  # noqa: E402
from exogenous.core.planning.build import make_plan  # noqa: E402
from exogenous.core.quick_preview import Sight, make_quick_preview  # noqa: E402

if TYPE_CHECKING:
    from exogenous.core.geometry.grid import Grid

#: The longer sides of the pixels that are made first, and of a screen.
_SIDES_PX: Final = (256, 1000)


def main() -> None:
    """Measure, and print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("product")
    parser.add_argument("layers", nargs="*")
    parser.add_argument("--bands", default="")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    bands = tuple(filter(None, asked.bands.split(",")))
    rows = parse_exo(asked.layers or None)
    request = Request(product=asked.product, bands=bands, layers=rows)
    grid = make_plan(request).target.dst_grid
    for side in _SIDES_PX:
        took = [_took(request, grid, side) for _ in range(asked.runs)]
        clock_s, processor_s = (median(times) for times in zip(*took, strict=True))
        print(f"{side:5d} px: {clock_s:.2f} s, {processor_s:.2f} s of processors")


def _took(request: Request, grid: Grid, side_px: int) -> tuple[float, float]:
    """Return the seconds that a preview takes on the clock, and of processors."""
    with tempfile.TemporaryDirectory() as folder:
        clock, processor = perf_counter(), process_time()
        make_quick_preview(
            request,
            grid,
            folder,
            Sight(most_px=side_px),
            as_stack=True,
            is_cancelled=lambda: False,
        )
        return perf_counter() - clock, process_time() - processor


if __name__ == "__main__":
    main()
