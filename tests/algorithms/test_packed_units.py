# SPDX-License-Identifier: GPL-3.0-or-later
"""QGIS itself shows reflectance and decibels of a stack that was packed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from affine import Affine
from qgis.core import QgsPointXY, QgsRaster, QgsRasterLayer

if TYPE_CHECKING:
    from pathlib import Path

LEFT, TOP, PIXEL = 600_000.0, 6_650_000.0, 10.0
NAMES = ("reflectance", "VV")


def make_float(path: Path, values: np.ndarray) -> str:
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=values.shape[1],
        height=values.shape[0],
        count=1,
        dtype="float32",
        nodata=-99,
        crs="EPSG:32632",
        transform=Affine(PIXEL, 0, LEFT, 0, -PIXEL, TOP),
    ) as dataset:
        dataset.write(values.astype("float32"), 1)
    return str(path)


@pytest.fixture(params=["INT16", "UINT16"])
def packed(request, run, project, tmp_path):
    """A stack in integers, and the values that went into it."""
    rng = np.random.default_rng(8)
    values = {
        "reflectance": np.round(rng.uniform(0, 1.2, (20, 30)), 4),
        "VV": rng.uniform(-31.5, 4.25, (20, 30)),
    }
    values["VV"][3, 4] = np.nan
    paths = {
        name: make_float(tmp_path / f"{name}.tif", np.nan_to_num(array, nan=-99))
        for name, array in values.items()
    }
    exo = {name: {"path": path, "resampler": "nearest"} for name, path in paths.items()}
    out = str(tmp_path / "packed.tif")
    run("stack", PRODUCT=paths["VV"], EXO=exo, DTYPE=request.param.lower(), OUTPUT=out)
    layer = project.addMapLayer(QgsRasterLayer(out, "packed"), False)
    assert layer.isValid()
    with rasterio.open(out) as dataset:
        assert set(dataset.dtypes) == {request.param.lower()}
        steps = dataset.scales
    return layer, values, steps


def centre(row: int, col: int) -> QgsPointXY:
    return QgsPointXY(LEFT + (col + 0.5) * PIXEL, TOP - (row + 0.5) * PIXEL)


def test_identify_and_sample_give_real_units(packed):
    layer, values, steps = packed
    provider = layer.dataProvider()
    for row, col in ((0, 0), (7, 11), (19, 29)):
        found = provider.identify(
            centre(row, col), QgsRaster.IdentifyFormat.IdentifyFormatValue
        ).results()
        for band, name in enumerate(NAMES, 1):
            expected = pytest.approx(values[name][row, col], abs=steps[band - 1])
            assert found[band] == expected
            value, is_there = provider.sample(centre(row, col), band)
            assert is_there
            assert value == expected


def test_a_hole_stays_one(packed):
    layer, _, _ = packed
    value, is_there = layer.dataProvider().sample(centre(3, 4), 2)
    assert not is_there or np.isnan(value)
    assert layer.dataProvider().sample(centre(3, 4), 1)[1]


def test_statistics_are_of_real_units(packed):
    layer, values, steps = packed
    for band, name in enumerate(NAMES, 1):
        found = layer.dataProvider().bandStatistics(band)
        least = pytest.approx(np.nanmin(values[name]), abs=steps[band - 1])
        greatest = pytest.approx(np.nanmax(values[name]), abs=steps[band - 1])
        assert (found.minimumValue, found.maximumValue) == (least, greatest)
        assert layer.bandName(band).endswith(name)
