# SPDX-License-Identifier: GPL-3.0-or-later
"""A source that changes during the run is no source."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
from rasters import make_raster, ramp

from exogenous.core import Request, collocate, parse_exo, stack
from exogenous.core.errors import SourceChanged
from exogenous.core.progress import SilentProgress

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Changing(SilentProgress):
    """Changes a file once the plan is told."""

    def __init__(self, change: Callable[[], object]) -> None:
        self._changes = [change]

    def info(self, message: str) -> None:
        if self._changes:
            self._changes.pop()()


def replaced(path: Path) -> None:
    other = make_raster(path.with_name("other.tif"), ramp(30, 31, "uint16"))
    other.replace(path)


def appended(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"more")


def written_again(path: Path) -> None:
    raw = path.read_bytes()
    path.write_bytes(raw[:-8] + b"\0" * 8)
    told = path.stat()
    os.utime(path, ns=(told.st_atime_ns, told.st_mtime_ns + 10**9))


@pytest.mark.parametrize("change", [replaced, appended, written_again])
def test_a_source_that_changed_is_named(
    product: Path, tmp_path: Path, change: Callable[[Path], None]
) -> None:
    layer = make_raster(tmp_path / "layer.tif", ramp(30, 30))
    rows = parse_exo({"dem": {"path": str(layer), "resampler": "bilinear"}})
    request = Request(product=str(product), layers=rows)
    with pytest.raises(SourceChanged, match=r"'dem'.*layer\.tif' was changed"):
        collocate(request, str(tmp_path / "out"), None, Changing(lambda: change(layer)))
    assert not (tmp_path / "out").exists()


def test_a_product_that_changed_is_named(product: Path, tmp_path: Path) -> None:
    out = tmp_path / "stack.tif"
    with pytest.raises(SourceChanged, match=r"product\.tif' was changed"):
        stack(
            Request(product=str(product), bands=("1",)),
            str(out),
            None,
            Changing(lambda: appended(product)),
        )
    assert not out.exists()


def test_a_source_that_is_looked_at_has_not_changed(
    product: Path, tmp_path: Path
) -> None:
    layer = make_raster(tmp_path / "layer.tif", ramp(30, 30))
    request = Request(product=str(product), layers=parse_exo([str(layer)]))
    copy = tmp_path / "copy.tif"
    watching = Changing(lambda: shutil.copyfile(layer, copy))
    assert collocate(request, str(tmp_path / "out"), None, watching).paths
