# SPDX-License-Identifier: GPL-3.0-or-later
"""Which pixels footprints and quality masks take out."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from numpy.typing import NDArray
from safe_builder import SafeBuilder, box, counts, gml

from exogenous.core import load
from exogenous.core.products import Cleaning, open_product

if TYPE_CHECKING:
    from pathlib import Path

Read = Callable[..., NDArray[Any]]


NO_FOOTPRINTS = (
    "The product has no detector footprint masks; pixels with DN 0 alone are taken "
    "as nodata."
)


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


@pytest.mark.rule(
    5, 11, against="the footprint that was made, and the pixels that are 0"
)
def test_zero_is_nodata_inside_the_footprint_as_well(
    tmp_path: Path, values: Read
) -> None:
    dn = counts(10, first=0)
    seen = np.full((24, 24), 3, dtype="u1")
    seen[:, 20:] = 0
    builder = SafeBuilder(images={("04", 10): dn}, masks={("DETFOO", "04"): seen})
    product = open_product(str(builder.write(tmp_path)))
    got = values(product, "RED")
    np.testing.assert_array_equal(np.isnan(got), (seen == 0) | (dn == 0))
    assert dn[0, 0] == 0
    assert product.warnings == ()


@pytest.mark.rule(5, 11, against="the numbers that the metadata name")
@pytest.mark.parametrize("number", [0, 7, 600])
@pytest.mark.parametrize("has_footprint", [True, False])
def test_the_metadata_name_the_number_for_nodata(
    tmp_path: Path, values: Read, number: int, *, has_footprint: bool
) -> None:
    dn = counts(10, first=1)
    dn[3, 4:6] = number, 65535
    footprint = {("DETFOO", "04"): np.full((24, 24), 3, dtype="u1")}
    builder = SafeBuilder(
        images={("04", 10): dn}, masks=footprint if has_footprint else {}
    )
    path = builder.write(tmp_path)
    rename_special(path, "NODATA", str(number))
    product = open_product(str(path))
    got = values(product, "RED")
    np.testing.assert_array_equal(np.isnan(got), dn == number)
    assert got[3, 5] == np.float32(6.4535)
    assert any(f"DN {number} alone" in w for w in product.warnings) != has_footprint
    raw = values(open_product(str(path), cleaning=Cleaning.RAW), "RED")
    assert not np.isnan(raw).any()


@pytest.mark.parametrize("said", ["", "none", "nan", "inf"])
def test_zero_is_nodata_where_the_metadata_name_no_number(
    tmp_path: Path, values: Read, said: str
) -> None:
    dn = counts(10, first=0)
    footprint = {("DETFOO", "04"): np.ones((24, 24), dtype="u1")}
    builder = SafeBuilder(images={("04", 10): dn}, masks=footprint)
    path = builder.write(tmp_path)
    rename_special(path, "NODATA", said)
    got = values(open_product(str(path)), "RED")
    np.testing.assert_array_equal(np.isnan(got), dn == 0)


def rename_special(product: Path, name: str, value: str) -> None:
    """Have the metadata give another number for one of the special values."""
    metadata = next(product.glob("MTD_MSI*.xml"))
    text = metadata.read_text("utf-8")
    found = re.subn(
        rf"(<SPECIAL_VALUE_TEXT>{name}</SPECIAL_VALUE_TEXT>\s*"
        r"<SPECIAL_VALUE_INDEX>)[^<]*",
        rf"\g<1>{value}",
        text,
    )
    assert found[1] == 1
    metadata.write_text(found[0], "utf-8")


@pytest.mark.rule(5, 11, against="the numbers and detectors in the files")
def test_a_real_swath_edge_has_no_zero_reflectance(cases: Path) -> None:
    product = next(cases.glob("S2A_*.SAFE"))
    with rasterio.open(next(product.rglob("*_B12_60m.jp2"))) as src:
        dn = src.read(1).astype("f8")
    with rasterio.open(next(product.rglob("MSK_DETFOO_B12.jp2"))) as src:
        seen = src.read(1)[1::3, 1::3] != 0  # at the centres of 60 m
    expected = np.where(seen & (dn != 0), (dn - 1000) / 10000, np.nan)
    assert (seen & (dn == 0)).sum() == 11
    for size_m, of in ((60, 1), (300, 5)):
        got = load(str(product), ["SWIR_2"], pixel_size=size_m)["SWIR_2"].values[0]
        cells = expected.reshape(120 // of, of, 120 // of, of)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # cells of nodata alone
            means = np.nanmean(cells, axis=(1, 3))
        np.testing.assert_allclose(got, np.maximum(means, 0), rtol=0, atol=1e-6)


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
    assert product.band("RED").decoding.is_nodata_masked
    assert not product.band("NIR").decoding.is_nodata_masked
    (warning,) = product.warnings
    assert warning.startswith("There is no detector footprint mask for NIR; ")


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
