# SPDX-License-Identifier: GPL-3.0-or-later
"""Sessions end, and nothing of them stays: no file, no process."""

from __future__ import annotations

import pickle
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from toy_eoreader import pixels, toy, toy_interpreter

from exogenous.core import Request, load, stack
from exogenous.core.errors import Cancelled
from exogenous.core.products import open_product
from exogenous.core.products.describe import describe
from exogenous.core.products.eoreader import Session
from exogenous.core.products.eoreader.errors import EoreaderFailed
from exogenous.core.progress import SilentProgress

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the stand-in for a Python is a shell script"
)


@pytest.mark.usefixtures("set_up")
class TestEnd:
    """Nothing stays: no file, no process."""

    def test_a_run_leaves_no_file(
        self, tmp_path: Path, own_temporary_folder: Path
    ) -> None:
        out = str(tmp_path / "stack.tif")
        stack(Request(product=toy(tmp_path), bands=("RED", "NDVI")), out)
        with rasterio.open(out) as src:
            np.testing.assert_array_equal(src.read(1), pixels(100))
            assert src.descriptions == ("RED", "NDVI")
        assert not list(own_temporary_folder.iterdir())

    def test_a_dataset_keeps_its_files_as_long_as_it_lives(
        self, tmp_path: Path, own_temporary_folder: Path
    ) -> None:
        doubled = load(toy(tmp_path), "RED")["RED"] * 2
        assert list(own_temporary_folder.iterdir())
        np.testing.assert_array_equal(doubled.values[0], 2 * pixels(100))
        del doubled
        assert not list(own_temporary_folder.iterdir())

    def test_a_description_leaves_no_file(
        self, tmp_path: Path, own_temporary_folder: Path
    ) -> None:
        describe(open_product(toy(tmp_path)))
        assert not list(own_temporary_folder.iterdir())

    def test_a_failed_run_leaves_no_file(
        self, tmp_path: Path, own_temporary_folder: Path
    ) -> None:
        request = Request(product=toy(tmp_path, bands={"BROKEN": 1}))
        with pytest.raises(EoreaderFailed):
            stack(request, str(tmp_path / "out.tif"))
        assert not list(own_temporary_folder.iterdir())

    def test_cancelling_ends_it_and_what_it_has_started(self, tmp_path: Path) -> None:
        class Impatient(SilentProgress):
            def __init__(self) -> None:
                self.since: float | None = None

            def info(self, message: str) -> None:
                if message.startswith("EOReader reads"):
                    self.since = time.monotonic()

            def is_cancelled(self) -> bool:
                return self.since is not None and time.monotonic() > self.since + 1

        request = Request(product=toy(tmp_path, bands={"SLOW": 1}))
        with pytest.raises(Cancelled):
            stack(request, str(tmp_path / "out.tif"), progress=Impatient())
        time.sleep(0.2)
        assert sleepers() == []

    def test_it_ends_with_this_process(self, tmp_path: Path) -> None:
        session = Session(toy_interpreter(), toy(tmp_path, bands={"SLOW": 1}))
        assert session.product() is not None
        assert session._talk is not None
        process = session._talk._process
        session._talk.say({"do": "load", "with": slow(session)})
        time.sleep(0.5)
        assert process.stdin is not None
        process.stdin.close()  # as the system does when this process is gone
        assert process.wait(5) == 0

    def test_a_session_may_be_closed_twice_and_used_again(self, tmp_path: Path) -> None:
        session = Session(toy_interpreter(), toy(tmp_path))
        assert session.ask("find", what="find", word="RED")["name"] == "RED"
        session.close()
        session.close()
        assert session.ask("find", what="find", word="RED")["name"] == "RED"

    def test_a_session_stays_where_it_is(self, tmp_path: Path) -> None:
        session = Session(toy_interpreter(), toy(tmp_path))
        assert pickle.loads(pickle.dumps(session)) is None  # noqa: S301


def slow(session: Session) -> dict[str, Any]:
    band = {"word": "SLOW", "pixel_size": [10, 10], "file": session.new_file()}
    return {"bands": [band], "cleaning": "raw"}


def sleepers() -> list[str]:
    """List the processes that the toy has started and nobody has ended."""
    listed = subprocess.run(
        ["ps", "-eo", "args"], capture_output=True, text=True, check=True
    )
    wanted = "import time; time.sleep(600)"
    return [line for line in listed.stdout.splitlines() if line.endswith(wanted)]
