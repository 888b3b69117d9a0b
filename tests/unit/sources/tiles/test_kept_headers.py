# SPDX-License-Identifier: GPL-3.0-or-later
"""Headers of many tiles are kept, and never stale."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING

import numpy as np
import pytest
from rasters import make_raster, placed

from exogenous.core.errors import Cancelled
from exogenous.core.progress import never
from exogenous.core.sources.tiles import kept_headers, read_headers
from exogenous.core.sources.tiles.read_headers import headers_of
from exogenous.core.sources.tiles.tile_file import with_states

if TYPE_CHECKING:
    from pathlib import Path

MANY = kept_headers.LEAST_KEPT


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("EXOGENOUS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / "tiles"


@pytest.fixture
def tiles(tmp_path: Path) -> list[str]:
    folder = tmp_path / "tiles"
    folder.mkdir()
    paths = [write(folder / f"t{n:03}.tif", n) for n in range(MANY)]
    return [str(path) for path in paths]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the tiles whose headers are read from their files."""
    found: list[str] = []
    read = read_headers._header

    def noted(path: str, label: str) -> object:
        found.append(path)
        return read(path, label)

    monkeypatch.setattr(read_headers, "_header", noted)
    return found


def write(path: Path, number: int, *, is_old: bool = True) -> Path:
    make_raster(
        path,
        np.full((2, 2), number, np.int16),
        transform=placed(left=500_000 + 20 * number),
    )
    return aged(path) if is_old else path


def aged(path: Path) -> Path:
    """Make a file an hour old, but for the time of its inode, which nobody sets."""
    hour_ago = time.time() - 3600
    os.utime(path, (hour_ago, hour_ago))
    return path


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let files count as settled at once."""
    monkeypatch.setattr(kept_headers, "_TICK_S", -1.0)


def lefts(names: list[str]) -> list[float]:
    found = headers_of(names, "tiles", "layer", never)
    return [0.0 if one is None else one.transform[2] for one in found]


def test_headers_are_read_once(
    tiles: list[str], cache: Path, opened: list[str]
) -> None:
    first = lefts(tiles)
    assert first == [500_000 + 20 * n for n in range(MANY)]
    assert len(opened) == MANY
    assert lefts(tiles) == first
    assert len(opened) == MANY
    assert len([*cache.glob("*.json")]) == 1


def test_few_tiles_are_not_kept(tiles: list[str], cache: Path) -> None:
    lefts(tiles[:3])
    assert not cache.exists()


@pytest.mark.usefixtures("cache")
def test_replaced_added_and_deleted_tiles_are_noticed(
    tiles: list[str], tmp_path: Path, opened: list[str]
) -> None:
    lefts(tiles)
    opened.clear()
    other = write(tmp_path / "other.tif", 90)
    other.replace(tiles[3])  # another file of the same name, size and time
    added = write(tmp_path / "tiles" / "t999.tif", 99)
    names = [*tiles[:5], *tiles[6:], str(added)]
    found = lefts(names)
    assert found[3] == 500_000 + 20 * 90
    assert found[-1] == 500_000 + 20 * 99
    assert sorted(opened) == sorted([tiles[3], str(added)])


@pytest.mark.usefixtures("cache")
def test_what_lies_beside_a_tile_counts(tiles: list[str], opened: list[str]) -> None:
    from pathlib import Path

    lefts(tiles)
    opened.clear()
    beside = Path(f"{tiles[2]}.aux.xml")
    beside.write_text("<PAMDataset></PAMDataset>", "utf-8")
    lefts(tiles)
    assert opened == [tiles[2]]
    opened.clear()
    beside.unlink()
    lefts(tiles)
    assert opened == [tiles[2]]


@pytest.mark.usefixtures("cache")
def test_what_was_just_written_is_not_kept(
    tiles: list[str], monkeypatch: pytest.MonkeyPatch, opened: list[str]
) -> None:
    monkeypatch.setattr(kept_headers, "_TICK_S", 3.0)
    lefts(tiles)
    lefts(tiles)
    # Inodes were made a moment ago, whatever the files' own times.
    assert len(opened) == 2 * MANY


@pytest.mark.parametrize(
    "spoilt", ["", "{", "[]", '{"form": 1}', '{"form": 9, "kinds": [], "tiles": []}']
)
def test_a_spoilt_file_comes_to_nothing(
    tiles: list[str], cache: Path, opened: list[str], spoilt: str
) -> None:
    first = lefts(tiles)
    (kept,) = cache.glob("*.json")
    kept.write_text(spoilt, "utf-8")
    assert lefts(tiles) == first
    assert len(opened) == 2 * MANY
    assert json.loads(kept.read_text("utf-8"))["tiles"]


def test_a_folder_that_cannot_be_written_is_no_error(
    tiles: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", "utf-8")
    monkeypatch.setenv("EXOGENOUS_CACHE", str(tmp_path / "file"))
    assert len(lefts(tiles)) == MANY


def test_reading_stops_when_it_is_cancelled(tiles: list[str], cache: Path) -> None:
    with pytest.raises(Cancelled):
        headers_of(tiles, "tiles", "layer", lambda: True)
    assert not cache.exists()


def test_a_name_of_gdals_has_no_state() -> None:
    (found,) = with_states(["/vsizip/a.zip/b.tif"])
    assert not found.state
