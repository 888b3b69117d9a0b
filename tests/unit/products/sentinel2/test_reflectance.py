# SPDX-License-Identifier: GPL-3.0-or-later
"""Reflectance from numbers, offsets and quantification."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from numpy.typing import NDArray
from safe_builder import SafeBuilder, counts

from exogenous.core.products import open_product
from exogenous.core.sources.contents import Values

if TYPE_CHECKING:
    from pathlib import Path

Read = Callable[..., NDArray[Any]]


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


L1C = "S2C_MSIL1C_20251017T111101_N0511_R137_T32VLM_20251017T151300"


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
