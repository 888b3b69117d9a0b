# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever happened before, a folder has the last result that was finished.

The model is the value of the source and that of the result; hypothesis runs, cancels,
kills, changes the source, fills the disk, and runs twice at once, in any order.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import rasterio
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from rasters import make_raster

from exogenous.core import Request, collocate, parse_exo
from exogenous.core.errors import Cancelled, OutputNotWritable
from exogenous.core.output import geotiff
from exogenous.core.output.committing.run_files import UNFINISHED, new_name
from exogenous.core.progress import SilentProgress

VALUES = st.integers(1, 200)


class Stopping(SilentProgress):
    """Cancels a run from a share of the work on."""

    def __init__(self, at: float) -> None:
        self._at, self._done = at, 0.0

    def fraction(self, done: float) -> None:
        self._done = done

    def is_cancelled(self) -> bool:
        return self._done >= self._at


class History(RuleBasedStateMachine):
    @initialize(value=VALUES)
    def begin(self, value: int) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="exogenous-history-"))
        self.product = make_raster(self.folder / "product.tif", np.ones((4, 4)))
        self.out = self.folder / "out"
        self.source: int
        self.result: int | None = None
        self.dead: set[str] = set()
        self.change_the_source(value)

    @rule(value=VALUES)
    def change_the_source(self, value: int) -> None:
        self.source = value
        numbers = np.full((4, 4), value, dtype="uint8")
        make_raster(self.folder / "layer.tif", numbers)

    def run(self, at: float | None = None) -> None:
        rows = parse_exo({"layer": str(self.folder / "layer.tif")})
        watching = SilentProgress() if at is None else Stopping(at)
        self.dead = set()  # A run sweeps what dead ones left, whatever comes of it.
        collocate(
            Request(product=str(self.product), layers=rows),
            str(self.out),
            None,
            watching,
        )

    @rule()
    def finish(self) -> None:
        self.run()
        self.result = self.source

    @rule()
    def cancel_at_the_end(self) -> None:
        with pytest.raises(Cancelled):
            self.run(at=1.0)

    @rule()
    def fill_the_disk(self) -> None:
        def full(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(geotiff, "is_whole", full)
            with pytest.raises(OutputNotWritable, match="disk is full"):
                self.run()

    @rule()
    def kill(self) -> None:
        self.out.mkdir(exist_ok=True)
        name = new_name(self.out, UNFINISHED).name
        path = self.out / re.sub(r"-\d+-\d+-", f"-{DEAD}-1-", name, count=1)
        path.write_bytes(b"half")
        self.dead.add(path.name)

    @rule()
    def run_twice_at_once(self) -> None:
        with ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(self.run) for _ in range(2)]:
                done.result()
        self.result = self.source

    @rule()
    def remove_the_result(self) -> None:
        (self.out / "layer.tif").unlink(missing_ok=True)
        self.result = None

    @invariant()
    def folder_is_as_the_model(self) -> None:
        names = (
            {path.name for path in self.out.glob("*")} if self.out.exists() else set()
        )
        assert names == self.dead | ({"layer.tif"} if self.result else set())
        if self.result:
            with rasterio.open(self.out / "layer.tif") as src:
                assert np.array_equal(src.read(1), np.full((4, 4), self.result))

    def teardown(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


def _dead_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


DEAD = _dead_process()

TestHistory = History.TestCase
TestHistory.settings = settings(max_examples=6, stateful_step_count=10, deadline=None)
