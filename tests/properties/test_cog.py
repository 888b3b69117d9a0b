# SPDX-License-Identifier: GPL-3.0-or-later
"""A cloud optimised GeoTIFF says all that a plain one says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from rasters import make_raster

from exogenous.core import OutputOptions, Request, parse_exo, stack
from exogenous.core.errors import InvalidRequest

if TYPE_CHECKING:
    from pathlib import Path


def _stack(folder: Path, **options: str) -> Path:
    values = np.arange(600 * 700, dtype="float32").reshape(600, 700)
    source = make_raster(folder / "s.tif", values, descriptions=["VV"])
    exo = {"Sentinel-1_2025/11 mosaic": {"path": str(source), "resampler": "nearest"}}
    request = Request(product=str(source), bands=("VV",), layers=parse_exo(exo))
    out = folder / f"{options.get('format', 'GTiff')}-{options.get('dtype')}.tif"
    stack(request, str(out), OutputOptions(**options))
    return out


@pytest.mark.mistake(14)
@pytest.mark.rule(10, 13, against="the plain GeoTIFF")
@pytest.mark.parametrize("dtype", ["float32", "int16"])
def test_a_cog_keeps_pixels_names_tags_and_scales(tmp_path: Path, dtype: str) -> None:
    with (
        rasterio.open(_stack(tmp_path, dtype=dtype)) as plain,
        rasterio.open(_stack(tmp_path, dtype=dtype, format="COG")) as cog,
    ):
        assert cog.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert cog.overviews(1)
        assert np.array_equal(cog.read(), plain.read(), equal_nan=True)
        assert cog.descriptions == plain.descriptions
        assert cog.scales == plain.scales
        assert cog.offsets == plain.offsets
        said = {k: v for k, v in cog.tags().items() if k != "OVR_RESAMPLING_ALG"}
        assert said == plain.tags()
        for band in (1, 2):
            assert plain.tags(band).items() <= cog.tags(band).items()


def test_overviews_have_no_class_that_pixels_have_not(tmp_path: Path) -> None:
    classes = np.random.default_rng(1).choice([1, 9], (1200, 1300)).astype("uint8")
    path = make_raster(tmp_path / "s.tif", classes)
    rows = parse_exo({"a": {"path": str(path), "resampler": "mode"}})
    request = Request(product=str(path), layers=rows)
    out = tmp_path / "out.tif"
    stack(request, str(out), OutputOptions(format="COG"))
    with rasterio.open(out, overview_level=0) as overview:
        assert set(np.unique(overview.read(1))) == {1, 9}


def test_a_cog_leaves_one_file(tmp_path: Path) -> None:
    before = set(tmp_path.iterdir())
    out = _stack(tmp_path, format="COG")
    assert set(tmp_path.iterdir()) - before == {tmp_path / "s.tif", out}


def test_a_format_that_is_not_written_is_refused() -> None:
    with pytest.raises(InvalidRequest, match="Use GTiff or COG"):
        OutputOptions(format="JPEG")
