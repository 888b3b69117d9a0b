# SPDX-License-Identifier: GPL-3.0-or-later
"""Compare what runs take with what their plans said: memory, disk and time.

    python benchmarks/promises.py [--requests N] [--first N]

Each request is random, from its number alone, and is run in a process of its own. A
promise is kept if the run takes no more; it is close if it is at most twice of what the
run takes. Memory is that of the whole process, which has loaded Python, GDAL and numpy
before: that much is promised and used alike. Small amounts count as `_LEAST`, which
nobody plans for. Linux only.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from paths import HERE  # first: it makes the other modules known

# isort: split
import numpy as np
import rasterio
from affine import Affine
from typing_extensions import Self

sys.path.insert(0, str(HERE / "systems"))
import exogenous_core

exogenous_core.register_package()

from exogenous.core import OutputOptions, Request, collocate, parse_exo, stack  # noqa: E402  # noqa: E402
from exogenous.core.output.needs import Needs, needs  # noqa: E402
from exogenous.core.output.result_files import layer_files, stack_file  # noqa: E402
from exogenous.core.planning.build import make_plan  # noqa: E402

_MB: Final = 1_000_000

#: Amounts below count as these: nobody's computer is short of them.
_LEAST: Final = {"memory_bytes": 64 * _MB, "disk_bytes": _MB, "seconds": 2.0}

_WORDS: Final = {"memory_bytes": "MB", "disk_bytes": "MB", "seconds": "s"}

_KERNELS: Final = (
    *("nearest", "bilinear", "cubic", "lanczos", "average", "mode", "min", "med"),
)

_CRS: Final = "EPSG:32632"
_LEFT, _TOP = 500_000.0, 6_700_020.0


def main() -> None:
    """Run all requests and print what came of the promises."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--one", type=int, help="run this request alone")
    parser.add_argument("--folder", type=Path, help="where its inputs are")
    asked = parser.parse_args()
    if asked.one is not None:
        print(json.dumps({"number": asked.one, **_measured(asked.folder, asked.one)}))
        return
    found: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="exogenous-promises-") as name:
        folder = Path(name)
        _make_inputs(folder)
        for number in range(asked.first, asked.first + asked.requests):
            one = _apart(folder, number)
            found.append(one)
            print(_line(one), flush=True)
    for key in _LEAST:
        _judge(key, [one for one in found if key in one.get("used", {})])


def _judge(key: str, found: list[dict[str, Any]]) -> None:
    ratios = [
        max(one["promised"][key], _LEAST[key]) / max(one["used"][key], _LEAST[key])
        for one in found
    ]
    kept, close = (
        sum(r >= 1 for r in ratios),
        sum(r <= 2 for r in ratios),
    )
    print(
        f"{key}: of {len(ratios)} promises {kept} kept, {close} at most twice what is "
        f"used; least {min(ratios):.2f}, median {np.median(ratios):.2f}"
    )


def _line(one: dict[str, Any]) -> str:
    if "used" not in one:
        return f"{one['number']:4d} {one}"
    parts = []
    for key in _LEAST:
        unit = 1.0 if key == "seconds" else _MB
        used, promised = one["used"][key] / unit, one["promised"][key] / unit
        parts.append(f"{used:7.1f} of {promised:7.1f} {_WORDS[key]}")
    return f"{one['number']:4d} " + ", ".join(parts) + f"  {one['what']}"


def _apart(folder: Path, number: int) -> dict[str, Any]:
    """Run a request in a process of its own."""
    words = [sys.executable, __file__, "--one", str(number), "--folder", str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    try:
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        return {"number": number, "error": done.stderr[-300:]}
    return found


def _measured(folder: Path, number: int) -> dict[str, Any]:
    request, options, as_stack = _random(folder, number)
    out = folder / f"out{number}"
    out.mkdir()
    place = str(out / "stack.tif") if as_stack else str(out)
    plan = make_plan(request)
    files = (
        [stack_file(plan, place, options)]
        if as_stack
        else layer_files(plan, place, options)
    )
    promised: Needs = needs(files, options)
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    before = _status("VmRSS")
    with _DiskWatch(out) as disk:
        start = time.perf_counter()
        (stack if as_stack else collocate)(request, place, options)
        seconds = time.perf_counter() - start
    used = {
        "memory_bytes": _status("VmHWM"),
        "disk_bytes": disk.most_bytes,
        "seconds": seconds,
    }
    for path in out.iterdir():
        path.unlink()
    grid = plan.target.window
    kinds = " ".join(
        f"{one.resampler.name}:{type(one.method).__name__[:2]}"
        for one in plan.layers[:6]
    )
    told = {key: getattr(promised, key) for key in _LEAST}
    told["memory_bytes"] += before
    return {
        "used": used,
        "promised": told,
        "what": f"{grid.cols}x{grid.rows} px {request.pixel_size:g} m x "
        f"{len(plan.layers)} {options.format} {options.dtype} {options.creation} "
        f"{options.threads} thr {options.memory_bytes} {kinds}",
    }


class _DiskWatch:
    """Notes the most that the files in a folder have at any time."""

    def __init__(self, folder: Path) -> None:
        self._folder, self.most_bytes, self._is_over = folder, 0, False
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over = True
        self._thread.join()
        self._note()

    def _look(self) -> None:
        while not self._is_over:
            self._note()
            time.sleep(0.02)

    def _note(self) -> None:
        total = 0
        for entry in os.scandir(self._folder):
            with suppress(FileNotFoundError):
                total += entry.stat().st_size
        self.most_bytes = max(self.most_bytes, total)


def _status(name: str) -> int:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) * 1024
    raise KeyError(name)


def _random(folder: Path, number: int) -> tuple[Request, OutputOptions, bool]:
    """Make the request of a number."""
    chance = random.Random(number)  # noqa: S311  (no secret)
    sources = ("dem.tif", "dem_geo.tif", "cover.tif", "cover_geo.tif", "coarse.tif")
    count = chance.choice((1, 1, 2, 3, 5, 12))
    rows = []
    for row in range(count):
        path = chance.choice(sources)
        kernel = chance.choice(_KERNELS)
        if path.startswith("cover"):
            kernel = chance.choice(("nearest", "mode", "average"))
        path = str(folder / path)
        rows.append({"name": f"l{row}", "path": path, "resampler": kernel})
    as_stack = chance.random() < 0.7
    is_cog = chance.random() < 0.2
    creation = chance.choice(
        ({}, {}, {"COMPRESS": "NONE"}, {"COMPRESS": "ZSTD"}, {"INTERLEAVE": "PIXEL"})
    )
    if is_cog:
        creation.pop("INTERLEAVE", None)
    most = 20_000 * chance.choice((0.1, 0.3, 1.0))
    size = chance.choice((5.0, 10.0, 10.0, 20.0, 60.0, 100.0))
    edge = min(most, size * chance.choice((300, 1000, 2500)))
    aoi = f"{_LEFT},{_LEFT + edge},{_TOP - edge},{_TOP} [{_CRS}]"
    request = Request(
        product=str(folder / "product.tif"),
        bands=chance.choice(((), ("1",), ("1", "2"))) if as_stack else (),
        layers=parse_exo(rows),
        pixel_size=size,
        aoi=_area(aoi),
        validity=as_stack and chance.random() < 0.1,
    )
    options = OutputOptions(
        threads=chance.choice((None, None, 1, 4)),
        memory_bytes=chance.choice((None, None, None, 300 * _MB, 1000 * _MB)),
        dtype=chance.choice((None, None, None, None, "int16")),
        format="COG" if is_cog else "GTiff",
        creation=creation or None,
    )
    return request, options, as_stack


def _area(text: str) -> Any:
    from exogenous.core.request.aoi_parsing import from_text  # noqa: PLC0415

    return from_text(text)


def _make_inputs(folder: Path) -> None:
    """Write a product and layers with the noise that measured values have."""
    chance = np.random.default_rng(1)
    at = Affine(10, 0, _LEFT, 0, -10, _TOP)
    bands = chance.integers(300, 3000, (2, 2000, 2000)).astype(np.uint16)
    _write(folder / "product.tif", _CRS, at, bands)
    far = np.add.outer(np.arange(1500), np.arange(1500)) / 1500
    heights = (700 * np.sin(5 * far) + chance.normal(0, 3, far.shape)).astype("f4")
    codes = chance.integers(0, 9, (150, 150)).astype(np.uint8)
    codes = codes.repeat(10, axis=0).repeat(10, axis=1)
    codes[chance.random(codes.shape) < 0.02] = 9
    at = Affine(15, 0, _LEFT - 200, 0, -15, _TOP + 200)
    _write(folder / "dem.tif", _CRS, at, heights[np.newaxis])
    _write(folder / "cover.tif", _CRS, at, codes[np.newaxis])
    step = 0.0002
    at = Affine(step * 1.6, 0, 8.98, 0, -step, 60.45)
    _write(folder / "dem_geo.tif", "EPSG:4326", at, heights[np.newaxis])
    _write(folder / "cover_geo.tif", "EPSG:4326", at, codes[np.newaxis])
    at = Affine(0.25, 0, 5, 0, -0.25, 65)
    field = chance.normal(280, 5, (1, 40, 40)).astype("f4")
    _write(folder / "coarse.tif", "EPSG:4326", at, field)


def _write(path: Path, crs: str, at: Affine, numbers: Any) -> None:
    count, rows, cols = numbers.shape
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=cols,
        height=rows,
        count=count,
        dtype=numbers.dtype,
        crs=crs,
        transform=at,
        compress="deflate",
        tiled=True,
        blockxsize=256,
        blockysize=256,
    ) as dst:
        dst.write(numbers)


if __name__ == "__main__":
    main()
