# SPDX-License-Identifier: GPL-3.0-or-later
"""Pixels are looked at once while their files stay as they are, and never after."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio.shutil
from rasters import make_raster

from exogenous.core.planning.build import make_plan
from exogenous.core.planning.inspect_row import inspect_row
from exogenous.core.request.layer_table import parse_exo
from exogenous.core.request.request import Request
from exogenous.core.sources import coarse_look
from exogenous.core.sources.coarse_look import classes_seen
from exogenous.core.sources.known_looks import known_look
from exogenous.core.sources.source import Decoding, open_source

if TYPE_CHECKING:
    from pathlib import Path

CLASSES = np.kron([[3, 40], [7, 3]], np.ones((8, 8))).astype("uint8")
SLOPE = np.add.outer(np.arange(16), np.arange(16)).astype("uint8")


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the paths that are looked at, in a time when files are old."""
    looked, read, now = [], coarse_look.read_values, time.time

    def counted(source: Any, *more: Any) -> Any:
        looked.append(source.path)
        return read(source, *more)

    monkeypatch.setattr(coarse_look, "read_values", counted)
    monkeypatch.setattr(time, "time", lambda: now() + 60)
    return looked


def seen(path: object, **decoding: Any) -> str:
    source = open_source(str(path), 1, label="a", decoding=Decoding(**decoding))
    return known_look(source, classes_seen)


def test_a_row_that_was_checked_is_planned_without_another_look(
    tmp_path: Path, looks: list[str]
) -> None:
    path = str(make_raster(tmp_path / "e.tif", CLASSES))
    assert inspect_row({"name": "e", "path": path}).is_classes
    request = Request(product=path, layers=parse_exo({"e": {"path": path}}))
    for _ in range(3):
        assert make_plan(request).layers[0].resampler.name == "nearest"
    assert len(looks) == 1


def test_a_file_that_changes_is_looked_at_again(
    tmp_path: Path, looks: list[str]
) -> None:
    """Not even the same size and time of change hide it."""
    path = make_raster(tmp_path / "e.tif", CLASSES)
    before = path.stat()
    assert seen(path)
    make_raster(path, SLOPE)
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert not seen(path)
    assert len(looks) == 2


def test_other_numbers_of_a_file_are_looked_at(
    tmp_path: Path, looks: list[str]
) -> None:
    path = make_raster(tmp_path / "e.tif", CLASSES)
    assert seen(path)
    assert seen(path, nodata=3.0) != seen(path)
    assert not seen(path, scale=0.1)  # scaled numbers need no look
    assert len(looks) == 2


def test_a_virtual_raster_is_looked_at_each_time(
    tmp_path: Path, looks: list[str]
) -> None:
    """It stays as it is when the raster changes that it is made of."""
    path = make_raster(tmp_path / "e.tif", CLASSES)
    rasterio.shutil.copy(str(path), str(tmp_path / "e.vrt"), driver="VRT")
    assert seen(tmp_path / "e.vrt")
    make_raster(path, SLOPE)
    assert not seen(tmp_path / "e.vrt")
    assert len(looks) == 2


def test_a_file_of_this_moment_may_change_within_its_clock(
    tmp_path: Path, looks: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_raster(tmp_path / "e.tif", CLASSES)
    written = path.stat().st_mtime
    monkeypatch.setattr(time, "time", lambda: written + 1)
    assert seen(path) == seen(path) != ""
    assert len(looks) == 2
