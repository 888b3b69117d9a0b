# SPDX-License-Identifier: GPL-3.0-or-later
"""What is made strip by strip does not show where one strip ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import rasterio

from exogenous.core import open_product
from exogenous.sampledata.landscape import texture
from exogenous.sampledata.layers.texture_layers import write_dem, write_land_cover
from exogenous.sampledata.place import Area
from exogenous.sampledata.sentinel2 import texture_product as texture_product_module
from exogenous.sampledata.sentinel2.safe import write_safe
from exogenous.sampledata.sentinel2.texture_product import texture_product

if TYPE_CHECKING:
    from pathlib import Path

AREA = Area.of_product(12_000)


def test_a_field_is_the_same_in_strips_and_whole() -> None:
    field = texture.make_field(300, 200, wavelength_px=50, octaves=3, seed=1)
    whole = field.strip(0, 300, 200)
    parts = [field.strip(first, 100, 200) for first in (0, 100, 200)]
    np.testing.assert_array_equal(np.concatenate(parts), whole)


def test_the_product_opens_and_ends_where_the_swath_ends(tmp_path: Path) -> None:
    safe = write_safe(texture_product(AREA), tmp_path)
    product = open_product(str(safe))
    assert [band.name for band in product.bands if band.files][:3] == [
        "GREEN",
        "RED",
        "SWIR_1",
    ]
    for band, pixel_m in texture_product_module.BANDS.items():
        counts = _read(next(safe.rglob(f"*_B{band}_{pixel_m}m.jp2")))
        seen = _read(next(safe.rglob(f"MSK_DETFOO_B{band}.jp2")))
        assert counts.shape == seen.shape == (12_000 // pixel_m,) * 2
        np.testing.assert_array_equal(counts == 0, seen == 0)
        # Two rows beside each other differ as much at a strip's end as elsewhere.
        steps = np.abs(np.diff(counts[:, :500].astype(float), axis=0)).mean(axis=1)
        end = texture.STRIP_PX - 1
        if end < len(steps):
            assert steps[end] < 1.3 * np.median(steps)


def test_the_product_has_the_levels_of_the_agency(tmp_path: Path) -> None:
    safe = write_safe(texture_product(AREA), tmp_path)
    with rasterio.open(next(safe.rglob("*_B04_10m.jp2"))) as src:
        assert src.overviews(1) == [2, 4, 8, 16]
        assert src.block_shapes == [(1024, 1024)]
        assert src.tags(1, ns="IMAGE_STRUCTURE")["NBITS"] == "15"


def test_layers_lie_around_the_product(tmp_path: Path) -> None:
    dem, cover = tmp_path / "dem.tif", tmp_path / "cover.tif"
    write_dem(AREA, 600, dem)
    write_land_cover(AREA, 1400, cover)
    with rasterio.open(dem) as src:
        assert (src.shape, src.units, src.crs.to_epsg()) == (
            (600, 600),
            ("metre",),
            4326,
        )
        assert src.read().min() >= 0
    with rasterio.open(cover) as src:
        assert src.shape == (1400, 1400)
        assert set(np.unique(src.read())) <= src.colormap(1).keys()


def _read(path: Path) -> Any:
    with rasterio.open(path) as src:
        return src.read(1)
