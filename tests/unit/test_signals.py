# SPDX-License-Identifier: GPL-3.0-or-later
"""A signal that asks the program to end lets the run put its files away first."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from places import ROOT

from exogenous.core import Request, collocate, parse_exo
from exogenous.core.progress import SilentProgress

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="there are no such signals"
)

#: Sends itself a signal in the middle of a run.
CHILD = """
import importlib.util, signal, sys
root, product, out, number = sys.argv[1:]
spec = importlib.util.spec_from_file_location(
    "exogenous", root + "/__init__.py", submodule_search_locations=[root]
)
module = importlib.util.module_from_spec(spec)
sys.modules["exogenous"] = module
spec.loader.exec_module(module)
from exogenous.core import OutputOptions, Request, parse_exo, stack
from exogenous.core.progress import SilentProgress

class Ended(SilentProgress):
    def fraction(self, done):
        signal.raise_signal(int(number))

request = Request(product=product, layers=parse_exo([product]))
stack(request, out, OutputOptions(format="COG"), Ended())
print("the run was not stopped")
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_program_ends_by_the_signal_and_leaves_nothing(
    product: Path, tmp_path: Path, number: signal.Signals
) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "stack.tif").write_bytes(b"before")
    done = subprocess.run(
        [
            *(sys.executable, "-c", CHILD, str(ROOT), str(product)),
            *(str(out / "stack.tif"), str(int(number))),
        ],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == -number, done.stderr
    assert done.stdout == ""
    assert [path.name for path in out.iterdir()] == ["stack.tif"]
    assert (out / "stack.tif").read_bytes() == b"before"


def test_signals_do_after_a_run_what_they_did_before(
    product: Path, tmp_path: Path
) -> None:
    before = signal.getsignal(signal.SIGTERM)
    request = Request(product=str(product), layers=parse_exo([str(product)]))
    collocate(request, str(tmp_path / "out"))
    assert signal.getsignal(signal.SIGTERM) is before


def test_signals_that_somebody_else_hears_stop_no_run(
    product: Path, tmp_path: Path
) -> None:
    heard = []
    before = signal.signal(signal.SIGTERM, lambda number, _frame: heard.append(number))

    class Signalled(SilentProgress):
        def fraction(self, done: float) -> None:
            signal.raise_signal(signal.SIGTERM)

    try:
        request = Request(product=str(product), layers=parse_exo([str(product)]))
        result = collocate(request, str(tmp_path / "out"), None, Signalled())
    finally:
        signal.signal(signal.SIGTERM, before)
    assert len(result.paths) == 1
    assert set(heard) == {signal.SIGTERM}
