# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates in the names of tiles."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from exogenous.core.sources.tiles.tile_dates import date_in_name, date_told


@pytest.mark.parametrize(
    ("name", "when"),
    [
        ("S2A_MSIL2A_20221005T115411_T29UNU.tif", (2022, 10, 5, 11, 54, 11)),
        ("dem_2025-01-31.tif", (2025, 1, 31)),
        ("dem_2025_01_31_v2.tif", (2025, 1, 31)),
        ("era5.20190704.nc", (2019, 7, 4)),
        ("MOD09GA.A2008296.h14v17.hdf", (2008, 10, 22)),
        ("mosaic_2025_11.tif", (2025, 11, 1)),
        ("2019-07/N41E001.hgt", (2019, 7, 1)),
        ("/data/20200101/tile_20210302.tif", (2021, 3, 2)),
        ("LC08_008059_20191201_20200825_02_T1.tif", (2019, 12, 1)),
    ],
)
def test_a_name_has_a_date(name: str, when: tuple[int, ...]) -> None:
    assert date_in_name(name) == datetime(*when, tzinfo=timezone.utc)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    "name",
    ["tile_1.tif", "cdls_-106095_1807575_15000.tif", "20231399.tif", "v20220631x.tif"],
)
def test_a_name_has_none(name: str) -> None:
    assert date_in_name(name) is None


def test_a_file_tells_a_date() -> None:
    expected = datetime(2025, 1, 2, 3, 4, tzinfo=timezone.utc)
    assert date_told("2025-01-02T03:04:00Z") == expected
    assert date_told("2025-01-02T03:04:00") == expected
    assert date_told("yesterday") is None
