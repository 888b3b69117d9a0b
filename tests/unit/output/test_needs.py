# SPDX-License-Identifier: GPL-3.0-or-later
"""What a plan says a run will take; benchmarks/promises.py compares it with runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from rasters import make_raster, placed, ramp

from exogenous.core import OutputOptions, Request, parse_exo, stack
from exogenous.core.errors import OutOfMemory
from exogenous.core.output import room
from exogenous.core.output.needs import Needs, needs, needs_text
from exogenous.core.output.result_files import stack_file
from exogenous.core.planning.build import make_plan
from exogenous.core.progress import SilentProgress

if TYPE_CHECKING:
    from pathlib import Path

MB = 1_000_000


class Told(SilentProgress):
    """Keeps what a run says."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def info(self, message: str) -> None:
        self.said.append(message)


@pytest.fixture
def request_of(tmp_path: Path) -> Request:
    product = make_raster(tmp_path / "p.tif", ramp(300, 300, "uint16"))
    layer = make_raster(
        tmp_path / "a.tif", ramp(200, 200), transform=placed(pixel=17.0)
    )
    rows = parse_exo([{"name": "a", "path": str(layer), "resampler": "cubic"}])
    return Request(product=str(product), bands=("1",), layers=rows)


def needed(request: Request, folder: Path, **options: Any) -> Needs:
    given = OutputOptions(**options)
    file = stack_file(make_plan(request), str(folder / "out.tif"), given)
    return needs([file], given)


def test_files_are_no_larger_than_it_says(request_of: Request, tmp_path: Path) -> None:
    for options in ({}, {"creation": {"COMPRESS": "NONE"}}, {"format": "COG"}):
        said = needed(request_of, tmp_path, **options)
        stack(request_of, str(tmp_path / "out.tif"), OutputOptions(**options))
        size = (tmp_path / "out.tif").stat().st_size
        assert size <= said.disk_bytes


def test_more_threads_take_more_memory_and_less_time(
    request_of: Request, tmp_path: Path
) -> None:
    from dataclasses import replace

    finer = replace(request_of, pixel_size=0.7)
    one, four = (needed(finer, tmp_path, threads=n) for n in (1, 4))
    assert one.memory_bytes < four.memory_bytes
    assert one.seconds >= four.seconds
    little = needed(finer, tmp_path, threads=4, memory_bytes=1)
    assert little.memory_bytes < four.memory_bytes


def test_the_log_tells_it(request_of: Request, tmp_path: Path) -> None:
    told = Told()
    stack(request_of, str(tmp_path / "out.tif"), None, told)
    (line,) = [text for text in told.said if "of memory" in text]
    assert "on the disk, and about" in line


def test_words() -> None:
    small = needs_text(Needs(memory_bytes=10, disk_bytes=3 * MB, seconds=0.1))
    assert small == (
        "It takes at most 1 MB of memory and 3 MB on the disk, and about 1 s."
    )
    large = needs_text(
        Needs(memory_bytes=1200 * MB, disk_bytes=35_000 * MB, seconds=600)
    )
    assert "1.2 GB of memory and 35.0 GB on the disk, and about 10 min" in large


def test_too_little_memory_is_fewer_blocks_or_refused_before(
    request_of: Request, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "free_bytes", lambda: 1000)
    with pytest.raises(OutOfMemory):
        stack(request_of, str(tmp_path / "out.tif"))
    assert not (tmp_path / "out.tif").exists()
    one = needed(request_of, tmp_path, threads=1, memory_bytes=1).memory_bytes
    monkeypatch.setattr(room, "free_bytes", lambda: one)
    stack(request_of, str(tmp_path / "out.tif"), OutputOptions(threads=8))
    assert (tmp_path / "out.tif").exists()
