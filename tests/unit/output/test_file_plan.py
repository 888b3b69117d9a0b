# SPDX-License-Identifier: GPL-3.0-or-later
"""Where a file may be written, under which name, and what lies beside it then."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from rasters import read_back

from exogenous.core import OutputOptions, Request, stack
from exogenous.core.errors import ExogenousError, InvalidRequest, OutputNotWritable


def hidden(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if ".part" in path.name]


class TestDestination:
    def test_in_a_folder_that_is_missing_is_made(
        self, product: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "a" / "b c" / "été" / "stack.tif"
        stack(Request(product=str(product)), str(out))
        assert read_back(out).profile["count"] == 1
        assert not hidden(tmp_path)

    @pytest.mark.parametrize(
        "name", ["a.TIF", "a.tiff", "a b.tif", "a.b.tif", "雪.tif"]
    )
    def test_of_any_name(self, product: Path, tmp_path: Path, name: str) -> None:
        result = stack(Request(product=str(product)), str(tmp_path / name))
        assert result.paths == (str(tmp_path / name),)
        assert (tmp_path / name).exists()

    def test_as_long_as_the_system_takes(self, product: Path, tmp_path: Path) -> None:
        out = tmp_path / f"{'x' * 251}.tif"
        stack(Request(product=str(product)), str(out))
        assert out.exists()

    @pytest.mark.parametrize("name", ["stack", "stack.png", "stack.tif.gz", ".tif"])
    def test_that_is_no_geotiff_is_refused(
        self, product: Path, tmp_path: Path, name: str
    ) -> None:
        with pytest.raises(InvalidRequest, match=r"^OUTPUT: .*end it in \.tif"):
            stack(Request(product=str(product)), str(tmp_path / name))
        assert [path.name for path in tmp_path.iterdir()] == ["product.tif"]

    def test_that_cannot_be_there(self, product: Path, tmp_path: Path) -> None:
        (tmp_path / "folder.tif").mkdir()
        for out in (
            tmp_path / "folder.tif",
            product / "stack.tif",
            Path("/proc/nothing/stack.tif"),
        ):
            with pytest.raises(OutputNotWritable, match=r"^OUTPUT: ") as caught:
                stack(Request(product=str(product)), str(out))
            assert str(out) in str(caught.value)
        names = {path.name for path in tmp_path.iterdir()}
        assert names == {"product.tif", "folder.tif"}

    def test_in_a_place_where_nothing_may_be_written(
        self, product: Path, tmp_path: Path
    ) -> None:
        locked = tmp_path / "locked"
        locked.mkdir(mode=0o500)
        if os.access(locked, os.W_OK):
            pytest.skip("this user may write anywhere")
        with pytest.raises(OutputNotWritable, match="you may not write there"):
            stack(Request(product=str(product)), str(locked / "stack.tif"))

    def test_has_the_rights_of_any_new_file(
        self, product: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "stack.tif"
        stack(Request(product=str(product)), str(out))
        (tmp_path / "any").touch()
        assert stat.S_IMODE(out.stat().st_mode) == stat.S_IMODE(
            (tmp_path / "any").stat().st_mode
        )

    def test_loses_what_described_the_old_pixels(
        self, product: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "stack.tif"
        stack(Request(product=str(product)), str(out))
        for suffix in (".aux.xml", ".ovr", ".msk"):
            Path(f"{out}{suffix}").write_text("old")
        (tmp_path / "stack.tif.txt").write_text("mine")
        stack(Request(product=str(product)), str(out))
        names = {path.name for path in tmp_path.iterdir()}
        assert names == {"product.tif", "stack.tif", "stack.tif.txt"}

    @pytest.mark.parametrize("profile", ["GDALGeoTIFF", "GeoTIFF", "BASELINE"])
    def test_keeps_what_a_profile_has_no_tag_for(
        self, product: Path, tmp_path: Path, profile: str
    ) -> None:
        out = tmp_path / "out" / "stack.tiff"
        options = OutputOptions(dtype="int16", creation={"PROFILE": profile})
        stack(Request(product=str(product)), str(out), options)
        own, made = read_back(product), read_back(out)
        assert made.profile["crs"] == own.profile["crs"]
        assert made.profile["transform"] == own.profile["transform"]
        assert made.descriptions == ("Band 1",)
        with rasterio.open(out) as src:
            values = src.read(1) * src.scales[0] + src.offsets[0]
        assert np.allclose(values, own.values[0], rtol=1e-3)
        names = {path.name for path in out.parent.iterdir()}
        assert names <= {"stack.tiff", "stack.tiff.aux.xml"}

    def test_has_its_world_file_beside_it(self, product: Path, tmp_path: Path) -> None:
        out = tmp_path / "out" / "stack.tif"
        options = OutputOptions(creation={"TFW": "YES"})
        stack(Request(product=str(product)), str(out), options)
        assert {p.name for p in out.parent.iterdir()} == {"stack.tif", "stack.tfw"}


def test_errors_are_ours_whatever_the_place(product: Path) -> None:
    with pytest.raises(ExogenousError):
        stack(Request(product=str(product)), "/dev/null/stack.tif")
