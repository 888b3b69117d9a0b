# SPDX-License-Identifier: GPL-3.0-or-later
"""What a Sentinel-2 product is called and says of itself."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from safe_builder import SafeBuilder, counts

from exogenous.core import load
from exogenous.core.errors import BandNotFound, InvalidProduct, UnknownProduct
from exogenous.core.products import open_product
from exogenous.core.products.describe import describe, to_values

if TYPE_CHECKING:
    from pathlib import Path

SEED = "S2C_MSIL2A_20251017T111101_N0511_R137_T32VLM_20251017T151300"

IRISH = "S2A_MSIL2A_20221005T115411_N0400_R023_T29UNU_20221005T164454"

#: What EOReader 0.24.4 prints as "band mapping" of an L2A product.
L2A_MAPPING = {
    "COASTAL_AEROSOL": "01",
    "BLUE": "02",
    "GREEN": "03",
    "RED": "04",
    "VEGETATION_RED_EDGE_1": "05",
    "VEGETATION_RED_EDGE_2": "06",
    "VEGETATION_RED_EDGE_3": "07",
    "NIR": "08",
    "NARROW_NIR": "8A",
    "WATER_VAPOUR": "09",
    "SWIR_1": "11",
    "SWIR_2": "12",
}

#: What EOReader 0.24.4 prints and writes of the real products: folder, name,
#: condensed name, product type, acquisition date, cloud cover, tile.
REAL = [
    (
        "s2_l1c_zip/S2A_MSIL1C_20180629T000241_N0206_R030_T56JMM_20180629T012042.zip",
        "20180629T000241_S2_T56JMM_L1C_012042",
        ("MSIL1C", "20180629T000241", 0.0, "T56JMM"),
    ),
    (
        f"s2_l2a_T29UNU_crop/{IRISH}.SAFE",
        "20221005T115411_S2_T29UNU_L2A_164454",
        ("MSIL2A", "20221005T115411", 59.769726, "T29UNU"),
    ),
    (
        "s2_metadata/S2A_MSIL1C_20210908T042701_N0301_R133_T46RER_20210908T070248.SAFE",
        "20210908T042701_S2_T46RER_L1C_070248",
        ("MSIL1C", "20210908T042701", 88.2972, "T46RER"),
    ),
    (
        "s2_metadata/S2A_MSIL2A_20190212T192651_N0212_R013_T07HFE_20201007T160857.SAFE",
        "20190212T192651_S2_T07HFE_L2A_160857",
        ("MSIL2A", "20190212T192651", 51.580326, "T07HFE"),
    ),
    (
        "s2_metadata/S2A_MSIL2A_20230821T221941_N0509_R029_T01KAB_20230822T021825.SAFE",
        "20230821T221941_S2_T01KAB_L2A_021825",
        ("MSIL2A", "20230821T221941", 59.050727, "T01KAB"),
    ),
]


def test_attributes_are_those_of_the_seed_in_its_order(tmp_path: Path) -> None:
    path = SafeBuilder(name=SEED).write(tmp_path)
    assert list(open_product(str(path)).attributes.items()) == [
        ("constellation", "Sentinel-2"),
        ("constellation_id", "S2"),
        ("product_path", str(path)),
        ("product_name", SEED),
        ("product_filename", SEED),
        ("instrument", "MSI"),
        ("product_type", "MSIL2A"),
        ("acquisition_date", "20251017T111101"),
        ("condensed_name", "20251017T111101_S2_T32VLM_L2A_151300"),
        ("orbit_direction", "DESCENDING"),
        ("cloud_cover", 2.722754),
    ]


@pytest.mark.parametrize(("place", "condensed", "said"), REAL)
def test_real_products_say_what_eoreader_says(
    data: Path, place: str, condensed: str, said: tuple[str, str, float, str]
) -> None:
    path = data / place
    name = path.name.partition(".")[0]
    product = open_product(str(path))
    product_type, date, cloud_cover, tile = said
    assert product.name == name
    assert dict(product.attributes) == {
        "constellation": "Sentinel-2",
        "constellation_id": "S2",
        "product_path": str(path),
        "product_name": name,
        "product_filename": name,
        "instrument": "MSI",
        "product_type": product_type,
        "acquisition_date": date,
        "condensed_name": condensed,
        "orbit_direction": "DESCENDING",
        "cloud_cover": cloud_cover,
    }
    assert product.facts["tile_name"] == tile


def test_bands_of_l2a_are_eoreaders(tmp_path: Path) -> None:
    product = open_product(str(SafeBuilder().write(tmp_path)))
    mapping = {band.name: band.id for band in product.bands[:12]}
    assert mapping == L2A_MAPPING
    others = [band.name for band in product.bands[12:]]
    assert others == ["SCL", "AOT", "WVP", "CLDPRB", "SNWPRB"]


def test_bands_of_l1c_are_eoreaders(tmp_path: Path) -> None:
    name = SEED.replace("L2A", "L1C")
    product = open_product(str(SafeBuilder(name=name).write(tmp_path)))
    mapping = {band.name: band.id for band in product.bands}
    assert mapping == {**L2A_MAPPING, "SWIR_CIRRUS": "10"}


@pytest.mark.parametrize(
    ("word", "band"),
    [
        ("RED", "RED"),
        ("red", "RED"),
        (" B04 ", "RED"),
        ("04", "RED"),
        ("4", "RED"),
        ("B4", "RED"),
        ("8A", "NARROW_NIR"),
        ("b8a", "NARROW_NIR"),
        ("B8", "NIR"),
        ("08", "NIR"),
        ("CA", "COASTAL_AEROSOL"),
        ("VRE_3", "VEGETATION_RED_EDGE_3"),
        ("WV", "WATER_VAPOUR"),
        ("scl", "SCL"),
        ("MSK_CLDPRB", "CLDPRB"),
    ],
)
def test_a_band_answers_to_all_its_names(tmp_path: Path, word: str, band: str) -> None:
    images = {(id_, 60): counts(60) for id_ in ("01", "04", "07", "08", "8A", "09")}
    images |= {("SCL", 20): counts(20).astype("uint8")}
    images |= {("CLDPRB", 20): counts(20).astype("uint8")}
    product = open_product(str(SafeBuilder(images=images).write(tmp_path)))
    assert product.band(word).name == band


@pytest.mark.parametrize("word", ["NDVI", "B10", "B4A", "BLUE", ""])
def test_a_band_that_is_not_there_is_named_with_those_that_are(
    tmp_path: Path, word: str
) -> None:
    builder = SafeBuilder(images={("04", 10): counts(10)})
    product = open_product(str(builder.write(tmp_path)))
    with pytest.raises(BandNotFound, match=rf"{word!r}\. It has RED\. "):
        product.band(word)


@pytest.mark.parametrize(
    ("asked", "file"),
    [
        (None, "B04_10m"),
        (10, "B04_10m"),
        (20, "B04_20m"),
        (60, "B04_60m"),
        (30, "B04_10m"),
        (100, "B04_10m"),
    ],
)
def test_the_file_of_the_asked_pixel_size_serves(
    tmp_path: Path, asked: float | None, file: str
) -> None:
    images = {("04", size): counts(size) for size in (60, 10, 20)}
    product = open_product(str(SafeBuilder(images=images).write(tmp_path)))
    assert file in product.source(product.band("RED"), asked).path


def test_a_renamed_folder_keeps_the_name_of_the_metadata(tmp_path: Path) -> None:
    path = SafeBuilder(name=SEED).write(tmp_path).rename(tmp_path / "oslo fjord")
    product = open_product(str(path))
    assert product.name == SEED
    assert product.attributes["product_filename"] == "oslo fjord"
    assert product.attributes["condensed_name"].endswith("_S2_T32VLM_L2A_151300")


def test_a_telling_folder_wins_over_the_metadata(tmp_path: Path) -> None:
    other = SEED.replace("T32VLM", "T31TCJ")
    product = open_product(str(SafeBuilder(name=SEED, uri=other).write(tmp_path)))
    assert product.name == SEED


def test_an_unknown_name_leaves_out_what_it_would_have_said(tmp_path: Path) -> None:
    path = SafeBuilder(uri="whatever").write(tmp_path).rename(tmp_path / "x.SAFE")
    product = open_product(str(path))
    assert product.name == "x"
    assert "condensed_name" not in product.attributes
    assert "Not known and left out: acquisition date, condensed name." in (
        product.warnings
    )


def test_metadata_without_images_describe_but_have_no_pixels(tmp_path: Path) -> None:
    product = open_product(str(SafeBuilder().write(tmp_path)))
    assert product.grid is None
    assert product.nominal_grid is not None
    assert product.nominal_grid.bounds == (300000, 6699780, 300240, 6700020)
    assert [band.name for band in product.bands if band.files] == []
    with pytest.raises(InvalidProduct, match="metadata but no image files"):
        product.pixels()


@pytest.mark.parametrize("part", ["0212", "0301", "0509"])
def test_real_metadata_without_images_have_no_pixels(data: Path, part: str) -> None:
    path = next((data / "s2_metadata").glob(f"*_N{part}_*.SAFE"))
    product = open_product(str(path))
    assert product.nominal_grid is not None
    assert (product.nominal_grid.rows, product.nominal_grid.cols) == (10980, 10980)
    values = to_values(describe(product))
    assert [name for name, value in values.items() if value == ""] == [
        "BANDS",
        "QUALITY_MASKS",
    ]
    assert len(json.loads(str(values["BAND_MAPPING"]))) == (
        13 if part == "0301" else 17
    )
    assert {"CLOUD_COVER", "PIXEL_SIZE", "WIDTH", "HEIGHT"} < values.keys()
    for bands in (["RED"], []):
        with pytest.raises(InvalidProduct, match="metadata but no image files"):
            load(path, bands)


def test_several_tiles_in_one_product_are_refused(tmp_path: Path) -> None:
    builder = SafeBuilder(images={("04", 10): counts(10)}, granules=("A1", "A2"))
    with pytest.raises(UnknownProduct, match="images of several tiles"):
        open_product(str(builder.write(tmp_path)))


@pytest.mark.filterwarnings("ignore::exogenous.core.errors.ExogenousWarning")
@pytest.mark.parametrize(
    ("bands", "with_layer", "radiometry"),
    [
        (["RED"], False, "reflectance"),
        (["RED", "8A"], False, "reflectance"),
        (["RED", "SCL"], False, None),
        (["SCL"], False, None),
        (["RED"], True, None),
        ([], True, None),
    ],
)
def test_radiometry_is_said_where_all_bands_are_spectral(
    tmp_path: Path, bands: list[str], radiometry: str | None, *, with_layer: bool
) -> None:
    images = {("04", 10): counts(10), ("8A", 20): counts(20), ("SCL", 20): counts(20)}
    safe = SafeBuilder(images=images).write(tmp_path)
    exo = {"more": next(safe.rglob("*B04_10m.jp2"))} if with_layer else None
    attributes = load(safe, bands, exo=exo).attrs
    assert attributes.get("radiometry") == radiometry
    assert attributes["cloud_cover"] == 2.722754
