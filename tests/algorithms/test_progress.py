# SPDX-License-Identifier: GPL-3.0-or-later
"""What a run says while it goes on, and how soon it stops."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from exogenous.algorithms import progress as progresses
from exogenous.algorithms.run_log import RunLog
from exogenous.core.output import write as filling


@pytest.fixture
def words(make_feedback, monkeypatch):
    """Return a progress, and what it says, at a pace of our own."""
    now = [100.0]
    monkeypatch.setattr(progresses.time, "monotonic", lambda: now[0])
    feedback = make_feedback()
    said = []
    monkeypatch.setattr(feedback, "setProgressText", said.append)
    progress = progresses.FeedbackProgress(
        feedback, RunLog("exo:stack", "{}", is_verbose=False)
    )

    def after(seconds, names, number, count, share):
        now[0] += seconds
        progress.step(names, number, count)
        progress.fraction(share)
        return said

    return after


def test_layer_block_and_time_are_told(words):
    assert words(20, ["DEM"], 14, 36, 1 / 3) == [
        "Warping DEM, block 14 of 36, 40 s left"
    ]


def test_bands_of_a_stack_are_counted(words):
    (text,) = words(60, ["a", "b", "c"], 1, 4, 0.25)
    assert text == "Warping 3 bands, block 1 of 4, 3 min left"


def test_long_times_are_told_in_hours(words):
    (text,) = words(600, ["a"], 1, 10, 0.1)
    assert text.endswith(", 1 h 30 min left")


def test_log_is_not_flooded(words):
    for number in range(1, 11):
        said = words(0.5, ["a"], number, 100, number / 100)
    assert len(said) == 2


def test_short_run_tells_nothing_of_its_blocks(words):
    assert words(10, ["a"], 1, 1, 1.0) == []


def test_no_block_with_time_left_is_told_last(words):
    """The texts stay in the log of a run that is over."""
    words(20, ["a"], 6, 9, 6 / 9)
    words(1, ["a"], 9, 9, 1.0)
    assert words(5, ["a"], 9, 9, 1.0) == [
        "Warping a, block 6 of 9, 10 s left",
        "All blocks are warped, after 21 s",
    ]


@pytest.mark.parametrize("name", ["stack", "collocate"])
def test_cancel_is_answered_within_a_second(
    run, scene, make_feedback, tmp_path, monkeypatch, name
):
    read_inside = filling.read_inside

    def slow(*args, **kwargs):
        time.sleep(0.3)
        return read_inside(*args, **kwargs)

    monkeypatch.setattr(filling, "read_inside", slow)
    rows = [{"name": f"layer {n}", "path": scene.radar} for n in range(20)]
    feedback = make_feedback()
    threading.Timer(1, feedback.cancel).start()
    start = time.monotonic()
    outputs = {"stack": "OUTPUT", "collocate": "OUTPUT_FOLDER"}
    out = tmp_path / "out.tif" if name == "stack" else tmp_path / "out"
    values = {"PRODUCT": scene.product, "EXO": rows, outputs[name]: str(out)}
    run(name, feedback, **values)
    assert time.monotonic() - start < 2.2
    assert not out.exists()
    assert any("Cancelled" in text for text in feedback.infos)


@pytest.mark.parametrize("is_desktop", [False, True])
def test_ctrl_c_ends_qgis_process_and_leaves_the_desktop_alone(
    make_feedback, monkeypatch, is_desktop
):
    raised, reset = [], []
    monkeypatch.setattr(progresses, "iface", object() if is_desktop else None)
    monkeypatch.setattr(signal, "raise_signal", raised.append)
    monkeypatch.setattr(signal, "signal", lambda *given: reset.append(given))
    feedback = make_feedback()
    with progresses.errors_for_qgis(feedback, str):
        raise KeyboardInterrupt
    assert raised == ([] if is_desktop else [signal.SIGINT])
    assert reset == ([] if is_desktop else [(signal.SIGINT, signal.SIG_DFL)])


def test_ctrl_c_while_packages_load_is_a_sentence(plugin, monkeypatch):
    from qgis.core import QgsApplication, QgsProcessingContext

    from exogenous.host import readiness

    def interrupted():
        raise KeyboardInterrupt

    monkeypatch.setattr(readiness, "packages_loaded", interrupted)
    stack = QgsApplication.processingRegistry().algorithmById("exo:stack").create()
    given = {"PRODUCT": "a.tif", "OUTPUT": "b.tif"}
    ok, said = stack.checkParameterValues(given, QgsProcessingContext())
    assert not ok
    assert said == "Interrupted."
