# SPDX-License-Identifier: GPL-3.0-or-later
"""Run the main job with `qgis_process`: stack a product with layers, and draw it.

    python demo/run.py
    python demo/run.py --product P --exo EXO [--bands BANDS] [--pixel-size SIZE]

Without a product, the sample is made and stacked three ways. EXO is what the parameter
of that name takes: JSON text, or short text as `path|name=VV|resampler=nearest`. The
stacks and a PNG of each band are left in demo/output/. What is up to date of the
sample's is not made again, unless told so with --again.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import jobs
import numpy as np
import qgis_process
import rasterio
from render import SHEET_NAME, render
from sample import FOLDER, INVENTORY, make_sample, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

HERE = Path(__file__).resolve().parent
OUTPUT = HERE / "output"


def main() -> int:
    """Read the command line and run; return the exit code."""
    options = _options()
    OUTPUT.mkdir(exist_ok=True)
    try:
        if options.product:
            product = _resolved(options.product)
            wishes = options.exo, options.bands, options.pixel_size
            _run(jobs.of_product(product, *wishes, OUTPUT))
        else:
            _run_sample(options)
    except qgis_process.QgisProcessFailed as error:
        print(error, file=sys.stderr)
        return error.exit_code
    print(f"\nAll is in {OUTPUT}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--product", default="", help="a .SAFE folder, .zip or raster")
    parser.add_argument("--exo", default="", help="the layers to stack it with")
    parser.add_argument("--bands", default="", help="names or numbers, with commas")
    parser.add_argument("--pixel-size", default="", help="in units of its CRS")
    parser.add_argument(
        "--again", action="store_true", help="make the sample's stacks again"
    )
    return parser.parse_args()


def _resolved(product: str) -> str:
    """Make a path that exists here absolute; leave all else to the algorithm."""
    path = Path(product).expanduser()
    return str(path.resolve()) if path.exists() else product


def _run_sample(options: argparse.Namespace) -> None:
    print(f"The sample is in {FOLDER}")
    sample = make_sample(FOLDER, tell=tell)
    if options.exo or options.bands or options.pixel_size:
        wishes = options.exo, options.bands, options.pixel_size
        _run(jobs.of_product(str(sample.product), *wishes, OUTPUT))
        return
    state = _state((FOLDER / INVENTORY, *_plugin_sources()))
    for job in jobs.of_sample(sample, OUTPUT):
        _run(job, "" if options.again else state)


def _plugin_sources() -> Iterable[Path]:
    """Return the code that a stack depends on."""
    root = HERE.parent
    yield from sorted(root.glob("*.py"))
    for part in ("algorithms", "host", "core"):
        yield from sorted((root / part).rglob("*.py"))


def _state(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _run(job: jobs.Job, state: str = "") -> None:
    """Make one stack and draw it, unless it was made by the same state of things."""
    words = job.command
    typed = qgis_process.as_typed(words)
    pictures = job.output.with_suffix("")
    print(f"\n== {job.title}\n\n{typed}\n", flush=True)
    stamp = job.output.with_suffix(".made-by")
    wanted = f"{state}\n{typed}\n"
    if state and _is_made(job.output, pictures, stamp, wanted):
        print("It is there already; --again makes it again.")
    else:
        stamp.unlink(missing_ok=True)
        qgis_process.run(words)
        shutil.rmtree(pictures, ignore_errors=True)
        render(job.output, pictures)
        if state:
            stamp.write_text(wanted, encoding="utf-8")
    _tell(job.output, pictures)


def _is_made(stack: Path, pictures: Path, stamp: Path, wanted: str) -> bool:
    if not (stack.is_file() and (pictures / SHEET_NAME).is_file() and stamp.is_file()):
        return False
    return stamp.read_text(encoding="utf-8") == wanted


def _tell(stack: Path, pictures: Path) -> None:
    """Say what a stack holds, by a look at no more than about 2000 x 2000 px."""
    with rasterio.open(stack) as dataset:
        every = max(1, max(dataset.shape) // 2_000)
        shape = tuple(math.ceil(length / every) for length in dataset.shape)
        size = f"{dataset.width} x {dataset.height} px of {dataset.res[0]:g}"
        print(f"\n{stack}: {size}, {dataset.crs}, {dataset.count} bands")
        for band, name in zip(dataset.indexes, dataset.descriptions, strict=True):
            values = dataset.read(band, masked=True, out_shape=shape).compressed()
            values = values[np.isfinite(values)]
            full = 100 * values.size / math.prod(shape)
            span = f"{values.min():g} to {values.max():g}" if values.size else "nothing"
            print(f"  {band}: {name}: {span}, {full:.0f} % valid")
    print(f"Pictures: {pictures}/, all together: {pictures / SHEET_NAME}")


if __name__ == "__main__":
    raise SystemExit(main())
