# SPDX-License-Identifier: GPL-3.0-or-later
"""The folder of packages is whole at any moment, and what waits is done at a start."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from exogenous.host.packages import folder as places


@pytest.fixture
def folder(tmp_path):
    folder = places.own_folder(tmp_path)
    folder.mkdir(parents=True)
    (folder / "old.py").touch()
    return folder


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def make(folder: Path, name: str) -> Path:
    folder.mkdir()
    (folder / name).touch()
    return folder


def test_it_belongs_to_the_plugin_and_to_one_python(tmp_path):
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert places.own_folder(tmp_path) == tmp_path / "python" / "exogenous" / version


def test_another_takes_its_place(folder):
    places.replace(folder, make(folder.with_name("made"), "new.py"))
    assert names(folder) == ["new.py"]
    assert names(folder.parent) == [folder.name]


def test_one_that_cannot_be_replaced_stays(folder, monkeypatch):
    made = make(folder.with_name("made"), "new.py")
    rename = Path.rename

    def in_use(path, target):
        if path == folder:
            raise PermissionError(13, "in use")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", in_use)
    with pytest.raises(PermissionError):
        places.replace(folder, made)
    assert names(folder) == ["old.py"]
    assert names(made) == ["new.py"]


def test_a_next_state_is_taken_at_the_start(folder):
    make(places.beside(folder, places.NEXT), "new.py")
    assert places.settle(folder)
    assert names(folder) == ["new.py"]
    assert names(folder.parent) == [folder.name]


def test_an_unfinished_state_is_not(folder):
    make(places.beside(folder, places.UNFINISHED), "half.py")
    assert places.settle(folder)
    assert names(folder) == ["old.py"]


def test_it_is_removed(folder):
    assert places.remove(folder)
    assert names(folder.parent) == []
    assert places.remove(folder)


def test_what_is_in_use_is_removed_at_the_next_start(folder, monkeypatch):
    def in_use(path, target):
        raise PermissionError(13, "in use")

    with monkeypatch.context() as on_windows:
        on_windows.setattr(Path, "rename", in_use)
        assert not places.remove(folder)
    assert "old.py" in names(folder)
    places.settle(folder)
    assert not folder.exists()


def test_nothing_there_is_fine(tmp_path):
    assert places.settle(places.own_folder(tmp_path))
