# SPDX-License-Identifier: GPL-3.0-or-later
"""Where images lie, said by themselves or by the tile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
import rasterio.features
from numpy.typing import NDArray
from safe_builder import CORNER, EPSG, SafeBuilder, counts

from exogenous.core.products import open_product

if TYPE_CHECKING:
    from pathlib import Path

Read = Callable[..., NDArray[Any]]


def test_the_grid_is_the_finest_reflectances_even_beside_finer_masks(
    tmp_path: Path,
) -> None:
    images = {("AOT", 10): counts(10), ("8A", 20): counts(20), ("01", 60): counts(60)}
    grid = open_product(str(SafeBuilder(images=images).write(tmp_path))).grid
    assert grid is not None
    assert (grid.rows, grid.cols, grid.pixel_size) == (12, 12, (20, 20))
    assert (grid.transform.c, grid.transform.f) == CORNER
    assert grid.crs.to_epsg() == EPSG


def test_the_grid_comes_from_the_image_not_from_the_metadata(tmp_path: Path) -> None:
    builder = SafeBuilder(images={("04", 10): counts(30)})  # 8 x 8, the XML says 24
    with rasterio.open(builder.write(tmp_path) / image("04", 10)) as src:
        expected = src.transform
    product = open_product(str(tmp_path / f"{builder.name}.SAFE"))
    assert product.grid is not None
    assert (product.grid.rows, product.grid.transform) == (8, expected)


def image(band: str, size: int) -> str:
    folder = f"GRANULE/L2A_T32VLM_A1/IMG_DATA/R{size}m"
    return f"{folder}/T32VLM_20251017T111101_B{band}_{size}m.jp2"


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_images_without_georeference_get_the_tiles(
    tmp_path: Path, values: Read
) -> None:
    images = {("04", 10): counts(10), ("12", 20): counts(20)}
    builder = SafeBuilder(baseline="02.04", images=images, georeferenced=False)
    product = open_product(str(builder.write(tmp_path)))
    assert product.grid is not None
    assert product.grid.bounds == (300000, 6699780, 300240, 6700020)
    source = product.source(product.band("SWIR_2"), None)
    assert tuple(source.grid.transform)[:6] == (20, 0, 300000, 0, -20, 6700020)
    assert source.grid.crs.to_epsg() == EPSG
    np.testing.assert_array_equal(
        values(product, "SWIR_2"), (counts(20) / 10000).astype("f4")
    )
