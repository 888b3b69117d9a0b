# SPDX-License-Identifier: GPL-3.0-or-later
"""What names of Sentinel-2 products say."""

from __future__ import annotations

from datetime import datetime

import pytest

from exogenous.core.products.sentinel2.naming import choose, parse, without_extensions

L2A = "S2C_MSIL2A_20251017T111101_N0511_R137_T32VLM_20251017T151300"
L1C = "S2A_MSIL1C_20180629T000241_N0206_R030_T56JMM_20180629T020241"


def test_a_name_is_taken_apart() -> None:
    name = parse(L2A)
    assert name is not None
    assert (name.text, name.level, name.orbit, name.tile) == (L2A, "L2A", 137, "T32VLM")
    assert name.baseline == 5.11
    assert name.sensing == datetime(2025, 10, 17, 11, 11, 1)  # noqa: DTZ001  UTC
    assert name.acquisition_date == "20251017T111101"
    assert name.condensed == "20251017T111101_S2_T32VLM_L2A_151300"


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        f"{L2A}.SAFE",
        L2A.lower(),
        L2A.replace("S2C", "S2E"),
        L2A.replace("L2A", "L2B"),
        L2A.replace("20251017T111101", "20251317T111101"),  # no such month
        L2A.rpartition("_")[0],
        "S2A_OPER_PRD_MSIL1C_PDMC_20160101T000000_R030_V20160101T000000",
    ],
)
def test_another_text_is_no_name(text: str | None) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    "extension", ["", ".SAFE", ".zip", ".SAFE.zip", ".safe", ".SAFE.ZIP"]
)
def test_extensions_are_no_part_of_it(extension: str) -> None:
    assert without_extensions(L2A + extension) == L2A


def test_a_folder_that_follows_the_convention_wins_over_the_metadata() -> None:
    assert choose(L1C, f"{L2A}.SAFE") == parse(L1C)
    assert choose("my product", f"{L2A}.SAFE") == parse(L2A)
    assert choose("my product", None) is None
