# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of a product, told apart by their names."""

from __future__ import annotations

from exogenous.core.products.sentinel2.files import sort_files

TILE = "GRANULE/L2A_T32VLM_A1"
STEM = "T32VLM_20251017T111101"


def test_images_come_finest_first() -> None:
    names = [
        f"{TILE}/IMG_DATA/R{size}m/{STEM}_{band}_{size}m.jp2"
        for band, sizes in (("B04", (60, 10, 20)), ("B8A", (20,)), ("SCL", (20, 60)))
        for size in sizes
    ]
    images = sort_files([*names, f"{TILE}/IMG_DATA/R10m/{STEM}_TCI_10m.jp2"]).images
    assert images.keys() == {"04", "8A", "SCL"}
    assert [file.pixel_size for file in images["04"]] == [10, 20, 60]
    assert images["8A"][0].name == f"{TILE}/IMG_DATA/R20m/{STEM}_B8A_20m.jp2"


def test_images_of_l1c_say_no_size() -> None:
    name = f"GRANULE/L1C_T32VLM_A1/IMG_DATA/{STEM}_B10.jp2"
    (file,) = sort_files([name]).images["10"]
    assert (file.name, file.pixel_size) == (name, None)


def test_probabilities_have_one_name_in_all_baselines() -> None:
    old = [f"{TILE}/QI_DATA/L2A_{STEM}_{kind}_20m.jp2" for kind in ("CLD", "SNW")]
    new = [f"{TILE}/QI_DATA/MSK_{kind}PRB_20m.jp2" for kind in ("CLD", "SNW")]
    for names in (old, new):
        assert sort_files(names).images.keys() == {"CLDPRB", "SNWPRB"}


def test_rasters_of_masks_come_before_polygons() -> None:
    gml, jp2 = (f"{TILE}/QI_DATA/MSK_DETFOO_B04.{end}" for end in ("gml", "jp2"))
    only_gml = f"{TILE}/QI_DATA/MSK_QUALIT_B8A.gml"
    masks = sort_files([jp2, gml, only_gml]).masks
    assert masks == {("DETFOO", "04"): jp2, ("QUALIT", "8A"): only_gml}


def test_metadata_are_those_of_the_tile_with_images() -> None:
    image = f"{TILE}/IMG_DATA/R10m/{STEM}_B04_10m.jp2"
    names = ["MTD_MSIL2A.xml", "GRANULE/A/MTD_TL.xml", f"{TILE}/MTD_TL.xml", image]
    files = sort_files(names)
    assert (files.datatake, files.tile) == ("MTD_MSIL2A.xml", f"{TILE}/MTD_TL.xml")
    assert files.granules == ("L2A_T32VLM_A1",)


def test_the_picture_is_the_preview_or_the_distributors() -> None:
    assert sort_files([f"{TILE}/QI_DATA/{STEM}_PVI.jp2"]).quicklook is not None
    assert sort_files(["S2C_MSIL2A-ql.jpg"]).quicklook == "S2C_MSIL2A-ql.jpg"
    assert sort_files(["preview.jpg"]).quicklook is None
