# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts appear whole or not at all."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

from exogenous.core.errors import OutputNotWritable
from exogenous.core.output.text_file import write_text


def test_a_new_file(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    write_text(str(path), "température\n")
    assert path.read_text(encoding="utf-8") == "température\n"


def test_a_former_file_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    path.write_text("former", encoding="utf-8")
    path.chmod(0o600)
    write_text(str(path), "new")
    assert path.read_text(encoding="utf-8") == "new"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_full_disk_leaves_the_former_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.log"
    path.write_text("former", encoding="utf-8")

    def full(_self: Path, *_: Any, **__: Any) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(OutputNotWritable, match=r"a\.log.*disk is full"):
        write_text(str(path), "new")
    assert path.read_text(encoding="utf-8") == "former"
    assert [one.name for one in tmp_path.iterdir()] == ["a.log"]


@pytest.mark.parametrize("name", ["", "a\0b", "x" * 300, "no folder/a.log"])
def test_names_that_cannot_be(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputNotWritable):
        write_text(str(tmp_path / name), "text")
