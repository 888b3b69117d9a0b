# SPDX-License-Identifier: GPL-3.0-or-later
"""What files say of their numbers counts: files on which it once did not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rasterio
from places import DATA
from rasterio.enums import Resampling

from exogenous.core import load
from exogenous.core.pipeline import collocate
from exogenous.core.planning.build import make_plan
from exogenous.core.request.layer_table import parse_exo
from exogenous.core.request.request import Request

if TYPE_CHECKING:
    from pathlib import Path

CASES = DATA / "cases"

pytestmark = pytest.mark.skipif(
    not CASES.is_dir(), reason=f"the inputs are not in {CASES}"
)


def test_scene_classes_without_a_palette_are_not_averaged() -> None:
    path = CASES / "scl_no_palette.tif"
    data = load(str(CASES / "prod.tif"), exo={"scl": str(path)})
    with rasterio.open(path) as src:
        codes = src.read(1)
    half = codes[:30, :30].repeat(2, 0).repeat(2, 1)
    assert (data["scl"].to_numpy()[0] == half).all()


def test_the_default_is_bilinear_elsewhere() -> None:
    request = Request(
        product=str(CASES / "prod.tif"),
        layers=parse_exo(str(CASES / "dem_ellipsoidal.tif")),
    )
    assert make_plan(request).layers[0].resampler is Resampling.bilinear


@pytest.mark.parametrize("row", [{}, {"resampler": "nearest"}])
def test_ids_of_64_bits_are_as_they_were(tmp_path: Path, row: dict[str, str]) -> None:
    path = str(CASES / "ids.tif")
    request = Request(
        product=str(CASES / "prod.tif"), layers=parse_exo([{"path": path, **row}])
    )
    (written,) = collocate(request, str(tmp_path)).paths
    with rasterio.open(path) as src, rasterio.open(written) as dst:
        assert dst.dtypes == ("int64",)
        assert (src.read() == dst.read()).all()
