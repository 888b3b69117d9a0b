# SPDX-License-Identifier: GPL-3.0-or-later
"""Times of GRIB messages of both editions."""

from __future__ import annotations

from datetime import datetime, timezone

import numpy as np
import pytest
import rasterio
from affine import Affine
from places import DATA
from timed_files import grib1_message

from exogenous.core.sources.times.grib1_headers import read_ranges
from exogenous.core.sources.times.of_grib import of_grib

START = datetime(2022, 10, 5, tzinfo=timezone.utc)


def times_of(path):
    with rasterio.open(path) as src:
        return of_grib(src)


def edition_1(path, *messages, between=b""):
    path.write_bytes(between.join(grib1_message(START, *one) for one in messages))
    return path


#: Unit, P1, P2, kind, N; the interval, and what its values are.
KINDS = [
    ((1, 0, 6, 4, 0), "2022-10-05T00:00Z/2022-10-05T06:00Z", "sum"),
    ((1, 6, 12, 3, 0), "2022-10-05T06:00Z/2022-10-05T12:00Z", "mean"),
    ((1, 3, 9, 2, 0), "2022-10-05T03:00Z/2022-10-05T09:00Z", "mean"),
    ((1, 0, 24, 5, 0), "2022-10-05T00:00Z/2022-10-06T00:00Z", "difference"),
    ((0, 0, 30, 4, 0), "2022-10-05T00:00Z/2022-10-05T00:30Z", "sum"),
    ((10, 1, 2, 4, 0), "2022-10-05T03:00Z/2022-10-05T06:00Z", "sum"),
    ((2, 0, 1, 113, 27), "2022-10-05T00:00Z/2022-11-01T00:00Z", "mean"),
    ((1, 6, 0, 0, 0), "2022-10-05T06:00Z", ""),
    ((1, 0, 0, 1, 0), "2022-10-05T00:00Z", ""),
]


@pytest.mark.parametrize(("message", "text", "method"), KINDS)
def test_ranges_of_edition_1(tmp_path, message, text, method):
    times = times_of(edition_1(tmp_path / "a.grib", message))
    assert times.text(1) == text
    assert times.method == method


def test_many_messages_with_bytes_between(tmp_path):
    messages = [(1, 6 * n, 6 * n + 6, 4, 0) for n in range(4)]
    path = edition_1(tmp_path / "a.grib", *messages, between=b"\r\r\nbulletin\0" * 30)
    times = times_of(path)
    assert times.text(4) == "2022-10-05T18:00Z/2022-10-06T00:00Z"


def test_sums_from_one_beginning(tmp_path):
    messages = [(1, 0, n, 4, 0) for n in (1, 2, 3)]
    times = times_of(edition_1(tmp_path / "a.grib", *messages))
    assert [times.text(n)[-6:] for n in (1, 2, 3)] == ["01:00Z", "02:00Z", "03:00Z"]


def test_other_counts_of_messages_say_nothing(tmp_path):
    path = edition_1(tmp_path / "a.grib", (1, 0, 6, 4, 0))
    assert read_ranges(str(path), 2) == {}
    assert read_ranges(str(tmp_path / "gone.grib"), 1) == {}


def edition_2(path, template, numbers):
    ids = (
        "CENTER=98 SUBCENTER=0 MASTER_TABLE=4 SIGNF_REF_TIME=1 "
        "REF_TIME=2022-10-05T00:00:00Z PROD_STATUS=0 TYPE=1"
    )
    with rasterio.open(
        path,
        "w",
        driver="GRIB",
        width=4,
        height=4,
        count=1,
        dtype="float64",
        crs="EPSG:4326",
        transform=Affine(0.25, 0, -4, 0, -0.25, 45.5),
        IDS=ids,
        PDS_PDTN=str(template),
        PDS_TEMPLATE_ASSEMBLED_VALUES=" ".join(map(str, numbers)),
    ) as out:
        out.write(np.ones((1, 4, 4)))
    return path


#: Parameter, process, hours, unit (1, hours), step, level, and a second level.
_FIXED = [1, 8, 2, 0, 96, 0, 0, 1, 6, 1, 0, 0, 255, 0, 0]

_UNTIL_NOON = [2022, 10, 5, 12, 0, 0, 1, 0]


@pytest.mark.parametrize(
    ("template", "numbers", "text", "method"),
    [
        (0, _FIXED, "2022-10-05T06:00Z", ""),
        (
            8,
            [*_FIXED, *_UNTIL_NOON, 1, 2, 1, 6, 255, 0],
            "2022-10-05T06:00Z/2022-10-05T12:00Z",
            "sum",
        ),
        (
            8,
            [*_FIXED, *_UNTIL_NOON, 0, 2, 1, 6, 255, 0],
            "2022-10-05T06:00Z/2022-10-05T12:00Z",
            "mean",
        ),
        (
            11,
            [*_FIXED, 3, 7, 50, *_UNTIL_NOON, 2, 2, 1, 6, 255, 0],
            "2022-10-05T06:00Z/2022-10-05T12:00Z",
            "maximum",
        ),
    ],
)
def test_templates_of_edition_2(tmp_path, template, numbers, text, method):
    times = times_of(edition_2(tmp_path / "a.grib2", template, numbers))
    assert times.text(1) == text
    assert times.method == method


def test_two_elements_are_two_groups():
    path = DATA / "capabilities" / "04_time" / "cams-egg4-monthly.grib"
    if not path.is_file():
        pytest.skip("the shared data are not there")
    times = times_of(path)
    assert times.groups.tolist() == [0, 1, 0, 1]
    assert times.text(1) == "2005-01-02T00:00Z/2005-02-02T00:00Z"
    # N is 248, in steps of a day: a month is what lies between two of them.
    assert times.text(2) == "2005-01-01T00:00Z/2005-02-01T00:00Z"


def test_rain_of_three_days_is_a_sum():
    name = "MRMS_MultiSensor_QPE_72H_Pass2_00.00_20220601-230000.grib2"
    path = DATA / "capabilities" / "04_time" / name
    if not path.is_file():
        pytest.skip("the shared data are not there")
    times = times_of(path)
    assert (times.text(1), times.method) == ("2022-06-01T23:00Z", "sum")
