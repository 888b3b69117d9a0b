# SPDX-License-Identifier: GPL-3.0-or-later
"""Show what a run of ours spends its processor time on, with Linux's `perf`.

    python benchmarks/where_time_goes.py [CASE] [--quick]

The call stack is sampled, native frames and all; the innermost function that says what
it is for decides. Waiting is what two processors had and the run did not use.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING

from sizes import HERE, WORK  # first: it makes the demo's modules known

sys.path.append(str(HERE / "systems"))

# isort: split
import catalogue
from cases import OURS, all_cases
from measure import run
from workloads import ensure

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cases import Case
    from measure import Cost

_PURPOSES = {
    "encode": r"_compress\b|_compress_bound|deflate_compress|TIFFWrite|TIFFAppend"
    r"|ZSTD_compress|ThreadCompressionFunc|GDALDataset::FlushCache",
    "decode": r"libopenjp2|_decompress|TIFFRead|inflate|GDALJP2|libjpeg|libwebp",
    "transform": r"libproj|GDAL\w*Transform|libsqlite|OCTTransform|OGRCoordinate",
    "kernel": r"GDALWarp|GWK|GDALResample|ResampleChunk",
    "numpy": r"_multiarray|numpy",
    "open and close": r"GDALOpen|GDALClose|GDALDriver::|VSIFOpen|GDALIdentify",
    "copy": r"RasterIO|GDALCopyWords",
    "Python": r"python3|\.cpython-",
    "system": r"\[kernel",
}
_RULES = [(name, re.compile(pattern)) for name, pattern in _PURPOSES.items()]
_HERTZ = 199
_PROCESSORS = 2


def main() -> int:
    """Profile one case."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("case", nargs="?", default="c, DEFLATE 6")
    parser.add_argument("--quick", action="store_true", help="a sixteenth of the area")
    options = parser.parse_args()
    if shutil.which("perf") is None:
        print("perf is not on the PATH (Debian: linux-perf)", file=sys.stderr)
        return 2
    cases = {case.name: case for case in all_cases(0.25 if options.quick else 1.0)}
    case = cases[options.case]
    ensure(case.size, months=case.needs_months)
    folder = WORK / "profile"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    cost = _recorded(case, folder)
    counts = Counter(map(_purpose, _samples(folder / "perf.data")))
    _show(counts, cost)
    shutil.rmtree(folder)
    return 0


def _recorded(case: Case, folder: Path) -> Cost:
    saved = folder / "job.json"
    case.job.write(saved)
    task = catalogue.Task(job=case.job, saved=saved, folder=folder, content=saved)
    perf = ["perf", "record", "-q", "-F", str(_HERTZ), "--call-graph", "dwarf,16384"]
    words = [*perf, "-o", "perf.data", "--", *catalogue.command(OURS, task)]
    environment = catalogue.environment()
    return run(words, folder=folder, log=folder / "log", environment=environment)


def _samples(data: Path) -> Iterator[str]:
    """Yield call stacks, a frame a line, innermost first."""
    words = ["perf", "script", "-i", str(data), "--no-inline", "-F", "tid,ip,sym,dso"]
    with subprocess.Popen(
        words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as told:
        frames: list[str] = []
        for line in told.stdout or ():
            if line.strip():
                frames.append(line)
            elif frames:
                yield "".join(frames[1:])
                frames = []


def _purpose(stack: str) -> str:
    for frame in stack.splitlines():
        for name, pattern in _RULES:
            if pattern.search(frame):
                return name
    return "other"


def _show(counts: Counter[str], cost: Cost) -> None:
    total = counts.total()
    print(f"wall {cost.wall_s:.1f} s, CPU {cost.cpu_s:.1f} s, {total} samples\n")
    print("| purpose | CPU, s | share |\n| --- | --- | --- |")
    for name, count in counts.most_common():
        share = count / total
        print(f"| {name} | {share * cost.cpu_s:.1f} | {100 * share:.0f} % |")
    waited = _PROCESSORS * cost.wall_s - cost.cpu_s
    print(f"| waiting, of {_PROCESSORS} processors | {waited:.1f} | |")


if __name__ == "__main__":
    sys.exit(main())
