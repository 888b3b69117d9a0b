# SPDX-License-Identifier: GPL-3.0-or-later
"""Show what two processors do while a case of ours runs, with Linux's `perf`.

    python benchmarks/where_time_goes.py [CASE ...] [--quick] [--docs]

A column is a run, the cases' own order kept; of some cases the floor's run comes after
ours. All before the first block is the start; after it, the innermost function that
says what it is for decides, and what numpy does is told apart by what it does it for.
Waiting is what the processors had and the run did not use. By default, the cases of
which not all that is required of them holds; with --docs the table goes into
docs/performance.md.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from paths import HERE, WORK  # first: it makes the other modules known

# isort: split
import catalogue
import perf
from cases import FLOOR, OURS, all_cases
from marked import BLOCK, IMPORT, POSITIONS
from measure import RunFailed
from page import replace_part, table
from workloads import ensure

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from cases import Case
    from perf import Sample

_CASES = (
    *("a", "b", "c", "c, DEFLATE 6", "d mosaic bilinear 10 m"),
    *("d mosaic average 100 m", "d DEM average 100 m", "d cover mode 100 m"),
)
_WITH_FLOOR = ("c, DEFLATE 6",)
_PROCESSORS = 2

_RULES = [
    (name, re.compile(pattern))
    for name, pattern in {
        "encode": r"_compress\b|_compress_bound|deflate_compress|TIFFWrite|TIFFAppend"
        r"|ZSTD_compress|ThreadCompressionFunc|GDALDataset::FlushCache",
        "decode": r"libopenjp2|_decompress|TIFFRead|inflate|GDALJP2|libjpeg|libwebp",
        "positions": r"libproj|GDAL\w*Transform|libsqlite|OCTTransform|OGRCoordinate",
        "kernels": r"GDALWarp|GWK|GDALResample|ResampleChunk",
        "numpy": r"_multiarray|numpy|openblas",
        "open, close, copy": r"GDALOpen|GDALClose|GDALDriver::|VSIFOpen|GDALIdentify"
        r"|RasterIO|GDALCopyWords",
        "Python": r"python3|\.cpython-",
        "system": r"\[kernel",
    }.items()
]
_NUMPY_FOR = {BLOCK: "kernels", POSITIONS: "positions"}
_OTHER_NUMPY = "numpy, elsewhere"
_START = ("start: imports", "start: the rest")
_WAITING = ("waiting before the first block", "waiting after it")
_ROWS = (
    *_START,
    *("decode", "positions", "kernels", "encode", _OTHER_NUMPY, "Python"),
    *("open, close, copy", "system", "other"),
    *_WAITING,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Profile:
    """Where the time of one run went."""

    name: str
    wall_s: float
    first_block_s: float
    """From the run's begin."""
    spent_s: Counter[str]
    """Of all processors' time, by what it was for; waiting too."""


def main() -> int:
    """Profile some cases."""
    options = _options()
    if not perf.is_there():
        print(
            "`perf` is not on the PATH: install it (Debian: linux-perf)",
            file=sys.stderr,
        )
        return 2
    cases = {case.name: case for case in all_cases(0.25 if options.quick else 1.0)}
    unknown = set(options.cases) - set(cases)
    if unknown:
        print(f"no case is called {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    for name in options.cases:
        ensure(cases[name].size, months=cases[name].needs_months)
    try:
        profiles = [one for name in options.cases for one in _profiles(cases[name])]
    except RunFailed as error:
        print(error, file=sys.stderr)
        return 2
    text = f"{_table(profiles)}\n\nOf {OURS} {catalogue.versions(())[OURS]}."
    print(f"\n{text}")
    if options.docs:
        replace_part("profile", text)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", nargs="*", metavar="CASE", default=_CASES)
    parser.add_argument("--quick", action="store_true", help="a sixteenth of the area")
    parser.add_argument("--docs", action="store_true", help="fill docs/performance.md")
    return parser.parse_args()


def _profiles(case: Case) -> Iterator[_Profile]:
    """Run a case, and the floor of some."""
    folder = WORK / "profile"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    case.job.write(folder / "job.json")
    yield _profile(case.name, "exogenous_core", folder)
    if case.name in _WITH_FLOOR:
        program = str(HERE / "content.py")
        words = [sys.executable, program, "stack.tif", "content.npy"]
        subprocess.run(words, cwd=folder, check=True)
        yield _profile(f"{case.name}: {FLOOR}", "floor", folder, "content.npy")
    shutil.rmtree(folder)


def _profile(name: str, program: str, folder: Path, *more: str) -> _Profile:
    print(f"{name} ...", flush=True)
    marked = str(HERE / "systems" / "marked.py")
    return _told(
        name, perf.record([sys.executable, marked, program, "job.json", *more], folder)
    )


def _told(name: str, samples: Sequence[Sample]) -> _Profile:
    begin_s = min(one.at_s for one in samples)
    wall_s = max(one.at_s for one in samples) - begin_s
    first_s = min(one.at_s for one in samples if one.thread in _NUMPY_FOR)
    spent_s: Counter[str] = Counter()
    for one in samples:
        spent_s[_start(one) if one.at_s < first_s else _purpose(one)] += one.spent_s
    in_start_s = sum(spent_s[name] for name in _START)
    later_s = spent_s.total() - in_start_s
    had_s = (
        _PROCESSORS * (first_s - begin_s),
        _PROCESSORS * (begin_s + wall_s - first_s),
    )
    waited_s = had_s[0] - in_start_s, had_s[1] - later_s
    spent_s.update(dict(zip(_WAITING, waited_s, strict=True)))
    return _Profile(
        name=name, wall_s=wall_s, first_block_s=first_s - begin_s, spent_s=spent_s
    )


def _start(sample: Sample) -> str:
    return _START[0] if sample.thread == IMPORT else _START[1]


def _purpose(sample: Sample) -> str:
    for frame in sample.stack.splitlines():
        for name, pattern in _RULES:
            if pattern.search(frame):
                is_numpy = name == "numpy"
                return _NUMPY_FOR.get(sample.thread, _OTHER_NUMPY) if is_numpy else name
    return "other"


def _table(profiles: Sequence[_Profile]) -> str:
    """Return seconds: of all processors, but for the last two rows."""
    rows = [[name, *(_said(p.spent_s[name]) for p in profiles)] for name in _ROWS]
    return table(
        ("seconds of two processors", *(p.name for p in profiles)),
        [
            *rows,
            ["all", *(_said(p.spent_s.total()) for p in profiles)],
            ["wall, s", *(_said(p.wall_s) for p in profiles)],
            ["first block after, s", *(_said(p.first_block_s) for p in profiles)],
        ],
    )


def _said(seconds: float) -> str:
    return f"{seconds:.2f}"


if __name__ == "__main__":
    sys.exit(main())
