# SPDX-License-Identifier: GPL-3.0-or-later
"""What a user's path means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exogenous.core.io import paths

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "path",
    [
        *('NETCDF:"f.nc":t2m', "/vsizip/a.zip/b.tif", "https://host/a.tif"),
        *("GPKG:/data/a.gpkg:dem", "<VRTDataset/>", "SENTINEL2_L2A:/a.xml:10m:EPSG_1"),
    ],
)
def test_names_that_only_gdal_understands_count_as_there(path: str) -> None:
    assert paths.is_gdal_name(path)
    assert paths.exists(path)


@pytest.mark.parametrize("path", ["C:\\data\\a.tif", "c:/a.tif", "/data/a.tif", "a:b"])
def test_files_are_no_names_of_gdal(path: str) -> None:
    assert not paths.is_gdal_name(path)


def test_files_are_there_or_not(tmp_path: Path) -> None:
    assert paths.exists(str(tmp_path))
    assert not paths.exists(str(tmp_path / "nothing.tif"))


@pytest.mark.parametrize("path", ["", "  ", "x" * 5000, "a\0b"])
def test_what_cannot_be_a_path_is_not_there(path: str) -> None:
    assert not paths.exists(path)


def test_clouds_are_left_to_gdal() -> None:
    assert paths.exists("s3://bucket/a.tif")
    assert paths.readable("s3://bucket/a.tif") == "/vsis3/bucket/a.tif"
    assert paths.readable("gs://bucket/a.tif") == "/vsigs/bucket/a.tif"
    assert paths.readable("/data/a.tif") == "/data/a.tif"
