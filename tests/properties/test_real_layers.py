# SPDX-License-Identifier: GPL-3.0-or-later
"""Real layers on the grids of real products, against GDAL's warper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import oracle
import pytest
import rasterio
from affine import Affine
from exact_truth import evaluator
from oracle import gdal
from rasters import make_raster, placed, ramp
from real_data import (
    CAMARGUE,
    COLOMBIA,
    IRELAND,
    ORACLE,
    ZION,
    assert_equals_oracle,
    grid_of,
    layer,
    real,
    unsteady_pixels,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

    from exogenous.core.geometry.grid import Grid

    Record = Callable[[str, object], None]


def expected_of(path: Path, dst: Grid, kernel: str) -> NDArray[np.float64]:
    """Return the truth's for kernels over areas, where GDAL's is not, else GDAL's."""
    if kernel not in {"average", "mode"}:
        return oracle.warp(str(path), dst, kernel)
    with rasterio.open(path) as src:
        values = src.read(1, masked=True)
    valid = ~np.ma.getmaskarray(values)
    return evaluator(values.data, valid, grid_of(path), dst).evaluate(kernel)


@real
@pytest.mark.rule(3, 5, 9, against=ORACLE)
class TestRealLayers:
    @pytest.mark.parametrize("kernel", ["nearest", "bilinear", "cubic", "average"])
    @pytest.mark.parametrize(
        "name", ["etopo5_dem.tif", "etopo5_dem_lon0-360.nc", "era5_t2m_0p25deg.nc"]
    )
    def test_coarse_layers_on_sentinel_2(
        self, sentinel2: Path, name: str, kernel: str, record_property: Record
    ) -> None:
        """One of them counts longitudes from 0 to 360."""
        dst, path = grid_of(sentinel2, 600), IRELAND / name
        found = layer(sentinel2, path, resampler=kernel, size=600)
        expected = oracle.warp(str(path), dst, kernel)
        unsteady = unsteady_pixels(grid_of(path), dst)
        assert_equals_oracle(found, expected, unsteady, kernel, record_property)

    @pytest.mark.parametrize("kernel", ["nearest", "bilinear", "average"])
    @pytest.mark.parametrize("name", ["etopo5_dem.tif", "era5_t2m_0p25deg.nc"])
    def test_coarse_layers_on_landsat_whose_pixels_are_not_square(
        self, landsat: Path, name: str, kernel: str, record_property: Record
    ) -> None:
        dst, path = grid_of(landsat), COLOMBIA / name
        found = layer(landsat, path, resampler=kernel)
        expected = oracle.warp(str(path), dst, kernel)
        unsteady = unsteady_pixels(grid_of(path), dst)
        assert_equals_oracle(found, expected, unsteady, kernel, record_property)

    @pytest.mark.parametrize("kernel", ["nearest", "bilinear", "average"])
    def test_elevations_with_65535_for_nodata(
        self, kernel: str, record_property: Record
    ) -> None:
        dst, path = grid_of(ZION / "nlcd.tif", 150), ZION / "srtm.tif"
        found = layer(ZION / "nlcd.tif", path, resampler=kernel, size=150)
        expected = oracle.warp(str(path), dst, kernel)
        unsteady = unsteady_pixels(grid_of(path), dst)
        assert_equals_oracle(found, expected, unsteady, kernel, record_property)
        assert np.nanmax(found) < 4000

    @pytest.mark.parametrize("kernel", ["nearest", "bilinear", "cubic", "average"])
    @pytest.mark.parametrize("size", [10, 35])
    @pytest.mark.parametrize("crs", ["EPSG:32631", "EPSG:32632"])
    def test_decibels_off_every_grid_with_minus_99_for_nodata(
        self, tmp_path: Path, crs: str, size: int, kernel: str, record_property: Record
    ) -> None:
        path = next(CAMARGUE.glob("*.tif"))
        (x,), (y,) = rasterio.warp.transform(
            "EPSG:32631", crs, [621_000.0], [4_829_500.0]
        )
        place = placed(left=round(x), top=round(y), pixel=size)
        target = make_raster(
            tmp_path / "p.tif", ramp(90, 100), crs=crs, transform=place
        )
        found = layer(target, path, resampler=kernel)
        expected = expected_of(path, grid_of(target), kernel)
        unsteady = unsteady_pixels(grid_of(path), grid_of(target))
        assert_equals_oracle(found, expected, unsteady, kernel, record_property)
        assert np.nanmin(found) > -90

    @pytest.mark.parametrize("kernel", ["nearest", "mode"])
    def test_classes_stay_classes(
        self, sentinel2: Path, kernel: str, record_property: Record
    ) -> None:
        path = IRELAND / "globe_landsea_class_30arcsec.tif"
        found = layer(sentinel2, path, resampler=kernel, size=600)
        expected = expected_of(path, grid_of(sentinel2, 600), kernel)
        unsteady = unsteady_pixels(grid_of(path), grid_of(sentinel2, 600))
        assert_equals_oracle(found, expected, unsteady, kernel, record_property)

    def test_packed_temperatures_are_kelvin(self, record_property: Record) -> None:
        path, nlcd = ZION / "gridmet_tmmx_20190121.nc", ZION / "nlcd.tif"
        found = layer(nlcd, path, size=300)
        counts = oracle.warp(str(path), grid_of(nlcd, 300), "bilinear")
        unsteady = unsteady_pixels(grid_of(path), grid_of(nlcd, 300))
        expected = counts * 0.1 + 220
        assert_equals_oracle(found, expected, unsteady, "bilinear", record_property)
        assert 250 < np.nanmin(found) < np.nanmax(found) < 300


@real
@pytest.mark.rule(9, against="the same cells with latitudes descending")
@pytest.mark.parametrize("kernel", ["nearest", "bilinear", "cubic", "average"])
@pytest.mark.parametrize("kind", ["GeoTIFF", "netCDF"])
def test_ascending_latitudes(
    sentinel2: Path, tmp_path: Path, kernel: str, kind: str
) -> None:
    path = IRELAND / "era5_t2m_0p25deg.nc"
    with rasterio.open(path) as src:
        values, t, nodata = src.read(1), src.transform, src.nodata
    flipped = Affine(t.a, 0, t.c, 0, -t.e, t.f + t.e * len(values))
    turned = make_raster(
        tmp_path / "up.tif",
        values[::-1].copy(),
        crs="EPSG:4326",
        transform=flipped,
        nodata_kind="nan" if np.isnan(nodata) else "declared",
        nodata=nodata,
    )
    if kind == "netCDF":
        options = ["WRITE_BOTTOMUP=YES"]
        turned = tmp_path / "up.nc"
        gdal.Translate(str(turned), str(path), format="netCDF", creationOptions=options)
    descending = layer(sentinel2, path, resampler=kernel, size=600)
    ascending = layer(sentinel2, turned, resampler=kernel, size=600)
    np.testing.assert_allclose(ascending, descending, rtol=1e-6)
