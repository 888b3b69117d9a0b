# SPDX-License-Identifier: GPL-3.0-or-later
"""Results take their places together, whatever happens on the way."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT
from rasters import make_raster, read_back

from exogenous.core import Request, stack
from exogenous.core.output.committing.moves import Move, move_together
from exogenous.core.output.committing.run_files import JOURNAL, UNFINISHED, new_name

#: Collocates layers in a process that ends itself, or whose system fails, at one move.
CHILD = """
import importlib.util, os, pathlib, sys
root, how, at, product, out, *rows = sys.argv[1:]
spec = importlib.util.spec_from_file_location(
    "exogenous", root + "/__init__.py", submodule_search_locations=[root]
)
module = importlib.util.module_from_spec(spec)
sys.modules["exogenous"] = module
spec.loader.exec_module(module)
from exogenous.core import ExogenousError, Request, collocate, parse_exo

calls = 0

def counted(what):
    def call(*arguments, **more):
        global calls
        calls += 1
        if calls == int(at) and how == "killed":
            os.kill(os.getpid(), 9)
        if calls == int(at):
            raise PermissionError(13, "Permission denied", str(arguments[0]))
        return what(*arguments, **more)
    return call

for name in ("replace", "unlink"):
    setattr(pathlib.Path, name, counted(getattr(pathlib.Path, name)))
os.link = counted(os.link)
try:
    collocate(Request(product=product, layers=parse_exo(rows)), out)
except ExogenousError as error:
    print(error)
"""


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def rows(tmp_path: Path) -> list[str]:
    layers = [make_raster(tmp_path / f"{name}.tif") for name in "abc"]
    return [f"{layer}|resampler=nearest" for layer in layers]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder where two of the three results lie already, one of them described."""
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "a.tif").write_text("old a")
    (folder / "a.tif.aux.xml").write_text("<PAMDataset/>")
    (folder / "b.tif").write_text("old b")
    return folder


def run_child(how: str, at: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CHILD, str(ROOT), how, str(at), *arguments],
        check=False,
        capture_output=True,
        text=True,
    )


@pytest.mark.rule(12, against="the folder before the run")
class TestSeveralResults:
    #: Of the calls from the first trial name of a file to the last one removed.
    calls = range(1, 22, 2)

    @pytest.mark.parametrize("at", calls)
    def test_stay_as_they_were_where_a_move_fails(
        self, product: Path, out: Path, rows: list[str], at: int
    ) -> None:
        before = files(out)
        done = run_child("refused", at, str(product), str(out), *rows)
        assert not done.stderr, done.stderr
        after = files(out)
        if done.stdout:
            assert "cannot be written" in done.stdout
            assert {k: v for k, v in after.items() if not k.startswith(".")} == before
        else:
            assert {"a.tif", "b.tif", "c.tif"} <= after.keys()
            assert "a.tif.aux.xml" not in after

    @pytest.mark.parametrize("at", calls)
    def test_are_put_in_order_by_the_next_run(
        self, product: Path, out: Path, rows: list[str], at: int
    ) -> None:
        before = files(out)
        run_child("killed", at, str(product), str(out), *rows)
        other = out / "other.tif"
        stack(Request(product=str(product)), str(other))
        other.unlink()
        after = files(out)
        is_new = after.keys() == {"a.tif", "b.tif", "c.tif"}
        assert is_new or after == before
        if is_new:
            assert all(read_back(out / name).profile["count"] == 1 for name in after)


@pytest.mark.parametrize(
    "entries",
    [
        [{"place": "../precious.txt", "new": None, "old": None, "mark": None}],
        [{"place": "precious.txt", "new": "precious.txt", "old": None, "mark": [1]}],
        [{"place": "precious.txt", "new": None, "old": "/etc/passwd", "mark": None}],
        [{"place": "precious.txt", "new": None, "old": None, "mark": None}],
        [{"place": 1, "new": 2, "old": 3, "mark": 4}],
        [{}],
        [None],
        {},
        "precious.txt",
        None,
    ],
)
def test_a_journal_of_a_stranger_harms_nothing(
    product: Path, tmp_path: Path, entries: object
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    name = new_name(folder, JOURNAL).name.split("-")
    name[3] = str(int(name[3]) + 1)
    journal = folder / "-".join(name)
    journal.write_text(json.dumps(entries))
    for precious in (tmp_path / "precious.txt", folder / "precious.txt"):
        precious.write_text("precious")
    stack(Request(product=str(product)), str(folder / "out.tif"))
    assert (tmp_path / "precious.txt").read_text() == "precious"
    assert (folder / "precious.txt").read_text() == "precious"


def test_a_journal_that_cannot_be_written_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moves = []
    for name in ("a", "b"):
        new = new_name(tmp_path, UNFINISHED)
        new.write_text(f"new {name}", encoding="utf-8")
        (tmp_path / name).write_text(f"old {name}", encoding="utf-8")
        moves.append(Move(tmp_path / name, new))
    before = files(tmp_path)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space"):
        move_together(moves)
    assert files(tmp_path) == before
