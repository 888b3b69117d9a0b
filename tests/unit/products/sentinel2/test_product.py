# SPDX-License-Identifier: GPL-3.0-or-later
"""Reflectance, nodata and grids of Sentinel-2 products."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
import rasterio.features
import shapely
from numpy.typing import NDArray
from safe_builder import CORNER, EPSG, SafeBuilder, box, counts, gml

from exogenous.core.products import Cleaning, open_product
from exogenous.core.sources.contents import Values

if TYPE_CHECKING:
    from pathlib import Path

Read = Callable[..., NDArray[Any]]

L1C = "S2C_MSIL1C_20251017T111101_N0511_R137_T32VLM_20251017T151300"
NO_FOOTPRINTS = (
    "The product has no detector footprint masks; pixels with DN 0 are taken as nodata."
)

#: Bands by the 0-based `band_id` of the metadata, from the products' own
#: Spectral_Information elements (`bandId="8" physicalBand="B8A"`, …).
BAND_IDS = [
    "01",
    "02",
    "03",
    "04",
    "05",
    "06",
    "07",
    "08",
    "8A",
    "09",
    "10",
    "11",
    "12",
]


@pytest.mark.rule(11, against="(DN + offset) / quantification by hand")
@pytest.mark.parametrize("name", [L1C, L1C.replace("L1C", "L2A")])
def test_every_band_has_its_own_offset(tmp_path: Path, values: Read, name: str) -> None:
    dn = counts(60, first=5000)
    offsets = {index: -100.0 * (index + 1) for index in range(13)}
    images = {(band, 60): dn for band in BAND_IDS if "L1C" in name or band != "10"}
    builder = SafeBuilder(name=name, images=images, offsets=offsets)
    product = open_product(str(builder.write(tmp_path)))
    for index, band in enumerate(BAND_IDS):
        if (band, 60) in images:
            expected = ((dn.astype(float) - 100 * (index + 1)) / 10000).astype("f4")
            np.testing.assert_array_equal(values(product, band), expected)


@pytest.mark.rule(11, against="(DN + offset) / quantification in float64")
def test_reflectance_is_the_nearest_float32_for_every_number(
    tmp_path: Path, values: Read
) -> None:
    side = 240  # 1 m pixels: the numbers 1 to 57600
    dn = (np.arange(side * side, dtype="u2") + 1).reshape(side, side)
    builder = SafeBuilder(images={("04", 1): dn})
    got = values(open_product(str(builder.write(tmp_path))), "RED")
    assert got.dtype == np.float32
    exact = (dn.astype(np.float64) - 1000) / 10000
    np.testing.assert_array_equal(got, exact.astype(np.float32))


@pytest.mark.parametrize("baseline", ["02.04", "03.01"])
def test_there_are_no_offsets_before_baseline_4(
    tmp_path: Path, values: Read, baseline: str
) -> None:
    dn = counts(60)
    builder = SafeBuilder(baseline=baseline, images={("04", 60): dn})
    got = values(open_product(str(builder.write(tmp_path))), "RED")
    np.testing.assert_array_equal(got, (dn / 10000).astype("f4"))


def test_products_that_users_made_have_the_offsets_they_say(
    tmp_path: Path, values: Read
) -> None:
    dn = counts(60)
    builder = SafeBuilder(baseline="99.99", offsets={}, images={("04", 60): dn})
    got = values(open_product(str(builder.write(tmp_path))), "RED")
    np.testing.assert_array_equal(got, (dn / 10000).astype("f4"))


def test_what_the_metadata_forget_of_radiometry_is_said(
    tmp_path: Path, values: Read
) -> None:
    dn = counts(60)
    builder = SafeBuilder(quantification=None, offsets={}, images={("04", 60): dn})
    product = open_product(str(builder.write(tmp_path)))
    got = values(product, "RED")
    np.testing.assert_array_equal(got, ((dn.astype(float) - 1000) / 10000).astype("f4"))
    assert any(
        "the quantification of reflectance; 10000" in w for w in product.warnings
    )
    assert any("RED" in w and "-1000 is used" in w for w in product.warnings)


@pytest.mark.parametrize("quantification", ["0", "-1", "nan", "inf", "ten"])
def test_a_quantification_that_cannot_be_is_not_used(
    tmp_path: Path, quantification: str
) -> None:
    builder = SafeBuilder(
        quantification=quantification, images={("04", 60): counts(60)}
    )
    product = open_product(str(builder.write(tmp_path)))
    assert product.band("RED").decoding.scale == 1 / 10000
    assert any("quantification" in warning for warning in product.warnings)


def test_reflectance_below_zero_is_set_to_zero_after_resampling(tmp_path: Path) -> None:
    builder = SafeBuilder(images={("04", 60): counts(60), ("SCL", 60): counts(60)})
    product = open_product(str(builder.write(tmp_path)))
    assert product.source(product.band("RED"), None).contents == Values(floor=0)
    assert product.source(product.band("SCL"), None).contents == Values()


@pytest.mark.rule(5, 11, against="the pixels that are 0")
def test_without_footprints_zero_is_nodata_and_a_warning(
    tmp_path: Path, values: Read
) -> None:
    dn = counts(10, first=0)
    product = open_product(
        str(SafeBuilder(images={("04", 10): dn, ("08", 10): dn}).write(tmp_path))
    )
    got = values(product, "RED")
    assert np.isnan(got[0, 0])
    assert np.isnan(got).sum() == 1
    assert product.warnings == (NO_FOOTPRINTS,)


@pytest.mark.rule(5, 11, against="the footprint that was made")
def test_a_raster_footprint_decides_and_zero_inside_is_a_value(
    tmp_path: Path, values: Read
) -> None:
    dn = counts(10, first=0)
    seen = np.full((24, 24), 3, dtype="u1")
    seen[:, 20:] = 0
    builder = SafeBuilder(images={("04", 10): dn}, masks={("DETFOO", "04"): seen})
    product = open_product(str(builder.write(tmp_path)))
    got = values(product, "RED")
    np.testing.assert_array_equal(np.isnan(got), seen == 0)
    assert got[0, 0] == np.float32(-0.1)
    assert product.warnings == ()


def test_a_footprint_serves_every_resolution_of_its_band(
    tmp_path: Path, values: Read
) -> None:
    seen = np.zeros((24, 24), dtype="u1")
    seen[:12] = 1
    images = {("04", size): counts(size) for size in (10, 20, 60)}
    builder = SafeBuilder(images=images, masks={("DETFOO", "04"): seen})
    product = open_product(str(builder.write(tmp_path)))
    for size in (10, 20, 60):
        invalid = np.isnan(values(product, "RED", size))
        half = len(invalid) // 2
        assert not invalid[:half].any()
        assert invalid[half:].all()


def test_bands_without_a_footprint_among_others_are_named(tmp_path: Path) -> None:
    builder = SafeBuilder(
        images={("04", 10): counts(10), ("08", 10): counts(10)},
        masks={("DETFOO", "04"): np.ones((24, 24), dtype="u1")},
    )
    product = open_product(str(builder.write(tmp_path)))
    assert product.band("RED").decoding.nodata is None
    assert product.band("NIR").decoding.nodata == 0
    (warning,) = product.warnings
    assert warning.startswith("There is no detector footprint mask for NIR; ")


def test_polygons_that_overlap_leave_no_hole(tmp_path: Path, values: Read) -> None:
    footprints = gml(box(0, 0, 150, 240), box(100, 0, 200, 240))
    builder = SafeBuilder(
        baseline="02.09",
        images={("04", 10): counts(10)},
        masks={("DETFOO", "04"): footprints},
    )
    got = values(open_product(str(builder.write(tmp_path))), "RED")
    np.testing.assert_array_equal(np.isnan(got[0]), np.arange(24) >= 20)


def test_polygons_with_holes_and_heights_are_read(tmp_path: Path, values: Read) -> None:
    outer = [(x, y, 812.5) for x, y in box(0, 0, 240, 240)]
    hole = [(x, y, 0.0) for x, y in box(60, 60, 120, 120)]
    builder = SafeBuilder(
        baseline="02.09",
        images={("04", 10): counts(10)},
        masks={("DETFOO", "04"): gml([outer, hole])},
    )
    product = open_product(str(builder.write(tmp_path)))
    expected = np.zeros((24, 24), dtype=bool)
    expected[6:12, 6:12] = True
    np.testing.assert_array_equal(np.isnan(values(product, "RED")), expected)
    assert product.warnings == ()


@pytest.mark.parametrize(
    ("mask", "said"),
    [
        (gml(), None),
        (gml(box(0, 0, 240, 240), epsg=32633), "it is in EPSG:32633, not EPSG:32632"),
        (gml(box(0, 0, 9, 9)).replace("300009.000", "here"), "no list of points"),
        (gml(box(0, 0, 9, 9)).replace("300009.000", "nan"), "no list of points"),
        (gml(box(0, 0, 9, 9)[:2]), "cannot be read"),
        (gml(box(0, 0, 9, 9))[:-40], "cannot be read"),
        ("", "cannot be read"),
    ],
)
def test_a_footprint_of_no_use_is_as_none(
    tmp_path: Path, mask: str, said: str | None
) -> None:
    builder = SafeBuilder(
        baseline="02.09",
        images={("04", 10): counts(10)},
        masks={("DETFOO", "04"): mask},
    )
    product = open_product(str(builder.write(tmp_path)))
    assert product.band("RED").decoding.nodata == 0
    assert NO_FOOTPRINTS in product.warnings
    problems = [text for text in product.warnings if "MSK_DETFOO_B04.gml" in text]
    assert len(problems) == (said is not None)
    assert said is None or said in problems[0]


def quality(layer: int | None) -> NDArray[np.uint8]:
    flags = np.zeros((8, 24, 24), dtype="u1")
    if layer:
        flags[layer - 1, 5, 7] = 1
    return flags


@pytest.mark.parametrize("layer", range(1, 9))
def test_cleaning_looks_at_the_quality_that_eoreader_looks_at(
    tmp_path: Path, values: Read, layer: int
) -> None:
    builder = SafeBuilder(
        images={("04", 10): counts(10)},
        masks={
            ("DETFOO", "04"): np.ones((24, 24), dtype="u1"),
            ("QUALIT", "04"): quality(layer),
        },
    )
    path = str(builder.write(tmp_path))
    assert not np.isnan(values(open_product(path), "RED")).any()
    invalid = np.isnan(values(open_product(path, cleaning=Cleaning.CLEAN), "RED"))
    expected = np.zeros((24, 24), dtype=bool)
    expected[5, 7] = layer in (3, 4, 5, 6, 8)
    np.testing.assert_array_equal(invalid, expected)


@pytest.mark.parametrize(
    ("mask", "kind", "counted"),
    [
        ("NODATA", "QT_NODATA_PIXELS", True),
        ("NODATA", "QT_PARTIALLY_CORRECTED_PIXELS", False),
        ("DEFECT", "QT_DEFECTIVE_PIXELS", True),
        ("SATURA", "QT_SATURATED_PIXELS_L1A", True),
        ("TECQUA", "MSI_LOST", True),
        ("TECQUA", "MSI_DEG", True),
        ("TECQUA", "ANC_LOST", False),
    ],
)
def test_cleaning_reads_the_quality_of_old_baselines(
    tmp_path: Path, values: Read, mask: str, kind: str, *, counted: bool
) -> None:
    builder = SafeBuilder(
        baseline="02.09",
        images={("04", 10): counts(10)},
        masks={
            ("DETFOO", "04"): gml(box(0, 0, 240, 240)),
            (mask, "04"): gml(box(30, 50, 50, 60), kind=kind),
        },
    )
    path = str(builder.write(tmp_path))
    assert not np.isnan(values(open_product(path), "RED")).any()
    invalid = np.isnan(values(open_product(path, cleaning=Cleaning.CLEAN), "RED"))
    expected = np.zeros((24, 24), dtype=bool)
    expected[5, 3:5] = counted
    np.testing.assert_array_equal(invalid, expected)


def test_raw_takes_every_pixel(tmp_path: Path, values: Read) -> None:
    builder = SafeBuilder(
        images={("04", 10): counts(10, first=0), ("SCL", 10): counts(10, first=0)},
        masks={("DETFOO", "04"): np.zeros((24, 24), dtype="u1")},
    )
    product = open_product(str(builder.write(tmp_path)), cleaning=Cleaning.RAW)
    assert not np.isnan(values(product, "RED")).any()
    assert not np.isnan(values(product, "SCL")).any()
    assert product.warnings == ()


def test_cleaning_without_quality_masks_is_said(tmp_path: Path) -> None:
    path = str(SafeBuilder(images={("04", 10): counts(10)}).write(tmp_path))
    product = open_product(path, cleaning=Cleaning.CLEAN)
    assert "The product has no quality masks; only nodata is taken out." in (
        product.warnings
    )


def test_quantities_of_l2a_have_their_units(tmp_path: Path, values: Read) -> None:
    dn = counts(20, first=0)
    classes = (dn % 12).astype("u1")
    builder = SafeBuilder(
        images={
            ("04", 20): dn,
            ("AOT", 20): dn,
            ("WVP", 20): dn,
            ("SCL", 20): classes,
            ("CLDPRB", 20): (dn % 101).astype("u1"),
        }
    )
    product = open_product(str(builder.write(tmp_path)))
    expected = np.where(dn == 0, np.nan, dn / 500).astype("f4")  # as the metadata say
    np.testing.assert_array_equal(values(product, "AOT"), expected)
    expected = np.where(dn == 0, np.nan, dn / 1000).astype("f4")
    np.testing.assert_array_equal(values(product, "WVP"), expected)
    expected = np.where(classes == 0, np.nan, classes).astype("f4")
    np.testing.assert_array_equal(values(product, "SCL"), expected)
    assert product.band("SCL").is_classes
    expected = np.where(classes == 0, np.nan, dn % 101).astype("f4")
    np.testing.assert_array_equal(values(product, "CLDPRB"), expected)


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


def test_the_real_partial_product_is_read_as_it_is(data: Path, values: Read) -> None:
    path = next((data / "s2_l2a_T29UNU_crop").glob("*.SAFE"))
    product = open_product(str(path))
    grid = product.pixels()
    assert (grid.rows, grid.cols, grid.crs.to_epsg()) == (600, 600, 32629)
    assert tuple(grid.transform)[:6] == (60, 0, 539580, 0, -60, 5892840)
    assert product.warnings == (NO_FOOTPRINTS,)
    files = {
        **{band.id: f"B{band.id}" for band in product.bands if band.radiometry},
        **{name: name for name in ("SCL", "AOT", "WVP")},
    }
    del files["08"]  # there is none of 60 m
    for band, file in files.items():
        with rasterio.open(next(path.rglob(f"*_{file}_60m.jp2"))) as src:
            dn = src.read(1)
        got = values(product, band, 60)
        np.testing.assert_array_equal(np.isnan(got), dn == 0)
        seen = dn > 0
        offset, by = (0, 1000) if band in ("AOT", "WVP") else (-1000, 10000)
        expected = (dn[seen].astype(np.float64) + offset) / by
        if band == "SCL":
            expected = dn[seen]
        np.testing.assert_array_equal(got[seen], expected.astype(np.float32))


def test_probabilities_of_the_real_partial_product(data: Path, values: Read) -> None:
    path = next((data / "s2_l2a_T29UNU_crop").glob("*.SAFE"))
    product = open_product(str(path))
    with rasterio.open(next(path.rglob("MSK_CLDPRB_60m.jp2"))) as src:
        percent = src.read(1)
    got = values(product, "CLDPRB", 60)
    seen = ~np.isnan(got)
    np.testing.assert_array_equal(got[seen], percent[seen])


def test_the_real_archive_is_read_in_place(data: Path, values: Read) -> None:
    path = next((data / "s2_l1c_zip").glob("*.zip"))
    product = open_product(str(path))
    assert (product.pixels().rows, product.pixels().cols) == (439, 439)
    assert product.pixels().pixel_size == pytest.approx((250.1139, 250.1139))
    assert product.warnings == ()
    inside = f"{path.stem}.SAFE/GRANULE/L1C_T56JMM_A015757_20180629T000241"
    name = f"/vsizip/{path}/{inside}/IMG_DATA/T56JMM_20180629T000241_B8A.jp2"
    with rasterio.open(name) as src:
        dn, transform = src.read(1), src.transform
    got = values(product, "8A")
    seen = ~np.isnan(got)
    np.testing.assert_array_equal(got[seen], (dn / 10000).astype("f4")[seen])
    np.testing.assert_array_equal(
        seen, _inside_any_detector(f"/vsizip/{path}/{inside}", "8A", transform)
    )


def _inside_any_detector(granule: str, band: str, transform: Any) -> NDArray[np.bool_]:
    """Ask OGR, not our reader, for the polygons; and each polygon by itself."""
    ogr = pytest.importorskip("osgeo.ogr", reason="OGR is the oracle")
    ogr.UseExceptions()
    source = ogr.Open(f"{granule}/QI_DATA/MSK_DETFOO_B{band}.gml")
    shapes = [
        shapely.from_wkb(bytes(feature.GetGeometryRef().ExportToWkb()))
        for feature in source.GetLayer()
    ]
    assert len(shapes) == 4
    burnt = [
        rasterio.features.rasterize([shape], out_shape=(219, 219), transform=transform)
        for shape in shapes
    ]
    inside: NDArray[np.bool_] = np.any(burnt, axis=0)
    return inside
