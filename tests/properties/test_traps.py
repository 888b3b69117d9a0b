# SPDX-License-Identifier: GPL-3.0-or-later
"""What trips programs like this one, on real data wherever there is some."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import oracle
import pytest
import rasterio
from affine import Affine
from oracle import gdal, osr
from places import DATA
from rasterio import crs as reference
from rasters import LEFT, TOP, make_raster, placed, ramp, read_back

from exogenous.core import (
    ExogenousWarning,
    OutputOptions,
    Request,
    collocate,
    errors,
    load,
    parse_exo,
    stack,
)
from exogenous.core.geometry.grid import Grid
from exogenous.core.request.aoi_parsing import from_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Record = Callable[[str, object], None]

IRELAND = DATA / "exogenous_ireland_T29UNU"
COLOMBIA = DATA / "landsat_c2_l2_008059"
ZION = DATA / "zion_spdatalarge"
CAMARGUE = DATA / "s1_camargue_pyrosar"

real = pytest.mark.skipif(not DATA.is_dir(), reason=f"the real data are not in {DATA}")

PICKING = {"nearest", "mode", "max", "min", "med", "q1", "q3"}
ORACLE = "`osgeo.gdal.Warp(errorThreshold=0)`"


def grid_of(path: Path | str, size: float | None = None) -> Grid:
    with rasterio.open(path) as src:
        own = Grid(
            crs=src.crs, transform=src.transform, rows=src.height, cols=src.width
        )
    return own if size is None else own.with_pixel_size(size)


def layer(product: Path | str, path: Path | str, **asked: Any) -> NDArray[Any]:
    """Load one layer; of `asked`, `size` is the pixel size and the rest its row."""
    size = asked.pop("size", None)
    data = load(str(product), exo={"e": {"path": str(path), **asked}}, pixel_size=size)
    values: NDArray[Any] = data["e"].to_numpy()[0]
    return values


def assert_equals_oracle(
    found: NDArray[Any],
    expected: NDArray[np.float64],
    unsteady: NDArray[np.bool_],
    kernel: str,
    record: Record,
) -> None:
    """Hold a layer to rule 3: 1e-5 of the range, 0.01 source pixel of the gradient."""
    valid = expected[np.isfinite(expected)]
    spread = np.ptp(valid)
    most = 0.0 if kernel in PICKING else (1e-5 + 0.01) * spread
    wrong = np.isnan(found) != np.isnan(expected)
    with np.errstate(invalid="ignore"):
        difference = np.abs(found - expected)
        wrong |= difference > most
    assert np.isfinite(found).any()
    assert unsteady.mean() < 0.4
    assert not (wrong & ~unsteady).any()
    compared = difference[~unsteady & np.isfinite(difference)]
    record("compared", compared.size)
    record("difference", float(compared.max()))
    record("share", float(compared.max() / (spread or 1.0)))


def unsteady_pixels(src: Grid, dst: Grid) -> NDArray[np.bool_]:
    """Tell where a pixel's centre or corner is where a kernel may jump.

    Also where a pixel is on the source's outline or next to it: there GDAL averages
    source pixels that the target's do not touch.
    """
    near = np.zeros((dst.rows, dst.cols), dtype=bool)
    moved = src.crs != dst.crs
    for shift in ((0.5, 0.5), (0, 0), (1, 0), (0, 1), (1, 1)):
        cols, rows = np.meshgrid(
            np.arange(dst.cols) + shift[0], np.arange(dst.rows) + shift[1]
        )
        places = oracle.positions(src, dst, cols, rows)
        for place, count in zip(places, (src.cols, src.rows), strict=True):
            distance = np.abs(place - np.round(place * 2) / 2)
            near |= (distance < 0.01) & ((distance > 1e-9) | moved)
            step = np.abs(np.diff(place, axis=0)).max(), np.abs(np.diff(place)).max()
            near |= np.abs(place) < 1 + max(step)
            near |= np.abs(place - count) < 1 + max(step)
    return near


@pytest.fixture(scope="module")
def sentinel2() -> Path:
    """One image of the Irish product: a plain raster of 60 m."""
    found = sorted(DATA.glob("s2_l2a*/*.SAFE/GRANULE/*/IMG_DATA/R60m/*_B04_60m.jp2"))
    if not found:
        pytest.skip(f"the real data are not in {DATA}")
    return found[0]


@pytest.fixture(scope="module")
def landsat() -> Path:
    """One image of the Colombian scene: 444.8 x 453.6 m."""
    found = sorted(COLOMBIA.glob("*/*_SR_B5.TIF"))
    if not found:
        pytest.skip(f"the real data are not in {DATA}")
    return found[0]


@pytest.fixture
def product(tmp_path: Path) -> Path:
    return make_raster(tmp_path / "product.tif", ramp(40, 50, "uint16"))


# --- real layers on real grids -----------------------------------------------


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

    @pytest.mark.parametrize("kernel", ["nearest", "bilinear", "max", "average"])
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
        expected = oracle.warp(str(path), grid_of(target), kernel)
        unsteady = unsteady_pixels(grid_of(path), grid_of(target))
        assert_equals_oracle(found, expected, unsteady, kernel, record_property)
        assert np.nanmin(found) > -90

    @pytest.mark.parametrize("kernel", ["nearest", "mode"])
    def test_classes_stay_classes(
        self, sentinel2: Path, kernel: str, record_property: Record
    ) -> None:
        path = IRELAND / "globe_landsea_class_30arcsec.tif"
        found = layer(sentinel2, path, resampler=kernel, size=600)
        expected = oracle.warp(str(path), grid_of(sentinel2, 600), kernel)
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


# --- headers that say too little, or too much --------------------------------


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


@real
@pytest.mark.rule(2, against="the same area in EPSG:26912, by GDAL")
def test_an_area_whose_crs_has_no_code() -> None:
    area = from_text(str(ZION / "zion.gpkg"))
    product = str(ZION / "nlcd.tif")
    assert area.crs is not None
    assert area.crs.to_epsg(confidence_threshold=100) is None
    exo = {"e": {"path": product, "resampler": "nearest"}}
    data = load(product, exo=exo, window=area, mask=True)
    grid = grid_of(product)
    cut = gdal.Warp(
        "",
        product,
        format="MEM",
        cutlineDSName=str(ZION / "zion.gpkg"),
        dstNodata=255,
        outputType=gdal.GDT_Byte,
    ).ReadAsArray()
    rows, cols = np.nonzero(cut != 255)
    x0 = (float(data["x"][0]) - grid.transform.c) / grid.transform.a
    y0 = (float(data["y"][0]) - grid.transform.f) / grid.transform.e
    found = data["e"].to_numpy()[0]
    row, col = int(y0), int(x0)
    assert row <= rows.min() <= row + 1
    assert col <= cols.min() <= col + 1
    expected = cut[row : row + found.shape[0], col : col + found.shape[1]] != 255
    np.testing.assert_array_equal(np.isfinite(found), expected)
    assert np.isfinite(found).sum() == rows.size


@real
@pytest.mark.rule(6, 8, against="the source's palette and its codes")
def test_classes_are_warned_about_and_keep_their_palette(tmp_path: Path) -> None:
    path = str(ZION / "nlcd.tif")
    with pytest.warns(ExogenousWarning, match=r"holds classes, and bilinear mixes"):
        load(path, exo={"land": {"path": path}}, pixel_size=300)
    rows = {"land": {"path": path, "resampler": "mode"}}
    request = Request(product=path, layers=parse_exo(rows), pixel_size=300)
    result = collocate(request, str(tmp_path / "out"))
    assert not result.warnings
    with rasterio.open(path) as src, rasterio.open(result.paths[0]) as out:
        assert out.colormap(1) == src.colormap(1)
        assert out.dtypes == src.dtypes
        assert out.nodata == src.nodata
        assert set(np.unique(out.read())) <= set(np.unique(src.read()))


# --- values ------------------------------------------------------------------


@pytest.mark.rule(6, against="the source's numbers")
@pytest.mark.parametrize(
    "kernel",
    [
        "nearest",
        "mode",
        "min",
        "max",
    ],
)
def test_whole_numbers_beyond_float32(tmp_path: Path, kernel: str) -> None:
    ids = (2**24 + 1 + 2 * np.arange(400)).reshape(20, 20).astype("int32")
    path = str(make_raster(tmp_path / "ids.tif", ids))
    exo = parse_exo({"ids": {"path": path, "resampler": kernel}})
    request = Request(product=path, layers=exo, pixel_size=5.0)
    expected = ids.repeat(2, axis=0).repeat(2, axis=1)
    one = read_back(collocate(request, str(tmp_path / "out")).paths[0])
    assert one.dtype == "int32"
    np.testing.assert_array_equal(one.band, expected)
    stack(request, str(tmp_path / "stack.tif"))
    assert read_back(tmp_path / "stack.tif").dtype == "float64"
    np.testing.assert_array_equal(read_back(tmp_path / "stack.tif").band, expected)


@pytest.mark.rule(5, 6, against="the source's numbers")
@pytest.mark.parametrize("dtype", ["uint8", "int16", "uint16", "int32"])
def test_valid_pixels_that_equal_the_outputs_nodata(tmp_path: Path, dtype: str) -> None:
    limits = np.iinfo(dtype)
    values = ramp(16, 16).astype(dtype)
    values[:2] = limits.min
    values[2:4] = limits.max
    path = str(make_raster(tmp_path / "all.tif", values))
    exo = parse_exo({"e": {"path": path, "resampler": "nearest"}})
    request = Request(product=path, layers=exo)
    written = read_back(collocate(request, str(tmp_path / "out")).paths[0])
    np.testing.assert_array_equal(written.band.astype("float64"), values)
    assert not (written.band == written.nodata).any()


@pytest.mark.rule(5, against="GDAL's mask of the file")
def test_floats_that_equal_the_nodata_asked_for_stay_valid(tmp_path: Path) -> None:
    values = ramp(10, 12)
    values[4, 5] = np.nan
    path = str(make_raster(tmp_path / "e.tif", values, nodata_kind="nan"))
    request = Request(product=path, layers=parse_exo({"e": path}))
    out = tmp_path / "out.tif"
    stack(request, str(out), OutputOptions(nodata=7.0))
    written = gdal.Open(str(out))  # its bands die with it
    mask = written.GetRasterBand(1).GetMaskBand().ReadAsArray()
    assert np.argwhere(mask == 0).tolist() == [[4, 5]]
    np.testing.assert_allclose(read_back(out).band[0], values[0], rtol=1e-6)


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
    expected = oracle.warp(str(path), grid_of(dst), kernel)
    careless = oracle.warp(str(path), grid_of(dst), kernel, overviewLevel="AUTO")
    assert (careless == -5000).any()
    unsteady = unsteady_pixels(grid_of(path), grid_of(dst))
    assert_equals_oracle(found, expected, unsteady, kernel, record_property)


# --- little overlap ----------------------------------------------------------


@pytest.mark.rule(5, against="the source's first column")
@pytest.mark.parametrize("kernel", ["nearest", "bilinear", "average", "max", "sum"])
@pytest.mark.parametrize("shift", [490.0, 493.0])
def test_a_source_that_overlaps_by_one_column(
    product: Path, tmp_path: Path, shift: float, kernel: str
) -> None:
    """The average of GDAL 3.6 has two columns of what is in the last one alone."""
    values = ramp(40, 20)
    path = make_raster(tmp_path / "e.tif", values, transform=placed(left=LEFT + shift))
    found = layer(product, path, resampler=kernel)
    assert np.isnan(found[:, :49]).all()
    covered = (500 - shift) / 10 if kernel == "sum" else 1.0
    np.testing.assert_allclose(found[:, 49], covered * values[:, 0], rtol=1e-5)


@pytest.mark.rule(3, 5, against="the mean, least, greatest, sum of the pixels")
@pytest.mark.parametrize(
    ("kernel", "expected"),
    [("average", 5), ("min", 1), ("max", 9), ("med", 5), ("sum", 45)],
)
@pytest.mark.parametrize("size", [100, 400])
def test_a_source_inside_one_target_pixel(
    tmp_path: Path, kernel: str, expected: float, size: float
) -> None:
    """GDAL's warper (3.6) does not see it at all."""
    inside = placed(left=LEFT + size + 30, top=TOP - size - 20)
    path = make_raster(tmp_path / "e.tif", ramp(3, 3), transform=inside)
    place = placed(pixel=size)
    dst = make_raster(tmp_path / "p.tif", ramp(4, 4), transform=place)
    found = layer(dst, path, resampler=kernel)
    assert np.argwhere(np.isfinite(found)).tolist() == [[1, 1]]
    assert found[1, 1] == pytest.approx(expected)


# --- rows, names and files ---------------------------------------------------


@pytest.mark.rule(7, 8, against="the pixels of each band")
def test_one_file_in_several_rows(product: Path, tmp_path: Path) -> None:
    bands = np.stack([ramp(40, 50), 10 * ramp(40, 50), -ramp(40, 50)])
    names = ["VV", "VH", "angle of view"]
    path = str(make_raster(tmp_path / "s1.tif", bands, descriptions=names))
    rows = [
        {"name": "first", "path": path, "band": 2, "resampler": "nearest"},
        {"name": "second", "path": path, "band": "angle of view", "resampler": "min"},
        {"name": "third", "path": path, "band": "VV", "resampler": "average"},
    ]
    found = load(str(product), exo=rows, pixel_size=20)

    def blocks(values: NDArray[Any]) -> NDArray[Any]:
        cut: NDArray[Any] = values.reshape(20, 2, 25, 2)
        return cut

    corners = blocks(bands[1])[:, 1, :, 1]
    assert np.isin(found["first"][0], bands[1]).all()
    assert np.abs(found["first"][0] - corners).max() <= 10 * 51
    np.testing.assert_array_equal(found["second"][0], blocks(bands[2]).min((1, 3)))
    np.testing.assert_allclose(found["third"][0], blocks(bands[0]).mean((1, 3)))
    with pytest.warns(ExogenousWarning, match=r"layer 'e'.*no band 'HH'.*2: VH"):
        load(str(product), exo={"e": {"path": path, "band": "HH"}})


@real
@pytest.mark.rule(7, 8, against="each file alone")
def test_two_files_of_one_name_in_two_folders(landsat: Path) -> None:
    exo = {place.name: str(place / "etopo5_dem.tif") for place in (COLOMBIA, IRELAND)}
    with pytest.warns(ExogenousWarning, match=rf"'{IRELAND.name}' does not overlap"):
        found = load(str(landsat), exo=exo)
    here = found[COLOMBIA.name].to_numpy()[0]
    np.testing.assert_array_equal(here, layer(landsat, COLOMBIA / "etopo5_dem.tif"))
    assert np.isfinite(here).all()
    assert np.isnan(found[IRELAND.name]).all()


@pytest.mark.rule(7, against="the request")
def test_names_of_any_text_travel_everywhere(product: Path, tmp_path: Path) -> None:
    names = [
        "a/b",
        "a_b",
        'Sentinel-1_2025/11 "mosaïc"',
        "l'été|x=1",
        "日本 & <b>",
        "A/B",
    ]
    folder = tmp_path / "été 'of' 2025"
    folder.mkdir()
    path = make_raster(folder / "my layer é.tif", ramp(40, 50))
    exo = parse_exo([{"name": name, "path": str(path)} for name in names])
    request = Request(product=str(product), layers=exo)
    stack(request, str(folder / "out put.tif"))
    assert read_back(folder / "out put.tif").descriptions == tuple(names)
    result = collocate(request, str(folder / "layers"))
    assert result.band_names == tuple(names)
    assert len({Path(written).name.casefold() for written in result.paths}) == 6
    for name, written in zip(names, result.paths, strict=True):
        assert Path(written).parent == folder / "layers"
        assert read_back(written).descriptions == (name,)
    assert list(load(str(product), exo=exo_rows(names, path))) == names


def exo_rows(names: list[str], path: Path) -> list[dict[str, str]]:
    return [{"name": name, "path": str(path)} for name in names]


# --- grids and areas ---------------------------------------------------------


@real
@pytest.mark.rule(1, against="arithmetic on the product's header")
@pytest.mark.parametrize("size", [7.0, 100.0, 333.3, 7919.0])
def test_a_pixel_size_that_does_not_divide_the_product(
    sentinel2: Path, tmp_path: Path, size: float
) -> None:
    area = from_text("539580,541000,5891000,5892840 [EPSG:32629]")
    exo = parse_exo({"e": str(IRELAND / "etopo5_dem.tif")})
    for name, aoi in (("part", area), ("whole", None)):
        if size == 7.0 and aoi is None:
            continue
        request = Request(product=str(sentinel2), layers=exo, pixel_size=size, aoi=aoi)
        stack(request, str(tmp_path / f"{name}.tif"))
        made = read_back(tmp_path / f"{name}.tif").profile
        width, height = (1420, 1840) if aoi else (36_000, 36_000)
        assert made["transform"] == Affine(size, 0, 539580, 0, -size, 5892840)
        assert made["width"] == -(-width // size)
        assert made["height"] == -(-height // size)


HOLED = [
    [
        [[0.1, 0.1], [0.62, 0.17], [0.55, 0.83], [0.13, 0.77], [0.1, 0.1]],
        [[0.2, 0.3], [0.24, 0.61], [0.41, 0.57], [0.37, 0.33], [0.2, 0.3]],
    ],
    [[[0.7, 0.4], [1.2, 0.5], [0.93, 0.91], [0.7, 0.4]]],
]


def multipolygon(folder: Path, crs: str) -> Path:
    """Write two polygons, one with a hole and one across the product's edge."""

    def moved(points: list[list[float]]) -> list[list[float]]:
        xs = [LEFT + 500 * x for x, _ in points]
        ys = [TOP - 400 * y for _, y in points]
        east, north = rasterio.warp.transform("EPSG:32630", crs, xs, ys)
        return [list(pair) for pair in zip(east, north, strict=True)]

    shape = [[moved(ring) for ring in polygon] for polygon in HOLED]
    geometry = {"type": "MultiPolygon", "coordinates": shape}
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    collection = {
        "type": "FeatureCollection",
        "crs": {"type": "name", "properties": {"name": crs}},
        "features": [feature],
    }
    path = folder / "area.geojson"
    path.write_text(json.dumps(collection), encoding="utf-8")
    return path


@pytest.mark.rule(2, 5, against="`gdal.Warp` with a cutline, every pixel")
@pytest.mark.parametrize("crs", ["EPSG:32630", "EPSG:4326", "EPSG:3035"])
def test_mask_is_gdals_cutline(product: Path, tmp_path: Path, crs: str) -> None:
    path = multipolygon(tmp_path, crs)
    data = load(str(product), exo={"e": str(product)}, window=path, mask=True)
    found = data["e"].to_numpy()[0]
    cut = oracle.warp(
        str(product), grid_of(product), "nearest", cutlineDSName=str(path)
    )
    row = round((TOP - float(data["y"][0])) / 10 - 0.5)
    col = round((float(data["x"][0]) - LEFT) / 10 - 0.5)
    window = cut[row : row + found.shape[0], col : col + found.shape[1]]
    assert np.isfinite(window).sum() == np.isfinite(cut).sum()
    np.testing.assert_array_equal(found, window)
    assert (row, col) == (4, 5)
    assert found.shape == (33, 45)  # to 0.91 of 40 rows, and the product's edge
    assert np.isnan(found[14, 8])  # in the hole


@pytest.mark.rule(8, against="the request")
@pytest.mark.parametrize("crs", ["EPSG:32630", "EPSG:4326"])
def test_an_area_off_the_product_is_an_error(product: Path, crs: str) -> None:
    left, top = LEFT + 5000, TOP - 5000
    xs, ys = [left, left + 300], [top - 300, top]
    xs, ys = rasterio.warp.transform("EPSG:32630", crs, xs, ys)
    extent = f"{xs[0]},{xs[1]},{ys[0]},{ys[1]} [{crs}]"
    with pytest.raises(errors.AoiOutside, match="outside the product"):
        load(str(product), exo={"e": str(product)}, window=extent)


@real
@pytest.mark.rule(2, against="the vertices moved one by one")
def test_a_real_area_in_degrees_selects_its_pixels(sentinel2: Path) -> None:
    path = IRELAND / "aoi_lough_derg.geojson"
    exo = {"e": str(IRELAND / "etopo5_dem.tif")}
    data = load(str(sentinel2), exo=exo, window=str(path))
    ring = json.loads(path.read_text())["features"][0]["geometry"]["coordinates"][0]
    lon, lat = zip(*ring, strict=True)
    xs, ys = rasterio.warp.transform(
        reference.CRS.from_epsg(4326),
        reference.CRS.from_epsg(32629),
        list(lon),
        list(lat),
    )
    left, right = max(min(xs), 539580), min(max(xs), 539580 + 36_000)
    bottom, top = max(min(ys), 5892840 - 36_000), min(max(ys), 5892840)
    assert abs(float(data["x"][0]) - 30 - left) <= 60
    assert abs(float(data["x"][-1]) + 30 - right) <= 60
    assert abs(float(data["y"][0]) + 30 - top) <= 60
    assert abs(float(data["y"][-1]) - 30 - bottom) <= 60
