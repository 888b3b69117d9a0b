# SPDX-License-Identifier: GPL-3.0-or-later
"""Bands chosen by time: which, with what words, and with which numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import numpy as np
import pytest
import rasterio
from rasters import make_raster, ramp, read_back
from timed_files import COLS, ROWS, write_timed

from exogenous.core import Request, parse_exo, stack
from exogenous.core.errors import InvalidLayer, TimeNotFound
from exogenous.core.planning.build import make_plan
from exogenous.core.planning.summary import summary
from exogenous.core.request.layer_table import to_mapping
from exogenous.core.sources.times.calendars import calendar_of

ACQUIRED = datetime(2022, 10, 5, 11, 54, 11, tzinfo=timezone.utc)
HOURS = "hours since 2022-10-05"
SIX = [0, 6, 12, 18, 24, 30]
CRS = {"crs": "EPSG:4326"}


@pytest.fixture
def scene(tmp_path):
    """Make a product of that instant, and plan and run rows on it."""
    return Scene(tmp_path)


class Scene:
    def __init__(self, folder):
        self.folder = folder
        said = {"TIFFTAG_DATETIME": f"{ACQUIRED:%Y:%m:%d %H:%M:%S}"}
        self.product = make_raster(folder / "product.tif", ramp(6, 7), tags=said)

    def timed(self, *args, name="a.nc", **more):
        return write_timed(self.folder / name, *args, **more)

    def request(self, path, **row):
        rows = {"t": {"path": str(path), **CRS, **row}}
        return Request(product=str(self.product), layers=parse_exo(rows))

    def plan(self, path, *, strict=False, **row):
        return make_plan(replace(self.request(path, **row), strict=strict))

    def said(self, path, **row):
        plan = self.plan(path, **row)
        return summary(plan)[-1], plan.warnings

    def run(self, path, **row):
        out = self.folder / "out.tif"
        stack(self.request(path, **row), str(out))
        return read_back(out)

    def value(self, path, **row):
        values = np.unique(self.run(path, **row).values)
        assert values.size == 1
        return float(values[0])


# Which band


def test_the_acquisition_is_the_default(scene):
    path = scene.timed(HOURS, SIX)
    line, warnings = scene.said(path)
    assert "band 3 of 6, 2022-10-05T12:00Z, 0.1 h after the wanted time" in line
    assert warnings == ()
    assert scene.value(path) == 3


@pytest.mark.parametrize(
    ("row", "band"),
    [
        ({"when": "nearest"}, 3),
        ({"when": "previous"}, 2),
        ({"when": "next"}, 3),
        ({"when": "NEXT"}, 3),
        ({"time": "acquisition", "when": "previous"}, 2),
        ({"time": "2022-10-05T18:00Z", "when": "previous"}, 4),
        ({"time": "2022-10-05T18:00Z", "when": "next"}, 4),
        ({"time": "2022-10-05T20:59:59"}, 4),
        ({"time": "2022-10-05T21:00:00"}, 5),  # of two as near the later
        ({"time": "20221005T210001"}, 5),
        ({"time": "2022-10-05"}, 1),
        ({"time": 20221006}, 5),
        ({"time": "2022-10-05T20:00+02:00"}, 4),
        ({"time": "none"}, 1),
        ({"band": 5}, 5),
        ({"band": 1}, 1),
        ({"bandnumber": 6}, 6),
        ({"within": "PT6M"}, 3),
        ({"when": "linear", "time": "2022-10-05T12:00"}, 3),
    ],
)
def test_bands_of_times(scene, row, band):
    assert scene.value(scene.timed(HOURS, SIX), **row) == band


def test_files_need_not_be_in_order(scene):
    path = scene.timed(HOURS, [30, 12, 0, 6, 12, 18])
    assert scene.value(path) == 2  # the first of two with one time
    assert scene.value(path, when="previous") == 4


def test_a_file_that_says_nothing_has_its_first_band(scene):
    path = make_raster(scene.folder / "x.tif", np.stack([ramp(6, 7)] * 3))
    assert scene.plan(path, crs=None).warnings == ()
    with pytest.raises(TimeNotFound, match="does not say when its bands are"):
        scene.plan(path, crs=None, time="acquisition")
    with pytest.raises(TimeNotFound, match="does not say"):
        scene.plan(path, crs=None, within="P1D")


def test_outside_of_the_span_the_first_band_and_a_warning(scene):
    path = scene.timed("hours since 2022-11-01", SIX)
    line, (warning,) = scene.said(path)
    assert "band 1 of 6" in line
    assert (
        "lies outside of its times, 2022-11-01T00:00Z to 2022-11-02T06:00Z" in warning
    )
    assert "636.1 h after the wanted time" in warning
    with pytest.raises(TimeNotFound, match="lies outside"):
        scene.plan(path, strict=True)
    with pytest.raises(TimeNotFound, match="lies outside"):
        scene.plan(path, within="P1D")


def test_a_time_that_is_asked_for_is_not_the_first_band(scene):
    path = scene.timed("hours since 2022-09-01", SIX)
    line, (warning,) = scene.said(path, time="acquisition")
    assert "band 6 of 6" in line
    assert "2022-09-02T06:00Z is taken" in warning
    assert scene.value(path, time="2022-12-01") == 6


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"within": "PT5M"}, "0.1 h after the wanted time, and within allows PT5M"),
        ({"time": "2022-10-04", "when": "previous"}, "no time for previous"),
        ({"time": "2022-10-07", "when": "next"}, "no time for next"),
        ({"time": "2022-10-07", "when": "linear"}, "no time for linear"),
        ({"when": "linear", "within": "PT5H"}, "within allows PT5H"),
    ],
)
def test_what_there_is_no_time_for(scene, row, words):
    with pytest.raises(TimeNotFound, match=words):
        scene.plan(scene.timed(HOURS, SIX), **row)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"time": "yesterday"}, "time 'yesterday' is no time"),
        ({"time": "2022-13-01"}, "is no time"),
        ({"time": "2022-10-05T25:00"}, "is no time"),
        ({"time": True}, "is no time"),
        ({"time": "2022-02-30"}, "there is no date 2022-02-30"),
        ({"when": "soon"}, "when 'soon' is unknown"),
        ({"within": "3h"}, "within '3h' is no duration"),
        ({"within": "P"}, "is no duration"),
        ({"within": "-P1D"}, "is no duration"),
        ({"time": "none", "when": "next"}, "time is none"),
        ({"when": "linear", "fractions": "all"}, "classes of two times"),
        ({"band": "level=850"}, "no band is 'level=850'"),
    ],
)
def test_values_that_cannot_be(scene, row, words):
    with pytest.raises(InvalidLayer, match=words) as caught:
        scene.plan(scene.timed(HOURS, SIX), **row)
    assert caught.value.parameter == "EXO"


def test_a_band_that_is_given_wins(scene):
    path = scene.timed(HOURS, SIX)
    line, (warning,) = scene.said(path, band=5, time="2022-10-05")
    assert "band 5" not in line
    assert "a band is given" in warning
    assert scene.value(path, band=5, time="2022-10-05") == 5
    with pytest.raises(TimeNotFound, match="within allows PT1H"):
        scene.plan(path, band=5, within="PT1H")
    assert scene.value(path, band=3, within="PT1H") == 3


def test_a_product_without_an_instant(scene):
    scene.product = make_raster(scene.folder / "plain.tif", ramp(6, 7))
    path = scene.timed(HOURS, SIX)
    _, (warning,) = scene.said(path)
    assert "does not say when it was acquired; band 1 of 6" in warning
    with pytest.raises(TimeNotFound, match="does not say when it was acquired"):
        scene.plan(path, time="acquisition")
    assert scene.value(path, time="2022-10-05T12:00Z") == 3


def test_words_that_nobody_understands(scene):
    path = scene.timed("months since 1960-01-01", SIX)
    _, (warning,) = scene.said(path)
    assert "'months since 1960-01-01'" in warning
    with pytest.raises(TimeNotFound, match="not understood"):
        scene.plan(path, time="2022-10-05")


# Levels


def test_levels_are_chosen_by_their_value(scene):
    path = scene.timed(HOURS, [0, 12], levels=[1000, 850, 500])
    line, _ = scene.said(path)
    assert "band 4 of 6, level=1000, 2022-10-05T12:00Z" in line
    assert scene.value(path, band="level=850") == 5
    assert scene.value(path, band="LEVEL = 850.0", when="previous") == 2
    assert scene.value(path, band="level=500", time="none") == 3
    assert scene.value(path, band="level=850", when="linear") == pytest.approx(
        2 + 3 * (42851 / 43200), rel=1e-6
    )
    with pytest.raises(InvalidLayer, match="level=1000, level=850, level=500"):
        scene.plan(path, band="level=7")


def test_a_bands_own_name_comes_before_dimensions(scene):
    path = make_raster(
        scene.folder / "x.tif",
        np.stack([np.full((6, 7), n, "float32") for n in (1, 2)]),
        descriptions=["level=1", "level=2"],
    )
    assert scene.value(path, crs=None, band="level=2") == 2


# Intervals

_DAYS = [(n, n + 1) for n in range(4)]


@pytest.mark.parametrize("method", ["time: sum", "time: mean", ""])
def test_intervals_hold_the_time(scene, method):
    path = scene.timed(
        "days since 2022-10-03",
        [1, 2, 3, 4],  # stamped at their ends
        bounds=_DAYS,
        cell_methods=method,
    )
    line, warnings = scene.said(path)
    assert "band 3 of 4, 2022-10-05T00:00Z/2022-10-06T00:00Z, at the wanted" in line
    assert warnings == ()
    assert scene.value(path) == 3
    assert scene.value(path, when="previous") == 2
    assert scene.value(path, when="next") == 4
    with pytest.raises(TimeNotFound, match="which linear does not keep"):
        scene.plan(path, when="linear")


def test_sums_without_bounds_are_never_weighed(scene):
    path = scene.timed(HOURS, SIX, cell_methods="time: sum")
    assert scene.value(path) == 3
    with pytest.raises(TimeNotFound, match="sum"):
        scene.plan(path, when="linear")


def test_of_intervals_that_overlap_the_shortest_is_taken(scene):
    path = scene.timed(
        HOURS,
        [12, 18, 13],
        bounds=[(0, 12), (0, 18), (11, 13)],
        cell_methods="time: sum",
    )
    assert scene.value(path) == 3


# Numbers

CALENDARS = (
    *("standard", "gregorian", "proleptic_gregorian", "julian"),
    *("noleap", "365_day", "all_leap", "366_day", "360_day"),
)


@pytest.mark.parametrize("calendar", CALENDARS)
@pytest.mark.parametrize("when", ["nearest", "previous", "next", "linear"])
@pytest.mark.parametrize(
    "moment", ["2022-10-05T11:54:11Z", "2024-02-28T17:00Z", "2022-12-30T23:59:59Z"]
)
def test_a_field_linear_in_time_is_its_closed_form(scene, calendar, when, moment):
    """Counts are of CF; the closed form is of the calendar's days alone."""
    date, clock = moment.rstrip("Z").split("T")
    year, month, day = map(int, date.split("-"))
    parts = [float(part) for part in clock.split(":")] + [0.0]
    known = calendar_of(calendar)
    whole = calendar_of("standard" if calendar == "julian" else calendar)
    seconds = parts[0] * 3600 + parts[1] * 60 + parts[2]
    wanted_h = whole.day_of(year, month, day) * 24 + seconds / 3600
    start_h = known.day_of(*known.date_of(int(wanted_h // 24) - 3)) * 24
    steps = np.array([0, 5.0, 31.5, 60, 69.25, 77.9, 101, 140])
    first = known.date_of(start_h // 24)
    path = scene.timed(
        "hours since {:04}-{:02}-{:02}".format(*first),
        steps,
        calendar=calendar,
        values=3.0 * steps - 40,
    )
    at = wanted_h - start_h
    before, after = steps[steps <= at].max(), steps[steps >= at].min()
    expected = {
        "linear": at,
        "previous": before,
        "next": after,
        "nearest": before if at - before < after - at else after,
    }[when]
    found = scene.value(path, time=moment, when=when)
    assert found == pytest.approx(3 * expected - 40, rel=1e-6, abs=1e-6)


def weighted(scene, weight, **more):
    """Make two bands of noise, and the one that they make together."""
    noise = np.random.default_rng(3).normal(280, 9, (2, ROWS, COLS))
    path = scene.timed(HOURS, [0, 24], **more)
    one = scene.timed(HOURS, [0], name="one.nc", **more)
    for file, values in ((path, noise), (one, noise[:1] * (1 - weight))):
        with rasterio.open(file) as src:
            profile = src.profile
        raster = make_raster(
            file.with_suffix(".tif"),
            values if file == path else values + noise[1:] * weight,
            crs="EPSG:4326",
            transform=profile["transform"],
        )
        if file == path:
            with rasterio.open(raster, "r+") as out:
                for band, hours in ((1, "00"), (2, "24")):
                    day = "05T00" if hours == "00" else "06T00"
                    out.update_tags(band, datetime=f"2022-10-{day}:00:00Z")
    return path.with_suffix(".tif"), one.with_suffix(".tif")


@pytest.mark.parametrize(
    "resampler", ["nearest", "bilinear", "cubic", "lanczos", "average", "max", "med"]
)
def test_linear_is_the_resampled_weighted_source(scene, resampler):
    weight = 42851 / 86400
    two, one = weighted(scene, weight)
    found = scene.run(two, resampler=resampler, when="linear")
    alone = scene.run(one, resampler=resampler)
    np.testing.assert_allclose(found.values, alone.values, rtol=1e-12)


def test_a_pixel_is_valid_where_it_is_so_in_both(scene):
    values = np.full((2, 6, 7), 4.0, "float32")
    values[0, 1, 2], values[1, 3, 4] = np.nan, np.nan
    path = make_raster(scene.folder / "two.tif", values)
    with rasterio.open(path, "r+") as out:
        out.update_tags(1, datetime="2022-10-05T00:00:00Z")
        out.update_tags(2, datetime="2022-10-06T00:00:00Z")
    found = scene.run(path, crs=None, when="linear").values[0]
    assert np.argwhere(np.isnan(found)).tolist() == [[1, 2], [3, 4]]
    assert np.nanmax(found) == np.nanmin(found) == 4


def test_whole_numbers_are_weighed_as_floats(scene):
    values = np.stack([np.full((6, 7), n, "uint8") for n in (10, 21)])
    path = make_raster(scene.folder / "two.tif", values)
    with rasterio.open(path, "r+") as out:
        out.update_tags(1, datetime="2022-10-05T00:00:00Z")
        out.update_tags(2, datetime="2022-10-06T00:00:00Z")
    expected = 10 + 11 * 42851 / 86400
    assert scene.value(path, crs=None, when="linear") == pytest.approx(expected)


def test_directions_are_weighed_round_the_circle(scene):
    path = scene.timed(HOURS, [0, 24], values=[350, 20])
    row = {"time": "2022-10-05T12:00Z", "when": "linear", "resampler": "bilinear"}
    assert scene.value(path, **row, domain="angle") == pytest.approx(5, abs=1e-6)
    assert scene.value(path, **row) == pytest.approx(185)


def test_classes_are_not_weighed(scene):
    path = make_raster(
        scene.folder / "two.tif",
        np.ones((2, 6, 7), "uint8"),
        colormap={1: (1, 2, 3, 255)},
    )
    with rasterio.open(path, "r+") as out:
        out.update_tags(1, datetime="2022-10-05T00:00:00Z")
        out.update_tags(2, datetime="2022-10-06T00:00:00Z")
    with pytest.raises(InvalidLayer, match="classes of two times"):
        scene.plan(path, crs=None, when="linear")


# What travels


def test_tags_say_the_time(scene):
    path = scene.timed(HOURS, SIX)
    scene.run(path)
    with rasterio.open(scene.folder / "out.tif") as out:
        tags = out.tags(1)
    assert tags["source_band"] == "3"
    assert tags["time"] == "2022-10-05T12:00Z"
    assert float(tags["hours_from_wanted_time"]) == pytest.approx(349 / 3600, abs=1e-4)
    scene.run(path, when="linear")
    with rasterio.open(scene.folder / "out.tif") as out:
        tags = out.tags(1)
    assert (tags["source_band"], tags["source_band_after"]) == ("2", "3")
    assert tags["time"] == "2022-10-05T11:54:11Z"
    assert float(tags["weight_after"]) == pytest.approx(42851 / 3600 / 6 - 1)
    assert not [key for key in tags if key.startswith("NETCDF_DIM")]


def test_a_table_is_read_again():
    rows = {
        "a": {"path": "a.nc", "time": "2022-10-05T11:54Z", "within": "p1dt2h"},
        "b": {"path": "b.nc", "time": "acquisition", "when": "linear"},
        "c": {"path": "c.nc"},
        "d": {"path": "d.nc", "band": 1},
    }
    layers = parse_exo(rows)
    mapping = to_mapping(layers)
    assert parse_exo(mapping) == layers
    assert mapping["a"]["time"] == "2022-10-05T11:54Z"
    assert "band" not in mapping["c"]
    assert mapping["d"]["band"] == 1
