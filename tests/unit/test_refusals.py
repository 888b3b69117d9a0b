# SPDX-License-Identifier: GPL-3.0-or-later
"""What the system and GDAL refuse is said in a sentence, whoever meets it."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import numpy as np
import pytest
from rasterio.errors import CRSError, RasterioIOError

from exogenous.core import Request, collocate, parse_exo
from exogenous.core.errors import OutOfMemory, SystemRefused
from exogenous.core.output import geotiff
from exogenous.core.rasterio_private import GdalAppDefinedError
from exogenous.core.refusals import refusals_told

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (OSError(errno.EIO, "Input/output error", "a.tif"), "'a.tif' cannot be used: "),
        (OSError(errno.EMFILE, "Too many open files"), "too many files are open"),
        (RasterioIOError("Read failed"), "damaged or incomplete"),
        (CRSError("SQLite error: database disk image is malformed"), "damaged"),
        (GdalAppDefinedError(1, 1, "IReadBlock failed"), "damaged or incomplete"),
    ],
)
def test_refusals_of_the_system_are_told(refusal: Exception, said: str) -> None:
    with pytest.raises(SystemRefused) as told, refusals_told():
        raise refusal
    assert said in str(told.value)
    assert "\n" not in str(told.value)


def test_too_little_memory_is_told() -> None:
    with pytest.raises(OutOfMemory, match="too little memory"), refusals_told():
        np.empty(2**60, dtype=np.uint8)


def test_a_run_without_memory_leaves_nothing(
    product: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(geotiff, "is_whole", full)
    request = Request(product=str(product), layers=parse_exo([str(product)]))
    with pytest.raises(OutOfMemory):
        collocate(request, str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()
