# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates in tags, descriptions and names."""

from __future__ import annotations

import pytest

from exogenous.core.sources.times.calendars import GREGORIAN
from exogenous.core.sources.times.written_dates import (
    interval_in,
    position_in,
    position_of,
)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("TERRA_MODIS_012010_NDVI_2013-09-14.jp2", "2013-09-14T00:00Z"),
        ("MultiSensor_QPE_72H_Pass2_00.00_20220601-230000.grib2", "2022-06-01T23:00Z"),
        ("S2A_20221005T115411", "2022-10-05T11:54:11Z"),
        ("rain 2022-10", "2022-10-01T00:00Z"),
        ("t2m_2022_10_05_1200", "2022-10-05T12:00Z"),
        ("2022.10.05", "2022-10-05T00:00Z"),
        ("no date 123456789012", None),
        ("tile 32630", None),
        ("1234567", None),
        ("20221345", None),
        ("2022-02-30 or 2022-03-01", "2022-03-01T00:00Z"),
        ("dem", None),
    ],
)
def test_dates_inside_of_texts(text, moment):
    found = position_in(text)
    assert (None if found is None else GREGORIAN.text_of(found)) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2022:10:05 11:54:11", "2022-10-05T11:54:11Z"),
        ("2022-10-05T11:54:11.024Z", "2022-10-05T11:54:11.024Z"),
        ("2022-10-05 13:54:11+02:00", "2022-10-05T11:54:11Z"),
        ("1970-01-01T00:00:00Z", None),
        ("yesterday", None),
        ("2022-02-30", None),
        ("", None),
    ],
)
def test_dates_that_are_the_text(text, moment):
    found = position_of(text)
    assert (None if found is None else GREGORIAN.text_of(found)) == moment


def test_tags_say_instants_and_intervals():
    instant = interval_in({"ACQUISITION_DATE": "2022-10-05"})
    assert instant is not None
    assert instant[0] == instant[1]
    begin, end = interval_in(
        {"start_datetime": "2022-10-01", "END_DATETIME": "2022-11-01", "date": "1999"}
    )
    assert end - begin == 31 * 86400
    assert interval_in({"colour": "2022-10-05"}) is None
