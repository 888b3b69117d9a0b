# SPDX-License-Identifier: GPL-3.0-or-later
"""What a header says of a band, and what is wrong with files that say too little."""

from __future__ import annotations

import math
import re
import warnings
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from affine import Affine
from rasterio.crs import CRS
from rasterio.errors import NotGeoreferencedWarning
from rasters import make_polygons, make_raster, placed, ramp

from exogenous.core.errors import (
    BandNotFound,
    ExogenousError,
    MissingCrs,
    MissingGeoreference,
    SourceMissing,
    SourceUnreadable,
    SubdatasetNeeded,
)
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.io.raster import band_names
from exogenous.core.sources.decode import read_values
from exogenous.core.sources.source import Decoding, Source, open_source

if TYPE_CHECKING:
    from pathlib import Path


def opened(path: Path | str, band: int | str = 1, **decoding: Any) -> Source:
    return open_source(
        str(path), band, label="layer 'a'", decoding=Decoding(**decoding)
    )


class TestHeader:
    def test_says_where_the_pixels_are(self, tmp_path: Path) -> None:
        source = opened(make_raster(tmp_path / "a.tif"))
        assert source.grid.crs == CRS.from_epsg(32630)
        assert source.grid.transform == placed()
        assert (source.grid.rows, source.grid.cols) == (12, 15)
        assert (source.dtype, source.band) == ("float32", 1)

    @pytest.mark.parametrize(
        "transform",
        [
            placed(south_up=True, rows=12),
            placed(degrees=33),
            placed(pixel=(0.5, 0.25), left=-180, top=90),
            Affine(1, 0, 0, 0, -1, 12),
        ],
        ids=["south-up", "turned", "oblong", "from 0, 0"],
    )
    def test_keeps_the_transform_as_it_is(
        self, tmp_path: Path, transform: Affine
    ) -> None:
        path = make_raster(tmp_path / "a.tif", transform=transform)
        assert opened(path).grid.transform == transform

    def test_row_overrides_the_crs(self, tmp_path: Path) -> None:
        other = CRS.from_epsg(3035)
        for crs in (None, "EPSG:32630"):
            path = make_raster(tmp_path / "a.tif", crs=crs)
            assert opened(path, crs=other).grid.crs == other

    def test_scale_and_offset_are_the_files_or_the_rows(self, tmp_path: Path) -> None:
        path = make_raster(
            tmp_path / "a.tif", ramp(5, 5, "int16"), scales=[0.1], offsets=[220]
        )
        own, row = opened(path), opened(path, scale=1.0, offset=0.0)
        assert (own.scale, own.offset, own.is_scaled) == (0.1, 220, True)
        assert (row.scale, row.offset, row.is_scaled) == (1, 0, False)

    @pytest.mark.parametrize(
        ("dtype", "working"),
        [
            *(("uint8", "float32"), ("int8", "float32"), ("int16", "float32")),
            *(("uint16", "float32"), ("float32", "float32"), ("int32", "float64")),
            *(("uint32", "float64"), ("int64", "float64"), ("float64", "float64")),
        ],
    )
    def test_works_in_a_float_that_holds_every_value(
        self, tmp_path: Path, dtype: str, working: str
    ) -> None:
        path = make_raster(tmp_path / "a.tif", ramp(5, 5, dtype))
        assert opened(path).working_dtype == working

    def test_palette_means_classes(self, tmp_path: Path) -> None:
        colours = {1: (10, 20, 30, 255), 2: (40, 50, 60, 255)}
        path = make_raster(tmp_path / "a.tif", ramp(5, 5, "uint8"), colormap=colours)
        source = opened(path)
        assert source.legend.is_classes
        assert source.legend.colormap[2] == (40, 50, 60, 255)
        plain = opened(make_raster(tmp_path / "b.tif", ramp(5, 5, "uint8")))
        assert not plain.legend.is_classes
        assert plain.legend.colormap == {}


class TestNodata:
    @pytest.mark.parametrize(
        ("dtype", "declared"),
        [
            *(("uint8", 0), ("uint8", 255), ("int16", -9999), ("uint16", 65535)),
            *(("float32", -32768.0), ("float32", -3.4028234663852886e38)),
            *(("float64", -1.7e308), ("float32", math.inf)),
        ],
    )
    def test_is_what_is_declared(
        self, tmp_path: Path, dtype: str, declared: float
    ) -> None:
        path = make_raster(
            tmp_path / "a.tif",
            ramp(5, 5, dtype),
            nodata_kind="declared",
            nodata=declared,
        )
        assert opened(path).nodata == declared

    def test_nan_needs_no_declaration(self, tmp_path: Path) -> None:
        assert opened(make_raster(tmp_path / "a.tif", nodata_kind="nan")).nodata is None

    def test_row_overrides_it(self, tmp_path: Path) -> None:
        path = make_raster(tmp_path / "a.tif", nodata_kind="declared", nodata=-1)
        assert opened(path, nodata=7.0).nodata == 7
        assert opened(path, nodata=0.0).nodata == 0

    def test_row_may_say_that_there_is_none(self, tmp_path: Path) -> None:
        path = make_raster(tmp_path / "a.tif", nodata_kind="declared", nodata=-1)
        assert math.isnan(opened(path, nodata=math.nan).nodata or 0)

    @pytest.mark.parametrize("declared", [-9999, 256, math.nan])
    def test_that_the_type_does_not_have_is_none(
        self, tmp_path: Path, declared: float
    ) -> None:
        gdal = pytest.importorskip("osgeo.gdal", reason="rasterio refuses to write it")
        gdal.UseExceptions()
        path = str(make_raster(tmp_path / "a.tif", ramp(5, 5, "uint8")))
        dataset = gdal.Open(path, gdal.GA_Update)
        dataset.GetRasterBand(1).SetNoDataValue(declared)
        dataset = None
        assert opened(path).nodata is None

    def test_mask_and_alpha_are_seen(self, tmp_path: Path) -> None:
        mask = opened(make_raster(tmp_path / "m.tif", nodata_kind="mask"))
        alpha = opened(make_raster(tmp_path / "a.tif", nodata_kind="alpha"))
        none = opened(make_raster(tmp_path / "n.tif"))
        assert (mask.has_mask, mask.alpha_band) == (True, None)
        assert (alpha.has_mask, alpha.alpha_band) == (False, 2)
        assert (none.has_mask, none.alpha_band) == (False, None)

    def test_alpha_band_itself_is_not_masked(self, tmp_path: Path) -> None:
        path = make_raster(tmp_path / "a.tif", nodata_kind="alpha")
        assert opened(path, 2).alpha_band is None

    @pytest.mark.parametrize("kind", ["mask", "alpha"])
    def test_of_the_row_stands_in_for_masks(self, tmp_path: Path, kind: str) -> None:
        path = make_raster(tmp_path / "a.tif", nodata_kind=kind)
        source = opened(path, nodata=3.0)
        assert (source.has_mask, source.alpha_band) == (False, None)


class TestBand:
    BANDS = np.stack([ramp(5, 5), ramp(5, 5) * 2, ramp(5, 5) * 3])

    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        return make_raster(
            tmp_path / "a.tif", self.BANDS, descriptions=["VV", "2020", "1"]
        )

    @pytest.mark.parametrize(
        ("band", "index"),
        [(1, 1), (3, 3), ("VV", 1), ("2020", 2), (2020, 2), ("1", 3), ("2", 2)],
    )
    def test_by_number_or_description(
        self, path: Path, band: int | str, index: int
    ) -> None:
        assert opened(path, band).band == index

    def test_says_its_description(self, path: Path) -> None:
        assert opened(path, 1).legend.description == "VV"
        with rasterio.open(path) as src:
            assert band_names(src) == ("1: VV", "2: 2020", "3: 1")

    @pytest.mark.parametrize("band", [0, 4, -1, "4", "vv", "VH", "", "2 "])
    def test_that_is_missing_is_an_error_with_those_there_are(
        self, path: Path, band: int | str
    ) -> None:
        with pytest.raises(BandNotFound, match=r"^layer 'a': .*1: VV, 2: 2020, 3: 1"):
            opened(path, band)


def make_complex(path: Path, dtype: str) -> Path:
    """Write numbers 3 + 4i, of a type that rasterio writes from complex64."""
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        width=5,
        height=4,
        count=1,
        dtype=dtype,
        crs="EPSG:32632",
        transform=placed(),
    ) as dst:
        dst.write(np.full((1, 4, 5), 3 + 4j, dtype="complex64"))
    return path


class TestErrors:
    def test_missing_file(self, tmp_path: Path) -> None:
        with pytest.raises(
            SourceMissing, match=r"^layer 'a': there is no file .*no.tif"
        ):
            opened(tmp_path / "no.tif")

    def test_file_that_is_no_raster(self, tmp_path: Path) -> None:
        (tmp_path / "a.txt").write_text("no raster\n")
        make_polygons(tmp_path / "a.geojson", [])
        for path in (tmp_path / "a.txt", tmp_path / "a.geojson", tmp_path):
            with pytest.raises(
                SourceUnreadable, match=r"^layer 'a': .* cannot be read"
            ):
                opened(path)

    def test_names_that_only_gdal_understands(self, tmp_path: Path) -> None:
        for name in ('NETCDF:"none.nc":t2m', "/vsizip/none.zip/a.tif", "<VRTDataset/>"):
            with pytest.raises(SourceUnreadable, match=r"^layer 'a': "):
                opened(name)
        assert not list(tmp_path.iterdir())

    def test_truncated_file(self, tmp_path: Path) -> None:
        path = make_raster(tmp_path / "a.tif", ramp(500, 500))
        path.write_bytes(path.read_bytes()[:50])
        with pytest.raises(SourceUnreadable, match=r"^layer 'a': .* cannot be read"):
            opened(path)

    @pytest.mark.parametrize("dtype", ["complex_int16", "complex64", "complex128"])
    @pytest.mark.parametrize("driver", ["GTiff", "VRT"])
    def test_complex_numbers_have_an_amplitude(
        self, tmp_path: Path, dtype: str, driver: str
    ) -> None:
        plain = make_complex(tmp_path / "a.tif", dtype)
        path = tmp_path / "a.img"
        if driver == "GTiff":
            path = plain
        else:
            rasterio.shutil.copy(plain, path, driver=driver)
        with pytest.raises(SourceUnreadable, match="numbers are complex") as caught:
            opened(path)
        name = re.search('"(DERIVED.*)"', str(caught.value))
        assert name is not None
        source = opened(name[1])
        with DatasetPool() as pool:
            values = read_values(source, source.grid.whole, pool)
        np.testing.assert_array_equal(values, np.full((4, 5), 5.0))  # of 3 + 4i

    def test_no_crs(self, tmp_path: Path) -> None:
        path = make_raster(tmp_path / "a.tif", crs=None)
        with pytest.raises(
            MissingCrs,
            match=r"^layer 'a': .*like EPSG:32632: .*column CRS.*key \"crs\"",
        ):
            opened(path)

    def test_the_crs_that_is_asked_for_is_of_the_coordinates_kind(
        self, tmp_path: Path
    ) -> None:
        for name, left, pixel, example in (
            ("metric", 500_000, 10, "EPSG:32632"),
            ("large pixels", 0, 1000, "EPSG:32632"),
            ("degrees", 10, 0.01, "EPSG:4326"),
            ("round the Earth", 0, 360 / 50, "EPSG:4326"),
        ):
            place = Affine(pixel, 0, left, 0, -pixel, left)
            path = make_raster(
                tmp_path / f"{name}.tif", ramp(40, 50), crs=None, transform=place
            )
            with pytest.raises(MissingCrs, match=f"like {example}: "):
                opened(path)

    @pytest.mark.parametrize("crs", [None, "EPSG:32630"])
    def test_no_georeference(self, tmp_path: Path, crs: str | None) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            path = make_raster(tmp_path / "a.tif", crs=crs, transform=Affine.identity())
            with pytest.raises(MissingGeoreference, match=r"^layer 'a': .*a\.tif"):
                opened(path)

    def test_messages_are_one_line(self, tmp_path: Path) -> None:
        path = make_raster(tmp_path / "a.tif", descriptions=["one\ntwo"])
        for band in (9, "three\nfour"):
            with pytest.raises(ExogenousError) as caught:
                opened(path, band)
            assert len(str(caught.value).splitlines()) == 1


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
class TestSubdatasets:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        gdal = pytest.importorskip("osgeo.gdal", reason="it builds the netCDF file")
        gdal.UseExceptions()
        if gdal.GetDriverByName("netCDF") is None:
            pytest.skip("GDAL cannot write netCDF")
        bands = np.stack([ramp(4, 5), ramp(4, 5) * 10])
        tif = make_raster(
            tmp_path / "a.tif",
            bands,
            crs="EPSG:4326",
            transform=placed(left=-3.2, top=45.2, pixel=0.1),
        )
        path = tmp_path / "two.nc"
        gdal.Translate(str(path), str(tif), format="netCDF")
        return path

    def test_container_is_an_error_with_what_is_inside(self, path: Path) -> None:
        with pytest.raises(SubdatasetNeeded, match=r"^layer 'a': .*several") as caught:
            opened(path)
        assert [name.rpartition(":")[2] for name in caught.value.subdatasets] == [
            "Band1",
            "Band2",
        ]
        assert "Band2" in str(caught.value)

    def test_what_the_error_names_can_be_opened(self, path: Path) -> None:
        with pytest.raises(SubdatasetNeeded) as caught:
            opened(path)
        source = opened(caught.value.subdatasets[1])
        assert source.grid.bounds == pytest.approx((-3.2, 44.8, -2.7, 45.2))

    def test_gdal_name_with_quotes(self, path: Path) -> None:
        assert opened(f'NETCDF:"{path}":Band1').grid.rows == 4
