# SPDX-License-Identifier: GPL-3.0-or-later
"""Several rasters as one product."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from rasters import make_raster, placed, ramp
from safe_builder import SafeBuilder, counts

from exogenous.core import Request, load, stack
from exogenous.core.errors import (
    BandNotFound,
    DuplicateName,
    ExogenousError,
    OutputNotWritable,
    SourceMissing,
    UnknownProduct,
)
from exogenous.core.products import open_product
from exogenous.core.products.describe import describe

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from exogenous.core.products import Product

SCENE = "LC08_L2SP_008059_20191201_20200825_02_T1"


def rasters(folder: Path, *names: str, **choices: Any) -> list[str]:
    folder.mkdir(parents=True, exist_ok=True)
    return [str(make_raster(folder / f"{name}.tif", **choices)) for name in names]


def names_of(paths: Sequence[str]) -> list[str]:
    return [band.name for band in open_product(paths).bands]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        (["x_T1_SR_B2", "x_T1_SR_B3", "x_T1_QA_PIXEL"], ["SR_B2", "SR_B3", "QA_PIXEL"]),
        (["x_T1_SR_B2", "x_T1_SR_B3"], ["B2", "B3"]),
        (["T32VLM_B02_10m", "T32VLM_B03_10m"], ["B02", "B03"]),
        (["T32VLM_B02_10m", "T32VLM_B05_20m"], ["B02_10m", "B05_20m"]),
        (["red", "nir"], ["red", "nir"]),
        (["scene", "scene_mask"], ["scene", "scene_mask"]),
        (["a b", "a c"], ["b", "c"]),
    ],
)
def test_bands_are_called_what_sets_their_files_apart(
    tmp_path: Path, files: list[str], expected: list[str]
) -> None:
    assert names_of(rasters(tmp_path, *files)) == expected


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    paths = rasters(tmp_path / "2019", "B4") + rasters(tmp_path / "2020", "B4")
    assert names_of(paths) == ["2019", "2020"]


def test_descriptions_are_names(tmp_path: Path) -> None:
    one = rasters(tmp_path, "x_1", descriptions=["GREEN"])
    two = rasters(
        tmp_path, "x_2", values=np.stack([ramp(12, 15)] * 2), descriptions=["RED", ""]
    )
    assert names_of([*one, *two]) == ["GREEN", "RED", "2 band 2"]
    more = rasters(tmp_path, "x_3", "x_4", descriptions=["GREEN"])
    assert names_of(more) == ["3 GREEN", "4 GREEN"]


def test_bands_answer_to_number_and_to_the_ends_of_their_names(tmp_path: Path) -> None:
    paths = rasters(tmp_path, "x_T1_SR_B2", "x_T1_SR_B3", "x_T1_ST_B10")
    product = open_product(paths)
    for word in ("3", "ST_B10", "b10", "T1_ST_B10", "x_T1_ST_B10"):
        assert product.band(word).name == "ST_B10"
    with pytest.raises(BandNotFound, match="It has SR_B2, SR_B3, ST_B10"):
        product.band("B1")


def test_a_word_for_two_bands_is_refused(tmp_path: Path) -> None:
    product = open_product(rasters(tmp_path, "SR_B1", "ST_B1"))
    with pytest.raises(DuplicateName, match=r"'B1'.*band 1, band 2"):
        product.band("B1")


def test_the_grid_is_that_of_the_finest_file(tmp_path: Path) -> None:
    coarse, other = rasters(
        tmp_path, "x_60", "x_61", values=ramp(8, 8), transform=placed(pixel=60)
    )
    fine, finer = rasters(tmp_path, "x_10", "x_11", values=ramp(48, 48))
    product = open_product([coarse, other, fine, finer])
    assert product.grid == open_product(fine).grid
    dataset = load([coarse, other, fine, finer])
    assert dataset["60"].shape == dataset["10"].shape == (1, 48, 48)
    with rasterio.open(fine) as src:
        np.testing.assert_array_equal(dataset["10"].values[0], src.read(1))


def test_a_smaller_file_is_nodata_where_it_is_not(tmp_path: Path) -> None:
    (whole,) = rasters(tmp_path, "x_whole", values=ramp(20, 20))
    (part,) = rasters(tmp_path, "x_part", values=ramp(10, 10))
    dataset = load([whole, part])
    assert np.isnan(dataset["part"].values[0]).sum() == 300


def _stranger(folder: Path) -> str:
    return rasters(folder, "x_2", crs="EPSG:32633")[0]


def _elsewhere(folder: Path) -> str:
    return rasters(folder, "x_2", transform=placed(left=900_000))[0]


def _folder(folder: Path) -> str:
    return str(SafeBuilder(images={("04", 10): counts(10)}).write(folder))


def _text(folder: Path) -> str:
    (folder / "notes.txt").write_text("not a raster")
    return str(folder / "notes.txt")


@pytest.mark.parametrize(
    ("make", "error", "said"),
    [
        (_stranger, UnknownProduct, "coordinate reference system is not that of .*x_1"),
        (_elsewhere, UnknownProduct, "does not overlap .*x_1"),
        (_folder, UnknownProduct, "raster files only"),
        (_text, UnknownProduct, "in no raster format"),
        (lambda folder: str(folder / "x_2.tif"), SourceMissing, "there is no file"),
        (lambda folder: str(folder / "x_1.tif"), UnknownProduct, "in the list twice"),
    ],
)
def test_a_file_that_does_not_belong_is_named(
    tmp_path: Path, make: Callable[[Path], str], error: type[ExogenousError], said: str
) -> None:
    good = rasters(tmp_path, "x_1")
    bad = make(tmp_path)
    with pytest.raises(error, match=said) as caught:
        open_product([*good, bad])
    assert repr(bad) in str(caught.value)


@pytest.mark.parametrize(
    ("name", "is_classes"),
    [
        ("QA_PIXEL", True),
        ("SR_QA_AEROSOL", True),
        ("BQA", True),
        ("Fmask", True),
        ("SCL_20m", True),
        ("B04", False),
        ("AQUA", False),
        ("SCLERA", False),
    ],
)
def test_flags_are_never_averaged(
    tmp_path: Path, name: str, *, is_classes: bool
) -> None:
    product = open_product(rasters(tmp_path, "x_B2", f"x_{name}"))
    assert product.bands[1].is_classes == is_classes


def test_results_say_what_the_files_share(tmp_path: Path) -> None:
    paths = rasters(tmp_path, f"{SCENE}_SR_B2", f"{SCENE}_ST_B10")
    assert open_product(paths).attributes == {
        "product_path": str(tmp_path),
        "product_name": SCENE,
        "product_filename": SCENE,
        "condensed_name": SCENE,
    }


def test_a_description_says_the_file_of_each_band(tmp_path: Path) -> None:
    paths = rasters(tmp_path, "x_1", "x_2")
    assert [band.files for band in describe(open_product(paths)).bands] == [
        ("x_1.tif",),
        ("x_2.tif",),
    ]


def test_a_run_does_not_replace_a_file_of_the_list(tmp_path: Path) -> None:
    paths = rasters(tmp_path, "x_1", "x_2")
    with pytest.raises(OutputNotWritable, match=r"x_2\.tif.*the run reads it"):
        stack(Request(product=tuple(paths)), paths[1])


@pytest.fixture
def landsat(data: Path) -> Product:
    """Return the real Landsat scene, as the list of its rasters."""
    scene = data / "landsat_c2_l2_008059" / SCENE
    return open_product(sorted(scene.glob("*.TIF")))


def test_the_real_landsat_scene_is_a_list_of_rasters(
    landsat: Product, values: Callable[..., Any]
) -> None:
    names = ["QA_PIXEL", "SR_B2", "SR_B3", "SR_B4", "SR_B5", "SR_B6", "ST_B10"]
    assert [band.name for band in landsat.bands] == names
    assert landsat.name == SCENE
    assert landsat.pixels().pixel_size == (444.78515625, 453.57421875)
    assert (landsat.pixels().rows, landsat.pixels().cols) == (512, 512)
    assert [band.is_classes for band in landsat.bands] == [True, *[False] * 6]
    for name in names:
        with rasterio.open(f"{landsat.path}/{SCENE}_{name}.TIF") as src:
            numbers = src.read(1)
        got = values(landsat, name)
        fill = numbers == 0 if name != "QA_PIXEL" else np.zeros_like(numbers, bool)
        assert fill.sum() > 0 or name == "QA_PIXEL"
        np.testing.assert_array_equal(np.isnan(got), fill)
        np.testing.assert_array_equal(got[~fill], numbers[~fill])
