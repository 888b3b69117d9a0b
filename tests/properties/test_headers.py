# SPDX-License-Identifier: GPL-3.0-or-later
"""Headers that say too little, or more than a warp needs."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import numpy as np
import oracle
import pytest
import rasterio
from affine import Affine
from exact_truth import BY_TRUTH, evaluator, faults
from oracle import gdal, osr
from rasters import LEFT, TOP, make_raster, placed, ramp
from real_data import (
    IRELAND,
    ORACLE,
    assert_equals_oracle,
    grid_of,
    layer,
    real,
    unsteady_pixels,
)

from exogenous.core import errors, load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Record = Callable[[str, object], None]


@real
@pytest.mark.rule(8, 9, against="the file that says its CRS")
def test_a_netcdf_without_crs_needs_one_and_takes_the_rows(
    sentinel2: Path, tmp_path: Path
) -> None:
    path = IRELAND / "era5_t2m_0p25deg.nc"
    silent = gdal.Translate("", str(path), format="MEM")
    silent.SetSpatialRef(None)
    bare = tmp_path / "bare.nc"
    plain = gdal.GetDriverByName("MEM").Create(
        "", silent.RasterXSize, silent.RasterYSize, 1, gdal.GDT_Float32
    )
    plain.SetGeoTransform(silent.GetGeoTransform())
    plain.GetRasterBand(1).WriteArray(silent.ReadAsArray())
    gdal.Translate(str(bare), plain, format="netCDF")
    with pytest.raises(errors.MissingCrs, match=r"layer 'e'.*EPSG:4326"):
        load(str(sentinel2), exo={"e": str(bare)})
    given = layer(sentinel2, bare, crs="EPSG:4326", size=600)
    np.testing.assert_array_equal(given, layer(sentinel2, path, size=600))


@pytest.mark.rule(8, against="the variables of the file")
def test_of_several_subdatasets_one_is_asked_for(product: Path, tmp_path: Path) -> None:
    two = make_raster(tmp_path / "two.tif", np.stack([ramp(40, 50), -ramp(40, 50)]))
    path = tmp_path / "two.nc"
    gdal.Translate(str(path), str(two), format="netCDF")
    with pytest.raises(errors.SubdatasetNeeded, match=r"layer 'e'.*Band1.*Band2"):
        load(str(product), exo={"e": str(path)})
    exo = [f'NETCDF:"{path}":Band{n}|name=b{n}|resampler=nearest' for n in (1, 2)]
    found = load(str(product), exo=exo)
    np.testing.assert_array_equal(found["b1"][0], ramp(40, 50))
    np.testing.assert_array_equal(found["b2"][0], -ramp(40, 50))


@pytest.mark.rule(8, against="the request")
@pytest.mark.filterwarnings(
    "ignore::rasterio.errors.NotGeoreferencedWarning",
)
def test_a_source_without_geotransform_is_an_error(
    product: Path, tmp_path: Path
) -> None:
    path = make_raster(tmp_path / "nowhere.tif", transform=Affine.identity())
    with pytest.raises(errors.MissingGeoreference, match=r"layer 'e'.*geotransform"):
        load(str(product), exo={"e": str(path)})


@pytest.mark.rule(9, against="the same raster without heights in its CRS")
@pytest.mark.parametrize("kernel", ["nearest", "bilinear", "average"])
@pytest.mark.parametrize("target", ["EPSG:32632", "EPSG:3035"])
def test_a_compound_crs_shifts_nothing(
    tmp_path: Path, target: str, kernel: str
) -> None:
    values = ramp(60, 70)
    place = placed(left=500_000, top=5_000_000, pixel=20)
    plain = make_raster(tmp_path / "a.tif", values, crs="EPSG:32632", transform=place)
    compound = osr.SpatialReference()
    compound.SetFromUserInput("EPSG:32632+5773")
    high = tmp_path / "b.tif"
    shutil.copy(plain, high)
    dataset = gdal.Open(str(high), gdal.GA_Update)
    dataset.SetSpatialRef(compound)
    del dataset
    x, y = rasterio.warp.transform("EPSG:32632", target, [500_300], [4_999_700])
    dst = make_raster(
        tmp_path / "p.tif",
        ramp(40, 50),
        crs=target,
        transform=placed(left=x[0], top=y[0], pixel=13),
    )
    one, other = (layer(dst, path, resampler=kernel) for path in (plain, high))
    assert np.isfinite(one).any()
    np.testing.assert_allclose(one, other, rtol=0 if kernel == "nearest" else 1e-6)


@pytest.mark.rule(9, against="PROJ's places, pixel by pixel")
@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize(("lon", "lat"), [(8.0, 47.0), (10.5, 44.5)])
def test_a_datum_is_shifted_outside_its_area_as_well(
    tmp_path: Path, lon: float, lat: float, axis: int
) -> None:
    """GDAL's own warp drops the shift of EPSG:2056 in Italy: 100 m and more."""
    size, count = 0.0005, 200
    numbers = np.mgrid[:count, :count][1 - axis] + 0.5
    corner = placed(left=lon - 0.05, top=lat + 0.05, pixel=size)
    path = make_raster(tmp_path / "e.tif", numbers, crs="EPSG:4326", transform=corner)
    (x,), (y,) = rasterio.warp.transform("EPSG:4326", "EPSG:2056", [lon], [lat])
    dst = make_raster(
        tmp_path / "p.tif",
        ramp(30, 30),
        crs="EPSG:2056",
        transform=placed(left=x, top=y, pixel=20),
    )
    found = layer(dst, path)
    cols, rows = np.meshgrid(np.arange(30) + 0.5, np.arange(30) + 0.5)
    places = oracle.positions(grid_of(path), grid_of(dst), cols, rows)
    np.testing.assert_allclose(found, places[axis], atol=0.01)


@pytest.mark.rule(3, 4, against=f"{ORACLE}, which sees no overview")
@pytest.mark.parametrize(
    "kernel", ["nearest", "bilinear", "cubic", "average", "mode", "max"]
)
@pytest.mark.parametrize("crs", ["EPSG:32630", "EPSG:3035"])
def test_wrong_overviews_are_not_looked_at(
    tmp_path: Path, crs: str, kernel: str, record_property: Record
) -> None:
    place = placed(left=499_000, top=5_001_000, pixel=10)
    noise = np.random.default_rng(5).normal(100, 9, (512, 512)).astype("float32")
    path = make_raster(tmp_path / "e.tif", noise, transform=place, tiled=True)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.BuildOverviews("NEAREST", [2, 4, 8])
    for level in range(3):
        small = dataset.GetRasterBand(1).GetOverview(level)
        small.WriteArray(np.full((small.YSize, small.XSize), -5000.0))
    del small, dataset
    (x,), (y,) = rasterio.warp.transform("EPSG:32630", crs, [LEFT], [TOP])
    dst = make_raster(
        tmp_path / "p.tif",
        ramp(40, 40),
        crs=crs,
        transform=placed(left=x + 3, top=y - 4, pixel=57.3),
    )
    found = layer(dst, path, resampler=kernel)
    careless = oracle.warp(str(path), grid_of(dst), kernel, overviewLevel="AUTO")
    assert (careless == -5000).any()
    if kernel in BY_TRUTH and kernel != "cubic":  # all pixels are valid
        whole = np.ones(noise.shape, dtype=bool)
        truth = evaluator(noise, whole, grid_of(path), grid_of(dst))
        wrong, _ = faults(found, truth, kernel)
        assert not wrong.any()
    else:
        expected = oracle.warp(str(path), grid_of(dst), kernel)
        unsteady = unsteady_pixels(grid_of(path), grid_of(dst))
        assert_equals_oracle(found, expected, unsteady, kernel, record_property)
