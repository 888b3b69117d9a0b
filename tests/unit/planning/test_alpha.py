# SPDX-License-Identifier: GPL-3.0-or-later
"""Alpha bands that hold data are told of, and a row may ignore masks and alpha."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from rasterio.enums import ColorInterp
from rasters import make_raster, ramp

from exogenous.core import load
from exogenous.core.errors import InvalidLayer
from exogenous.core.planning.build import make_plan
from exogenous.core.request.layer_table import parse_exo, to_mapping
from exogenous.core.request.request import Request

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

RNG = np.random.default_rng(5)


@pytest.fixture
def product(tmp_path: Path) -> Path:
    return make_raster(tmp_path / "product.tif", ramp(60, 60))


def of_four(path: Path, alpha: NDArray[Any], dtype: str = "uint8") -> Path:
    colours = RNG.integers(1, 255, (3, 60, 60))
    bands = np.concatenate([colours, alpha[np.newaxis]]).astype(dtype)
    make_raster(path, bands)
    with rasterio.open(path, "r+") as dst:
        dst.colorinterp = [
            *(ColorInterp.red, ColorInterp.green, ColorInterp.blue),
            ColorInterp.alpha,
        ]
    return path


def infrared() -> NDArray[Any]:
    alpha = RNG.integers(0, 200, (60, 60))
    alpha[10:13, 20:30] = 0  # water
    return alpha


def told(product: Path, **row: Any) -> list[str]:
    request = Request(product=str(product), layers=parse_exo([row]))
    return [one for one in make_plan(request).warnings if "alpha" in one]


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
@pytest.mark.parametrize("band", [1, 3])
def test_near_infrared_marked_as_alpha_is_told_of(
    product: Path, tmp_path: Path, dtype: str, band: int
) -> None:
    path = of_four(tmp_path / "naip.tif", infrared(), dtype)
    (warning,) = told(product, path=str(path), band=band)
    assert warning.startswith("layer 'naip': band 4 of the file is marked as alpha")
    assert not told(product, path=str(path), band=band, mask="none")
    assert not told(product, path=str(path), band=4)


def edges() -> NDArray[Any]:
    alpha = np.full((60, 60), 255)
    alpha[:10] = 0
    alpha[10] = np.arange(60) * 4
    return alpha


ALPHAS = {
    "all or nothing": np.where(RNG.random((60, 60)) > 0.3, 255, 0),
    "all": np.full((60, 60), 255),
    "soft edges": edges(),
    "half": np.where(RNG.random((60, 60)) > 0.3, 128, 255),
}


@pytest.mark.parametrize("alpha", ALPHAS.values(), ids=ALPHAS.keys())
def test_true_alpha_is_not(product: Path, tmp_path: Path, alpha: NDArray[Any]) -> None:
    assert not told(product, path=str(of_four(tmp_path / "rgba.tif", alpha)))


def test_bands_of_a_product_are_told_of_too(tmp_path: Path) -> None:
    path = of_four(tmp_path / "naip.tif", infrared())
    plan = make_plan(Request(product=str(path), bands=("1",)))
    (warning,) = [one for one in plan.warnings if "marked as alpha" in one]
    assert "give the file as an exogenous layer too" in warning
    assert "-colorinterp_4 undefined" in warning


@pytest.mark.parametrize("kind", ["mask", "alpha"])
def test_none_ignores_masks_and_alpha(product: Path, tmp_path: Path, kind: str) -> None:
    invalid = RNG.random((60, 60)) > 0.7
    path = make_raster(
        tmp_path / "a.tif", ramp(60, 60, "uint16"), nodata_kind=kind, invalid=invalid
    )
    row = {"name": "a", "path": str(path), "resampler": "nearest"}
    own = load(str(product), exo=[row])["a"].to_numpy()[0]
    free = load(str(product), exo=[{**row, "mask": "None"}])["a"].to_numpy()[0]
    np.testing.assert_array_equal(np.isnan(own), invalid)
    np.testing.assert_array_equal(free, ramp(60, 60))


def test_none_leaves_the_declared_number(product: Path, tmp_path: Path) -> None:
    path = make_raster(
        tmp_path / "a.tif", ramp(60, 60, "int16"), nodata_kind="declared", nodata=7
    )
    row = {"name": "a", "path": str(path), "mask": "none"}
    assert np.isnan(load(str(product), exo=[row])["a"].to_numpy()).sum() == 1


def test_a_mask_comes_back_from_a_mapping() -> None:
    layers = parse_exo("a.tif|mask=none")
    assert layers[0].mask == "none"
    assert parse_exo(to_mapping(layers)) == layers


def test_another_mask_is_refused() -> None:
    with pytest.raises(InvalidLayer, match=r"layer 'a': mask 'b.tif' is unknown"):
        parse_exo("a.tif|mask=b.tif")
