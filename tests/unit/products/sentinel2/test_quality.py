# SPDX-License-Identifier: GPL-3.0-or-later
"""The masks of Sentinel-2 products, asked for as bands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from safe_builder import SafeBuilder, box, counts, gml

from exogenous.core import load
from exogenous.core.errors import BandNotFound
from exogenous.core.planning.build import make_plan
from exogenous.core.products import open_product
from exogenous.core.products.metadata_file import UnreadableFile
from exogenous.core.request.request import Request

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

Read = Any

QUALIT = (
    "ANC_LOST",
    "ANC_DEG",
    "MSI_LOST",
    "MSI_DEG",
    "QT_DEFECTIVE_PIXELS",
    "QT_NODATA_PIXELS",
    "QT_PARTIALLY_CORRECTED_PIXELS",
    "QT_SATURATED_PIXELS",
)


def flags(layers: int, size: int = 24) -> NDArray[np.uint8]:
    """Make layers of which each has another pixel set."""
    made = np.zeros((layers, size, size), dtype="u1")
    for layer in range(layers):
        made[layer, layer // 2, layer % 2] = 1
    return made


@pytest.fixture(scope="module")
def rasters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a product with masks in JPEG2000."""
    detectors = np.repeat(np.arange(24, dtype="u1") // 8, 24).reshape(24, 24).T
    builder = SafeBuilder(
        images={("04", 10): counts(10), ("8A", 20): counts(20)},
        masks={
            ("DETFOO", "04"): detectors,
            ("QUALIT", "04"): flags(8),
            ("QUALIT", "8A"): flags(8, 12),
            ("CLASSI", "00"): flags(3, 4),
            ("DETFOO", "8A"): detectors[::2, ::2],
            ("DETFOO", "10"): detectors,
        },
    )
    return builder.write(tmp_path_factory.mktemp("rasters"))


@pytest.mark.parametrize("layer", range(8))
def test_layers_of_the_quality_mask_are_bands(
    rasters: Path, values: Read, layer: int
) -> None:
    product = open_product(str(rasters))
    for band, size in (("RED", 24), ("NARROW_NIR", 12)):
        name = f"{QUALIT[layer]}_{band}"
        assert product.band(name).name == name
        expected = flags(8, size)[layer]
        np.testing.assert_array_equal(values(product, name), expected)


@pytest.mark.parametrize(
    "word",
    [
        "QT_SATURATED_PIXELS_B04",
        "qt_saturated_pixels_4",
        "MSK_QUALIT_QT_SATURATED_PIXELS_RED",
        "msk_qualit_qt_saturated_pixels_b04",
    ],
)
def test_masks_have_other_names_too(rasters: Path, word: str) -> None:
    band = open_product(str(rasters)).band(word)
    assert band.name == "QT_SATURATED_PIXELS_RED"
    assert band.is_classes


@pytest.mark.parametrize(
    ("word", "name", "layer"),
    [
        ("MSK_CLASSI_OPAQUE", "OPAQUE", 0),
        ("CIRRUS", "CIRRUS", 1),
        ("MSK_CLASSI_SNOW_ICE_B00", "SNOW_ICE", 2),
    ],
)
def test_the_classification_is_about_the_whole_product(
    rasters: Path, values: Read, word: str, name: str, layer: int
) -> None:
    product = open_product(str(rasters))
    assert product.band(word).name == name
    np.testing.assert_array_equal(values(product, word), flags(3, 4)[layer])


def test_footprints_say_which_detector_saw_a_pixel(rasters: Path) -> None:
    dataset = load(rasters, ["RED", "DETFOO_RED"], pixel_size=60)
    under_the_centre = (np.arange(4) * 6 + 3) // 8
    got = dataset["DETFOO_RED"].values[0]
    np.testing.assert_array_equal(got, np.tile(under_the_centre, (4, 1)))


def test_masks_are_not_among_all_bands(rasters: Path) -> None:
    plan = make_plan(Request(product=str(rasters)))
    assert [layer.name for layer in plan.layers] == ["RED", "NARROW_NIR"]


@pytest.mark.parametrize("word", ["TECQUA_RED", "DETFOO", "DETFOO_B10", "DETFOO_GREEN"])
def test_masks_that_the_product_has_not_are_no_bands(rasters: Path, word: str) -> None:
    with pytest.raises(BandNotFound, match=f"has no band '{word}'"):
        open_product(str(rasters)).band(word)


@pytest.fixture
def polygons(tmp_path: Path) -> SafeBuilder:
    """Make a product with masks in GML."""
    return SafeBuilder(
        baseline="02.09",
        images={("04", 10): counts(10), ("12", 20): counts(20)},
        masks={
            ("DETFOO", "04"): gml(box(0, 0, 150, 240), box(100, 0, 200, 240)),
            ("TECQUA", "04"): gml(box(30, 50, 50, 60), kind="ANC_LOST"),
            ("SATURA", "12"): gml(box(40, 60, 80, 100), kind="QT_SATURATED_PIXELS_L1A"),
            ("DEFECT", "04"): gml(),
            ("CLOUDS", "00"): gml(box(0, 0, 20, 20), kind="OPAQUE").replace(
                "</eop:maskMembers>",
                gml(box(100, 100, 120, 110), kind="CIRRUS")
                .partition("<eop:maskMembers>")[2]
                .partition("</eop:Mask>")[0],
            ),
        },
    )


def drawn(size: int, rows: slice, cols: slice) -> NDArray[np.float32]:
    made = np.zeros((240 // size, 240 // size), dtype="f4")
    made[rows, cols] = 1
    return made


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    ("word", "name", "expected"),
    [
        ("DETFOO_RED", "DETFOO_RED", drawn(10, slice(24), slice(20))),
        ("TECQUA_B04", "TECQUA_RED", drawn(10, slice(5, 6), slice(3, 5))),
        ("SATURA_SWIR_2", "SATURA_SWIR_2", drawn(20, slice(3, 5), slice(2, 4))),
        ("DEFECT_RED", "DEFECT_RED", drawn(10, slice(0), slice(0))),
        ("MSK_CLOUDS_OPAQUE", "OPAQUE", drawn(10, slice(2), slice(2))),
        ("CIRRUS", "CIRRUS", drawn(10, slice(10, 11), slice(10, 12))),
    ],
)
def test_polygons_are_drawn_on_their_bands_pixels(
    tmp_path: Path,
    values: Read,
    polygons: SafeBuilder,
    word: str,
    name: str,
    expected: NDArray[np.float32],
    *,
    packed: bool,
) -> None:
    path = polygons.zip(tmp_path) if packed else polygons.write(tmp_path)
    product = open_product(str(path))
    assert product.band(word).name == name
    np.testing.assert_array_equal(values(product, word), expected)


def test_polygons_that_cannot_be_read_are_found_when_planning(tmp_path: Path) -> None:
    builder = SafeBuilder(
        baseline="02.09",
        images={("04", 10): counts(10)},
        masks={("TECQUA", "04"): "<broken"},
    )
    request = Request(product=str(builder.write(tmp_path)), bands=("TECQUA_RED",))
    with pytest.raises(UnreadableFile, match=r"MSK_TECQUA_B04\.gml cannot be read"):
        make_plan(request)


def test_without_images_there_are_no_mask_bands(tmp_path: Path) -> None:
    builder = SafeBuilder(
        baseline="02.09", masks={("TECQUA", "04"): gml(box(0, 0, 9, 9))}
    )
    with pytest.raises(BandNotFound):
        open_product(str(builder.write(tmp_path))).band("TECQUA_RED")
