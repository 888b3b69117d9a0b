# SPDX-License-Identifier: GPL-3.0-or-later
"""Packed rasters are read in place, as products and as rows."""

from __future__ import annotations

import gzip
import tarfile
import zipfile
from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from rasters import make_raster, ramp

from exogenous.core import load
from exogenous.core.errors import UnknownProduct
from exogenous.core.io.packed import rasters_inside
from exogenous.core.planning.build import make_plan
from exogenous.core.request.layer_table import parse_exo
from exogenous.core.request.request import Request

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("zip", "tar", "tar.gz", "tgz", "gz")


def pack(kind: str, path: Path, *rasters: Path) -> str:
    """Pack rasters, in a folder with a paper beside them where that is possible."""
    if kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr("data/read me.txt", "a paper")
            for one in rasters:
                packed.write(one, f"data/{one.name}")
    elif kind == "gz":
        path.write_bytes(gzip.compress(rasters[0].read_bytes()))
    else:
        with tarfile.open(path, "w:gz" if "gz" in kind else "w") as tar:
            for one in rasters:
                tar.add(one, f"data/{one.name}")
    return str(path)


@pytest.fixture
def raster(tmp_path: Path) -> Path:
    return make_raster(tmp_path / "plain.tif", ramp(40, 50))


@pytest.mark.parametrize("kind", KINDS)
def test_a_packed_raster_is_a_product_and_a_row(
    tmp_path: Path, raster: Path, kind: str
) -> None:
    path = pack(kind, tmp_path / f"packed {{a}}.tif.{kind}", raster)
    expected = load(str(raster), ["1"])["Band 1"].to_numpy()
    (inside,) = rasters_inside(path)
    assert inside.startswith("/vsi")
    np.testing.assert_array_equal(load(path, ["1"])["Band 1"].to_numpy(), expected)
    row = load(str(raster), exo={"e": {"path": path, "resampler": "nearest"}})["e"]
    np.testing.assert_array_equal(row.to_numpy(), expected)
    plan = make_plan(Request(product=str(raster), layers=parse_exo(path)))
    assert not plan.warnings


def test_what_a_row_says_counts_for_a_packed_raster(
    tmp_path: Path, raster: Path
) -> None:
    homeless = make_raster(tmp_path / "homeless.tif", ramp(40, 50), crs=None)
    path = pack("zip", tmp_path / "a.zip", homeless)
    with rasterio.open(raster) as src:
        crs = src.crs.to_string()
    row = {"path": path, "crs": crs, "offset": 5, "resampler": "nearest"}
    found = load(str(raster), exo={"e": row})["e"].to_numpy()
    plain = load(str(raster), ["1"])["Band 1"].to_numpy()
    np.testing.assert_array_equal(found, plain + 5)


@pytest.mark.parametrize("as_row", [False, True])
def test_several_rasters_in_an_archive_are_named(
    tmp_path: Path, raster: Path, *, as_row: bool
) -> None:
    other = make_raster(tmp_path / "other.tif", ramp(40, 50))
    path = pack("zip", tmp_path / "two.zip", raster, other)
    with pytest.raises(UnknownProduct, match=r"2 rasters.*plain\.tif") as said:
        load(str(raster), exo=path) if as_row else load(path)
    assert str(said.value).startswith("layer 'two': " if as_row else "PRODUCT: ")


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tgz", "a.tif", "none.zip"])
def test_what_is_no_archive_has_nothing_inside(tmp_path: Path, name: str) -> None:
    if not name.startswith("none"):
        (tmp_path / name).write_bytes(b"no archive")
    assert rasters_inside(str(tmp_path / name)) == ()
