# SPDX-License-Identifier: GPL-3.0-or-later
"""When bands are, by what each format says."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from places import DATA
from rasters import make_raster
from timed_files import write_timed

from exogenous.core.request.exo_layer import ExoLayer
from exogenous.core.request.time_chosen import LayerTime
from exogenous.core.sources.times.of_row import times_of_row
from exogenous.core.sources.times.read import read_band_times

HADGEM = "pr_day_HadGEM2-CC_rcp85_r1i1p1_na10kgrid_qm-moving-50bins-detrend_2095.nc"
THREE = np.ones((3, 4, 4), "float32")


def times_of(path):
    with rasterio.open(path) as src:
        return read_band_times(src)


def texts(times):
    return [times.text(band) for band in range(1, times.bands + 1)]


def tagged(path, *tags, **more):
    make_raster(path, THREE, **more)
    with rasterio.open(path, "r+") as out:
        for band, own in enumerate(tags, 1):
            out.update_tags(band, **own)
    return path


def test_tags_of_bands(tmp_path):
    days = [{"DATETIME": f"2022-10-0{n}T12:00:00Z"} for n in (1, 2, 3)]
    times = times_of(tagged(tmp_path / "a.tif", *days))
    assert texts(times) == [f"2022-10-0{n}T12:00Z" for n in (1, 2, 3)]
    assert times.counts
    assert not times.are_intervals


def test_a_band_without_a_date_has_no_time(tmp_path):
    times = times_of(tagged(tmp_path / "a.tif", {}, {"date": "2022-10-05"}))
    assert texts(times) == ["", "2022-10-05T00:00Z", ""]


def test_dimensions_of_netcdf_outlive_other_formats(tmp_path):
    path = tagged(
        tmp_path / "a.tif",
        *({"NETCDF_DIM_time": f"{n}"} for n in (0, 6, 12)),
        tags={"time#units": "hours since 2022-10-05", "time#calendar": "noleap"},
    )
    times = times_of(path)
    assert texts(times)[1:] == ["2022-10-05T06:00", "2022-10-05T12:00"]
    assert times.calendar.name == "noleap"


def test_descriptions_with_dates(tmp_path):
    named = [f"NDVI 2022-0{n}-15" for n in (4, 5, 6)]
    path = make_raster(tmp_path / "a.tif", THREE, descriptions=named)
    assert texts(times_of(path))[2] == "2022-06-15T00:00Z"
    path = make_raster(tmp_path / "b.tif", THREE, descriptions=["2022-01-01"] * 3)
    assert times_of(path) is None
    path = make_raster(tmp_path / "c.tif", THREE, descriptions=["B02", "B03", "B04"])
    assert times_of(path) is None


def test_the_date_of_a_picture_is_no_reason_to_choose(tmp_path):
    path = make_raster(
        tmp_path / "a.tif", THREE, tags={"TIFFTAG_DATETIME": "2022:10:05 11:54:11"}
    )
    times = times_of(path)
    assert texts(times) == ["2022-10-05T11:54:11Z"] * 3
    assert not times.counts


def test_nothing_is_said(tmp_path):
    assert times_of(make_raster(tmp_path / "a.tif", THREE)) is None


def test_groups_and_spans(tmp_path):
    path = write_timed(
        tmp_path / "a.nc", "hours since 2022-10-05", [0, 6], levels=[850, 500, 250]
    )
    times = times_of(path)
    assert [dict(one) for one in times.members] == [
        {"level": "850"},
        {"level": "500"},
        {"level": "250"},
    ]
    assert times.groups.tolist() == [0, 1, 2, 0, 1, 2]
    own = times.of_group(1)
    assert [bool(text) for text in texts(own)] == [False, True, False] * 1 + [
        False,
        True,
        False,
    ]
    assert own.span == times.span
    assert texts(times.of_band(4)).count("") == 5


def test_what_is_not_understood_is_kept(tmp_path):
    path = write_timed(tmp_path / "a.nc", "months since 1960-01-01", [1, 2, 3])
    times = times_of(path)
    assert not times.is_known
    assert times.unknown == "months since 1960-01-01"


def of_layer(path, *layer_times):
    return times_of_row(ExoLayer(name="t", path=str(path), layer_times=layer_times))


def test_times_set_for_a_layer(tmp_path):
    path = make_raster(tmp_path / "a.tif", THREE)
    one = LayerTime(begin="2022-10-01", end="2022-11-01")
    assert not of_layer(path, one).counts
    bands = [
        LayerTime(begin=f"2022-1{n}-01", end=f"2022-1{n}-30", band=n) for n in (0, 1, 2)
    ][1:]
    times = of_layer(path, *bands)
    assert texts(times)[0].startswith("2022-11-01")
    assert texts(times)[2] == ""
    assert times.counts


def test_times_of_a_layer_and_of_its_file(tmp_path):
    path = write_timed(tmp_path / "a.nc", "hours since 2022-10-05", [0, 6])
    whole = LayerTime(begin="1999-01-01", end="1999-01-02")
    assert texts(of_layer(path, whole))[0] == "2022-10-05T00:00Z"
    band = LayerTime(begin="1999-01-01", end="1999-01-02", band=1)
    assert texts(of_layer(path, band))[0].startswith("1999-01-01")


def test_a_folder_has_no_times(tmp_path):
    assert of_layer(tmp_path) is None


@pytest.mark.parametrize(
    ("name", "count", "first", "last"),
    [
        (
            "era5-2mt-2019-03-uk_first240h.grib",
            240,
            "2019-03-01T00:00Z",
            "2019-03-10T23:00Z",
        ),
        ("step_60m.grib", 73, "2024-01-15T00:00Z", "2024-01-18T00:00Z"),
        ("netcdf:{}bcsd_obs_1999.nc:pr", 12, "1999-01-31T00:00Z", "1999-12-31T00:00Z"),
        (
            f"netcdf:{{}}{HADGEM}:pr",
            360,
            "2095-01-01T00:00",
            "2095-12-30T00:00",
        ),
        ("netcdf:{}reduced.nc:sst", 1, "1981-12-31T00:00Z", "1981-12-31T00:00Z"),
        ("netcdf:{}tuv_pl.nc:t", 6, "2018-08-01T12:00Z", "2018-08-01T12:00Z"),
    ],
)
def test_real_files(name, count, first, last):
    folder = DATA / "capabilities" / "04_time"
    if not folder.is_dir():
        pytest.skip("the shared data are not there")
    path = name.format(f"{folder}/") if "{}" in name else str(folder / name)
    times = times_of(path)
    assert (times.bands, times.text(1), times.text(count)) == (count, first, last)
