# SPDX-License-Identifier: GPL-3.0-or-later
"""Where the user's cache is."""

from __future__ import annotations

from pathlib import Path

import pytest

from exogenous.core.io import cache_folder
from exogenous.core.io.cache_folder import cache_folder as folder


def test_a_variable_names_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXOGENOUS_CACHE", "/some/where")
    assert folder() == Path("/some/where")


@pytest.mark.parametrize(
    ("system", "end"),
    [
        ("linux", "/x/exogenous"),
        ("darwin", "Library/Caches/exogenous"),
        ("win32", "/y/exogenous/cache"),
    ],
)
def test_each_system_has_its_place(
    monkeypatch: pytest.MonkeyPatch, system: str, end: str
) -> None:
    monkeypatch.delenv("EXOGENOUS_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", "/x")
    monkeypatch.setenv("LOCALAPPDATA", "/y")
    monkeypatch.setattr(cache_folder.sys, "platform", system)
    assert folder().as_posix().endswith(end)
