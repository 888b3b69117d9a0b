# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs that are no Python with EOReader, fall silent, die or talk nonsense."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from exogenous.core.errors import Cancelled
from exogenous.core.products.eoreader import Interpreter, Session
from exogenous.core.products.eoreader.errors import EoreaderFailed, EoreaderUnusable

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the stand-in for a Python is a shell script"
)


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("echo 'not a python' >&2; exit 4", "not a python"),
        ("exit 4", "without a word, exit code 4"),
        ("echo hello; cat", "it answers 'hello'"),
        ("printf 'caf\\351\\n'; cat", "it answers 'caf�'"),
        ("echo '[1]'; cat", r"it answers '\[1\]'"),
        ("echo '{}'; cat", "it answers '{}'"),
        (
            "yes '[' | tr -d '\\n' | head -c 99999; echo; cat",
            r"it answers '\[{60}…'",
        ),
        ("yes", "it answers 'y'"),
    ],
)
def test_a_program_that_is_no_python_is_told(
    tmp_path: Path, does: str, said: str
) -> None:
    session = Session(Interpreter(python=program(tmp_path, does)), "product")
    with pytest.raises(EoreaderUnusable, match=said) as caught:
        session.product()
    assert "\n" not in str(caught.value)


def test_a_program_that_cannot_start_is_told(tmp_path: Path) -> None:
    script = program(tmp_path, "")
    Path(script).write_text("#!/nowhere/sh\n")
    with pytest.raises(EoreaderUnusable, match="No such file"):
        Session(Interpreter(python=script), "product").product()


def test_a_program_that_never_answers_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("session", "talk"):
        name = f"exogenous.core.products.eoreader.{module}.GREETING_S"
        monkeypatch.setattr(name, 0.5)
    session = Session(Interpreter(python=program(tmp_path, "exec cat")), "product")
    with pytest.raises(EoreaderUnusable, match=r"not answered within 0\.5 s"):
        session.product()


def test_waiting_for_the_greeting_can_be_cancelled(tmp_path: Path) -> None:
    interpreter = Interpreter(python=program(tmp_path, "exec cat"))
    with pytest.raises(Cancelled):
        Session(interpreter, "product", lambda: True).product()


def test_nonsense_in_the_middle_ends_the_session(tmp_path: Path) -> None:
    does = """echo '{"ok": "1"}'; read a; echo '{"ok": null}'; read a; echo x; cat"""
    session = Session(Interpreter(python=program(tmp_path, does)), "product")
    assert session.product() is None
    with pytest.raises(EoreaderFailed, match="find it of 'product': it answers 'x'"):
        session.ask("find", what="find it", word="RED")
    assert session.product() is None  # it starts anew


def test_one_that_dies_and_leaves_others_behind_is_not_waited_for(
    tmp_path: Path,
) -> None:
    does = """echo '{"ok": "1"}'; read a; sleep 600 & exit 3"""
    session = Session(Interpreter(python=program(tmp_path, does)), "product")
    with pytest.raises(EoreaderFailed, match="it died: without a word, exit code"):
        session.product()


def program(folder: Path, does: str) -> str:
    script = folder / "script"
    script.write_text(f"#!/bin/sh\n{does}\n")
    script.chmod(0o755)
    return str(script)
