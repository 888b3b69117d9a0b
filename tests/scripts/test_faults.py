# SPDX-License-Identifier: GPL-3.0-or-later
"""The harness that lets calls fail: it does so, and knows what was survived."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING

import pytest

from exogenous.scripts.faults.cases import CASES, make_inputs
from exogenous.scripts.faults.every_call import Server
from exogenous.scripts.faults.page import page
from exogenous.scripts.faults.shim import Fault
from exogenous.scripts.faults.stage import NEW, OLD, Stage, Trial

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or shutil.which("cc") is None,
    reason="the shim is for Linux, and is compiled",
)


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    folder = tmp_path_factory.mktemp("faults")
    make_inputs(folder / "in")
    return Stage(folder, CASES[0])


@pytest.fixture(scope="module")
def server(stage: Stage) -> Iterator[Server]:
    server = Server(stage.folder)
    stage.set_up()
    assert server.run(stage.case, Fault())["ended"] == "done"
    stage.learn()
    yield server
    server.close()


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault("open", 1, lasts=True), "cannot be"),
        (Fault("write", 1, lasts=True), "cannot be"),
        (Fault("rename", 1), "cannot be"),
        (Fault("memory", 1, lasts=True), ""),
        (Fault(room_bytes=2000), "cannot be"),
    ],
    ids=str,
)
def test_what_fails_is_told_and_changes_nothing(
    server: Server, stage: Stage, fault: Fault, said: str
) -> None:
    stage.set_up()
    told = server.run(stage.case, fault)
    if told["ended"] == "killed":  # GDAL ends the process without memory
        stage.sweep()
    else:
        assert told["ended"] == "refused"
        assert said in told["said"]
    assert stage.left() == OLD


def test_nothing_fails_by_itself(server: Server, stage: Stage) -> None:
    stage.set_up()
    told = server.run(stage.case, Fault())
    assert told["ended"] == "done"
    assert told["calls"]["rename"] >= 1
    assert stage.left() == NEW


def test_what_is_left_is_seen(server: Server, stage: Stage) -> None:
    stage.set_up()
    server.run(stage.case, Fault())
    (stage.out / "stack.tif.aux.xml").write_text("other")
    assert stage.left() == "stack.tif.aux.xml has other bytes"
    (stage.out / ".exo-1").touch()
    assert stage.left() == "temporary files: .exo-1"
    (stage.out / ".exo-1").unlink()
    (stage.out / "stack.tif.aux.xml").unlink()
    assert stage.left() == "files ['stack.tif']"


@pytest.mark.parametrize(
    ("ended", "said", "left", "survived"),
    [
        ("done", "", NEW, True),
        ("done", "", OLD, False),
        ("refused", "a word", OLD, True),
        ("refused", "a word", NEW, False),
        ("refused", "", OLD, False),
        ("refused", "two\nlines", OLD, False),
        ("killed", "SIGKILL", OLD, True),
        ("killed", "SIGKILL", "files []", False),
        ("traceback", "a word", OLD, False),
        ("hang", "", OLD, False),
    ],
)
def test_what_survives(ended: str, said: str, left: str, *, survived: bool) -> None:
    trial = Trial("f", "c", ended, said, left)
    assert trial.survived == survived
    assert ("Not survived" in page([trial], 1)) != survived


def test_page_tells_of_each_fault() -> None:
    trials = [
        Trial("open fails", "COG", "refused", "'/a/b.tif' cannot", OLD),
        Trial("open fails", "COG", "done", "", NEW),
    ]
    assert "| open fails | 2 | 2 | 1 | 1 | '…/b.tif' cannot |" in page(trials, 1)
