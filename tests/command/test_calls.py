# SPDX-License-Identifier: GPL-3.0-or-later
"""One call for each algorithm, by the package's own name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasters import make_raster

import exogenous
from exogenous.core import OutputOptions
from exogenous.core.errors import InvalidRequest, SourceMissing

if TYPE_CHECKING:
    from pathlib import Path

CRS = {"crs": "EPSG:32632", "transform": Affine(10, 0, 600_000, 0, -10, 5_000_000)}


@pytest.fixture
def product(tmp_path: Path) -> Path:
    pixels = np.arange(16, dtype="uint8").reshape(4, 4)
    return make_raster(tmp_path / "product.tif", pixels, **CRS)


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    pixels = 100 + np.arange(16, dtype="uint8").reshape(4, 4)
    return make_raster(tmp_path / "layer.tif", pixels, **CRS)


def test_stack_writes_bands_and_layers(product: Path, layer: Path, tmp_path: Path):
    exo = {"Sentinel-1_2025/11_mosaic": {"path": str(layer), "resampler": "nearest"}}
    out = tmp_path / "stack.tif"
    result = exogenous.stack(product, 1, exo=exo, path=out)
    assert result.paths == (str(out),)
    with rasterio.open(out) as stack:
        assert stack.descriptions[1] == "Sentinel-1_2025/11_mosaic"
        assert (stack.read(1) == np.arange(16).reshape(4, 4)).all()
        assert (stack.read(2) == 100 + np.arange(16).reshape(4, 4)).all()


def test_a_window_is_a_crop(product: Path, tmp_path: Path):
    bounds = (600_010, 4_999_970, 600_030, 4_999_990)
    exogenous.stack(product, [1], path=tmp_path / "a.tif", window=bounds)
    with rasterio.open(tmp_path / "a.tif") as crop:
        assert crop.read(1).tolist() == [[5, 6], [9, 10]]


def test_options_say_how_it_is_written(product: Path, tmp_path: Path):
    options = OutputOptions(dtype="int16", nodata=-1)
    exogenous.stack(product, "1", path=tmp_path / "a.tif", options=options)
    with rasterio.open(tmp_path / "a.tif") as made:
        assert (made.dtypes[0], made.nodata) == ("int16", -1)


def test_collocate_writes_a_file_for_each_layer(
    product: Path, layer: Path, tmp_path: Path
):
    result = exogenous.collocate(product, exo=[str(layer)], folder=tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["layer.tif"]
    assert result.band_names == ("layer",)


def test_describe_and_load(product: Path):
    assert exogenous.describe(product).grid.cols == 4
    assert exogenous.load(str(product), 1).sizes["x"] == 4


def test_errors_come_before_any_file(product: Path, tmp_path: Path):
    with pytest.raises(SourceMissing):
        exogenous.stack(product, exo=["nowhere.tif"], path=tmp_path / "a.tif")
    with pytest.raises(InvalidRequest):
        exogenous.stack(product, 1, path=tmp_path / "a.tif", pixel_size=-1)
    assert not (tmp_path / "a.tif").exists()


def test_no_other_name_is_made_up():
    with pytest.raises(AttributeError, match="no attribute 'stak'"):
        _ = exogenous.stak
