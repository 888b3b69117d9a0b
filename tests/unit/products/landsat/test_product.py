# SPDX-License-Identifier: GPL-3.0-or-later
"""Landsat scenes, folder and archive: values by hand, names, masks, hostility."""

from __future__ import annotations

import io
import tarfile
import time
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from places import DATA
from scene_builder import CLEAR, COUNTS, FORMS, NAME, SceneBuilder, level_1, level_2

from exogenous.core import load, open_product
from exogenous.core.errors import (
    BandNotFound,
    ExogenousError,
    InvalidProduct,
    UnknownProduct,
)
from exogenous.core.products.describe import describe
from exogenous.core.products.landsat.instruments import bands_of

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

REAL = DATA / "landsat_c2_l2_008059" / "LC08_L2SP_008059_20191201_20200825_02_T1"
OTHERS = DATA / "capabilities" / "03_landsat"
real = pytest.mark.skipif(not DATA.is_dir(), reason=f"the real data are not in {DATA}")

NONE = np.zeros((4, 4), dtype=np.uint16)


def values(path: Path | str, band: str, **options: Any) -> NDArray[np.float32]:
    data = load(str(path), [band], **options)
    (layer,) = data.data_vars.values()
    pixels: NDArray[np.float32] = layer.to_numpy()[0]
    return pixels


def flagged(row: int, col: int, bit: int, start: NDArray[Any] = CLEAR) -> NDArray[Any]:
    flags = start.copy()
    flags[row, col] = 1 << bit
    return flags


def test_level_2_is_reflectance_and_temperature_of_the_surface(tmp_path: Path) -> None:
    images = {"SR_B4": COUNTS + 8000, "ST_B10": COUNTS, "QA_PIXEL": CLEAR}
    scene = SceneBuilder(images=images).write(tmp_path)
    red = (COUNTS + 8000.0) * 2.75e-05 - 0.2
    np.testing.assert_array_equal(values(scene, "RED"), red.astype(np.float32))
    kelvin = COUNTS * 0.00341802 + 149.0
    np.testing.assert_array_equal(values(scene, "TIR_1"), kelvin.astype(np.float32))


def test_level_1_is_divided_by_the_sine_of_the_suns_elevation(tmp_path: Path) -> None:
    scene = SceneBuilder(level_1(), {"B4": COUNTS + 8000}).write(tmp_path)
    red = ((COUNTS + 8000.0) * 2e-05 - 0.1) / 0.5  # the sun stands at 30 degrees
    np.testing.assert_allclose(values(scene, "RED"), red, rtol=1e-6)


def test_level_1_thermal_is_brightness_temperature(tmp_path: Path) -> None:
    scene = SceneBuilder(level_1(), {"B10": COUNTS}).write(tmp_path)
    radiance = COUNTS * 3.342e-04 + 0.1
    kelvin = 1321.0789 / np.log(774.8853 / radiance + 1)
    np.testing.assert_allclose(values(scene, "TIR_1"), kelvin, rtol=1e-6)


def test_radiance_is_what_is_averaged(tmp_path: Path) -> None:
    scene = SceneBuilder(level_1(), {"B10": COUNTS}).write(tmp_path)
    radiance = (COUNTS * 3.342e-04 + 0.1).reshape(2, 2, 2, 2).mean(axis=(1, 3))
    kelvin = 1321.0789 / np.log(774.8853 / radiance + 1)
    row = {"path": str(scene), "band": "TIR_1", "resampler": "average"}
    data = load(str(scene), exo={"e": row}, pixel_size=60)
    found = data["e"].to_numpy()[0]
    np.testing.assert_allclose(found, kelvin, rtol=1e-6)


def test_reflectance_below_0_is_0_unless_it_is_kept(tmp_path: Path) -> None:
    scene = SceneBuilder(images={"SR_B4": COUNTS}).write(tmp_path)
    below = COUNTS * 2.75e-05 - 0.2
    assert below.min() < -0.1
    np.testing.assert_allclose(values(scene, "RED"), np.maximum(below, 0), atol=1e-7)
    kept = values(scene, "RED", keep_negatives=True)
    np.testing.assert_allclose(kept, below, rtol=1e-5)


@pytest.mark.parametrize(
    ("cleaning", "lost"), [("raw", 0), ("nodata", 2), ("clean", 4)]
)
def test_each_cleaning_takes_out_its_pixels(
    tmp_path: Path, cleaning: str, lost: int
) -> None:
    counts = COUNTS + 8000
    counts[0, 0] = 0
    radsat = flagged(2, 2, 3, flagged(3, 3, 11, NONE))  # band 4; hidden by terrain
    radsat[1, 2] = 1 << 2  # band 3, which is another
    images = {"SR_B4": counts, "QA_PIXEL": flagged(1, 1, 0), "QA_RADSAT": radsat}
    scene = SceneBuilder(images=images).write(tmp_path)
    invalid = np.isnan(values(scene, "RED", cleaning=cleaning))
    expected = [(0, 0), (1, 1), (2, 2), (3, 3)][:lost]
    assert [tuple(map(int, place)) for place in np.argwhere(invalid)] == expected


def test_tm_drops_pixels_by_another_bit(tmp_path: Path) -> None:
    groups = level_2()
    groups["IMAGE_ATTRIBUTES"] |= {"SPACECRAFT_ID": "LANDSAT_5", "SENSOR_ID": "TM"}
    radsat = flagged(0, 1, 9, flagged(0, 2, 11, NONE))
    images = {"SR_B3": COUNTS + 8000, "QA_PIXEL": CLEAR, "QA_RADSAT": radsat}
    scene = SceneBuilder(groups, images).write(tmp_path)
    invalid = np.isnan(values(scene, "RED", cleaning="clean"))
    assert np.argwhere(invalid).tolist() == [[0, 1]]


@pytest.mark.parametrize(
    ("band", "bit"),
    [("CLOUDS", 3), ("SHADOWS", 4), ("CIRRUS", 2), ("SNOW", 5), ("WATER", 7)],
)
def test_flags_are_bands_of_1_and_0(tmp_path: Path, band: str, bit: int) -> None:
    flags = flagged(1, 2, bit, flagged(0, 0, 0))
    scene = SceneBuilder(images={"SR_B4": COUNTS, "QA_PIXEL": flags}).write(tmp_path)
    found = values(scene, band)
    assert np.argwhere(found == 1).tolist() == [[1, 2]]
    assert np.argwhere(np.isnan(found)).tolist() == [[0, 0]]  # fill
    assert (found == 0).sum() == 14
    everything = values(scene, "ALL CLOUDS")
    assert (everything[1, 2] == 1) == (band in {"CLOUDS", "SHADOWS", "CIRRUS"})


def test_codes_stay_codes(tmp_path: Path) -> None:
    flags = flagged(1, 2, 15)
    scene = SceneBuilder(images={"SR_B4": COUNTS, "QA_PIXEL": flags}).write(tmp_path)
    np.testing.assert_array_equal(values(scene, "QA_PIXEL"), flags)


@pytest.mark.parametrize("word", ["RED", "4", "B4", "b4", "SR_B4", "red"])
def test_words_for_a_band(tmp_path: Path, word: str) -> None:
    scene = SceneBuilder(images={"SR_B4": COUNTS}).write(tmp_path)
    assert open_product(str(scene)).band(word).name == "RED"


@pytest.mark.parametrize("form", sorted(FORMS))
def test_folder_archive_and_metadata_file_are_one_product(
    tmp_path: Path, form: str
) -> None:
    images = {"SR_B4": COUNTS + 8000, "QA_PIXEL": CLEAR}
    builder = SceneBuilder(images=images, form=form)
    archive = builder.write_tar(tmp_path)
    scene = tmp_path / "unpacked" / builder.name
    named = scene / f"{builder.name}_MTL.{form}"
    first, *others = (open_product(str(one)) for one in (scene, archive, named))
    for other in others:
        assert other.grid == first.grid
        assert other.facts == first.facts
        keys = first.attributes.keys() - {"product_path"}
        assert {k: other.attributes[k] for k in keys} == {
            k: first.attributes[k] for k in keys
        }
    expected = values(scene, "RED")
    for path in (archive, named):
        np.testing.assert_array_equal(values(path, "RED"), expected)


def test_a_row_reads_a_scene_as_a_product_does(tmp_path: Path) -> None:
    builder = SceneBuilder(
        images={"SR_B4": COUNTS + 8000, "QA_PIXEL": flagged(1, 1, 0)}
    )
    archive = builder.write_tar(tmp_path)
    expected = values(archive, "RED")
    for path in (archive, tmp_path / "unpacked" / builder.name):
        data = load(str(archive), exo={"e": {"path": str(path), "band": "RED"}})
        np.testing.assert_array_equal(data["e"].to_numpy()[0], expected)


def test_attributes_are_named_as_in_eoreader(tmp_path: Path) -> None:
    scene = SceneBuilder(images={"SR_B4": COUNTS}).write(tmp_path)
    assert open_product(str(scene)).attributes == {
        "constellation": "Landsat-8",
        "constellation_id": "L8",
        "product_path": str(scene),
        "product_name": NAME.format(level="L2SP"),
        "product_filename": NAME.format(level="L2SP"),
        "instrument": "OLI-TIRS",
        "product_type": "L2",
        "acquisition_date": "20191201T151351",
        "condensed_name": "20191201T151351_L8_008059_OLI_TIRS",
        "orbit_direction": "DESCENDING",
        "cloud_cover": 81.02,
    }


def test_the_panchromatic_band_does_not_give_the_grid(tmp_path: Path) -> None:
    pan = np.full((8, 8), 9000, dtype=np.uint16)
    scene = SceneBuilder(level_1(), {"B8": pan, "B4": COUNTS}).write(tmp_path)
    product = open_product(str(scene))
    assert (product.pixels().rows, product.pixels().cols) == (4, 4)
    assert product.band("PAN").files[0].pixel_size == 15


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("SUN_ELEVATION", "-3.0"),
        ("SUN_ELEVATION", "0"),
        ("SUN_ELEVATION", "nan"),
        ("SUN_ELEVATION", None),
        ("SPACECRAFT_ID", "LANDSAT_99"),
        ("SPACECRAFT_ID", "../../etc"),
        ("SPACECRAFT_ID", None),
        ("DATE_ACQUIRED", "yesterday"),
        ("DATE_ACQUIRED", "2019-13-41"),
        ("SCENE_CENTER_TIME", None),
        ("REFLECTANCE_MULT_BAND_4", "1e300"),
        ("REFLECTANCE_MULT_BAND_4", "0"),
        ("REFLECTANCE_ADD_BAND_4", "NULL"),
        ("RADIANCE_MULT_BAND_10", "-1"),
        ("K1_CONSTANT_BAND_10", "-5"),
        ("K2_CONSTANT_BAND_10", "x"),
        ("CLOUD_COVER", "many"),
        ("WRS_PATH", "inf"),
    ],
)
def test_a_wrong_field_is_one_sentence(
    tmp_path: Path, field: str, value: str | None
) -> None:
    groups = level_1()
    for group in groups.values():
        if field in group:
            group[field] = value or ""
    images = {"B4": COUNTS, "B10": COUNTS}
    scene = SceneBuilder(groups, images).write(tmp_path)
    word = "K1_CONSTANT" if field == "K1_CONSTANT_BAND_10" else field
    with pytest.raises(InvalidProduct, match=rf"_MTL\.txt cannot be read: .*{word}"):
        open_product(str(scene))


def test_an_unknown_sensor_is_said(tmp_path: Path) -> None:
    groups = level_2()
    groups["IMAGE_ATTRIBUTES"]["SENSOR_ID"] = "CAMERA"
    scene = SceneBuilder(groups, {"SR_B4": COUNTS}).write(tmp_path)
    with pytest.raises(UnknownProduct, match="the sensor 'CAMERA'"):
        open_product(str(scene))


def test_a_scene_without_images_is_described(tmp_path: Path) -> None:
    product = open_product(str(SceneBuilder().write(tmp_path)))
    assert not describe(product).has_images
    assert "no image files" in product.warnings[0]
    with pytest.raises(BandNotFound):
        product.band("RED")


def test_a_scene_without_flags_says_what_is_not_taken_out(tmp_path: Path) -> None:
    scene = SceneBuilder(images={"SR_B4": COUNTS}).write(tmp_path)
    warnings = " ".join(open_product(str(scene)).warnings)
    assert "no QA_PIXEL" in warnings
    assert "RADSAT" not in warnings


def test_two_scenes_in_a_folder_are_told_apart_by_their_metadata(
    tmp_path: Path,
) -> None:
    one = SceneBuilder(images={"SR_B4": COUNTS + 8000}).write(tmp_path)
    other = SceneBuilder(level_1(), {"B4": COUNTS + 8000}).write(tmp_path)
    for file in other.iterdir():
        file.rename(one / file.name)
    with pytest.raises(UnknownProduct, match="2 scenes"):
        open_product(str(one))
    first, second = sorted(one.glob("*_MTL.txt"))
    assert open_product(str(first)).attributes["product_type"] == "L1"
    assert open_product(str(second)).attributes["product_type"] == "L2"
    assert values(first, "RED").max() != values(second, "RED").max()


HOSTILE = {
    "out of it": ("../x_MTL.txt", tarfile.REGTYPE),
    "absolute": ("/x_MTL.txt", tarfile.REGTYPE),
    "link": ("x_B1.TIF", tarfile.SYMTYPE),
    "hard link": ("x_B1.TIF", tarfile.LNKTYPE),
    "device": ("x_B1.TIF", tarfile.CHRTYPE),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_archives_that_reach_out_are_refused(tmp_path: Path, case: str) -> None:
    name, kind = HOSTILE[case]
    path = tmp_path / "scene.tar"
    with tarfile.open(path, "w") as archive:
        text = FORMS["txt"](level_2()).encode()
        mtl = tarfile.TarInfo(f"{NAME.format(level='L2SP')}_MTL.txt")
        mtl.size = len(text)
        archive.addfile(mtl, io.BytesIO(text))
        harm = tarfile.TarInfo(name)
        harm.type, harm.linkname = kind, "/etc/passwd"
        archive.addfile(harm)
    with pytest.raises(InvalidProduct, match="reaches outside the archive"):
        open_product(str(path))


def test_an_archive_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "scene.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        for number in range(3):
            huge = tarfile.TarInfo(f"x_B{number}.TIF")
            huge.size = 100 * 2**20
            archive.addfile(huge, io.BytesIO(bytes(huge.size)))
    with pytest.raises(InvalidProduct, match="unpacks without end"):
        open_product(str(path))


@pytest.mark.parametrize("data", [b"", b"no archive", bytes(5000)])
def test_a_damaged_archive_is_said(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "scene.tar"
    path.write_bytes(data)
    with pytest.raises(ExogenousError) as caught:
        open_product(str(path))
    assert "scene.tar" in str(caught.value)


@pytest.mark.parametrize(
    ("sensor", "satellite", "level_1", "count"),
    [
        ("OLI_TIRS", 9, True, 11),
        ("OLI_TIRS", 8, False, 8),
        ("ETM", 7, True, 9),
        ("ETM", 7, False, 7),
        ("TM", 5, True, 7),
        ("MSS", 2, True, 4),
        ("MSS", 5, True, 4),
        ("RBV", 3, True, 0),
    ],
)
def test_bands_of_instruments(
    sensor: str, satellite: int, *, level_1: bool, count: int
) -> None:
    bands = bands_of(sensor, satellite, is_level_1=level_1)
    assert len(bands) == count
    words = [word for band in bands for word in (band.name, band.id, *band.others)]
    assert len(set(words)) == len(words)


@real
def test_a_real_level_2_scene(tmp_path: Path) -> None:
    began = time.perf_counter()
    product = open_product(str(REAL))
    page = describe(product)
    assert time.perf_counter() - began < 0.5
    assert page.grid is not None
    assert (page.grid.rows, page.grid.cols) == (512, 512)  # the MTL says 7741 x 7591
    assert product.attributes["condensed_name"] == "20191201T151351_L8_008059_OLI_TIRS"
    with rasterio.open(next(REAL.glob("*_SR_B3.TIF"))) as src:
        counts = src.read(1)
    with rasterio.open(next(REAL.glob("*_QA_PIXEL.TIF"))) as src:
        fill = src.read(1) & 1 == 1
    green = counts * 2.75e-05 - 0.2
    green[(counts == 0) | fill] = np.nan
    np.testing.assert_allclose(values(REAL, "GREEN"), np.maximum(green, 0), atol=1e-6)
    assert np.nanmean(values(REAL, "CLOUDS")) == pytest.approx(0.81, abs=0.03)


@real
def test_a_real_level_1_archive_of_landsat_9() -> None:
    path = OTHERS / "LC09_L1TP_112081_20220209_20220209_02_T1.tar"
    product = open_product(str(path))
    assert (product.pixels().rows, product.pixels().cols) == (60, 60)
    assert product.attributes["constellation"] == "Landsat-9"
    assert {band.name for band in product.bands if not band.is_there} == set()
    member = f"/vsitar/{path}/{path.stem}_B10.TIF"
    with rasterio.open(member) as src:
        radiance = src.read(1, masked=True).astype(float) * 3.8e-4 + 0.1
    kelvin = (1329.2405 / np.log(799.0284 / radiance + 1)).filled(np.nan)
    found = values(path, "TIR_1")
    both = np.isfinite(found) & np.isfinite(kelvin)
    assert both.sum() > 1000
    np.testing.assert_allclose(found[both], kelvin[both], rtol=1e-6)


@real
@pytest.mark.parametrize("end", ["", ".tar"])
def test_a_real_scene_of_collection_1(end: str) -> None:
    path = OTHERS / f"LC08_L1TP_195025_20130707_20170503_01_T1{end}"
    found = values(path, "RED", cleaning="clean")
    assert found.shape == (41, 41)
    assert 0.02 < np.nanmean(found) < 0.3
    assert 280 < np.nanmean(values(path, "TIR_1")) < 320


@real
@pytest.mark.parametrize("form", ["txt", "xml"])
def test_real_metadata_alone_are_described(form: str) -> None:
    name = f"LC09_L2SP_010065_20220129_20220131_02_T1_MTL.{form}"
    product = open_product(str(OTHERS / "metadata_only" / name))
    assert product.attributes["constellation_id"] == "L9"
    assert product.grid is None
