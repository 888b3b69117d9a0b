# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is given to the algorithms is refused in a sentence, or run.

An exception in the check of parameters would end `qgis_process` with a core dump.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import malformed
import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProperty,
)
from rasters import make_raster, ramp

if TYPE_CHECKING:
    from pathlib import Path

PARAMETERS = (
    *("PRODUCT", "BANDS", "EXO", "PIXEL_SIZE", "AOI", "MASK_AOI", "STRICT", "DTYPE"),
    *("NODATA", "FORMAT", "CREATION_OPTIONS", "THREADS", "MEMORY", "CLEANING"),
    *("BAND_RESAMPLER", "OUTPUT"),
)
MOST_CHARACTERS = 500


@pytest.fixture
def raster(tmp_path: Path) -> str:
    return str(make_raster(tmp_path / "a.tif", ramp(4, 4)))


@pytest.mark.parametrize("name", PARAMETERS)
def test_values_are_checked_without_an_exception(
    plugin: None, tmp_path: Path, raster: str, name: str
) -> None:
    stack = QgsApplication.processingRegistry().algorithmById("exo:stack")
    right = {"PRODUCT": raster, "OUTPUT": str(tmp_path / "out.tif")}
    for value in {**malformed.TEXTS, **malformed.OTHERS}.values():
        context = QgsProcessingContext()
        algorithm = stack.create()
        _, said = algorithm.checkParameterValues({**right, name: value}, context)
        assert len(said) <= MOST_CHARACTERS, said


@pytest.mark.parametrize("name", ["EXO", "BANDS", "PIXEL_SIZE", "NODATA", "THREADS"])
def test_an_expression_that_fails_is_told(
    plugin: None, tmp_path: Path, raster: str, name: str
) -> None:
    stack = QgsApplication.processingRegistry().algorithmById("exo:stack")
    expression = QgsProperty.fromExpression("nothing_of_this_name(")
    parameters = {
        "PRODUCT": raster,
        "OUTPUT": str(tmp_path / "out.tif"),
        name: expression,
    }
    ok, said = stack.create().checkParameterValues(parameters, QgsProcessingContext())
    assert not ok
    assert name in said
    assert "expression fails" in said


@pytest.mark.parametrize("number", ["nan", "inf", "-inf", "1e999", "9" * 401])
@pytest.mark.parametrize("name", ["THREADS", "MEMORY", "PATIENCE", "PIXEL_SIZE"])
def test_numbers_that_are_none_are_refused(
    plugin: None, tmp_path: Path, raster: str, name: str, number: str
) -> None:
    stack = QgsApplication.processingRegistry().algorithmById("exo:stack")
    parameters = {
        "PRODUCT": raster,
        "OUTPUT": str(tmp_path / "out.tif"),
        name: float(number) if len(number) < 9 else number,
    }
    ok, said = stack.create().checkParameterValues(parameters, QgsProcessingContext())
    assert not ok
    assert name in said or "value for" in said
