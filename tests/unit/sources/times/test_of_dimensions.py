# SPDX-License-Identifier: GPL-3.0-or-later
"""Times that arrays have as a dimension: bounds, forecasts, Zarr."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio
from timed_files import BOUNDS, COLS, ROWS, write_timed

from exogenous.core.sources.times.of_dimensions import of_dimensions
from exogenous.sampledata.cf_netcdf import Variable, coordinates, write_netcdf

DAYS = [(0, 1), (1, 2), (2, 3)]


def times_of(path):
    with rasterio.open(path) as src:
        return of_dimensions(src)


def texts(times):
    return [times.text(band) for band in range(1, times.bands + 1)]


@pytest.mark.parametrize("method", ["time: sum", "time: mean (interval: 1 hour)", ""])
def test_bounds_make_intervals(tmp_path, method):
    path = write_timed(
        tmp_path / "a.nc",
        "days since 2022-10-01",
        [0.5, 1.5, 2.5],
        bounds=DAYS,
        cell_methods=method,
    )
    times = times_of(path)
    assert texts(times)[0] == "2022-10-01T00:00Z/2022-10-02T00:00Z"
    assert times.are_intervals
    assert times.method == (method.split()[1] if method else "")


def test_bounds_in_either_order_and_stamps_at_the_end(tmp_path):
    path = write_timed(
        tmp_path / "a.nc",
        "days since 2022-10-01",
        [1, 2, 3],
        bounds=[(1, 0), (2, 1), (3, 2)],
        cell_methods="area: mean time: maximum within days",
    )
    times = times_of(path)
    assert texts(times)[2] == "2022-10-03T00:00Z/2022-10-04T00:00Z"
    assert times.method == "maximum"


def test_values_at_points_are_instants_whatever_the_bounds(tmp_path):
    path = write_timed(
        tmp_path / "a.nc",
        "days since 2022-10-01",
        [0.5, 1.5, 2.5],
        bounds=DAYS,
        cell_methods="time: point",
    )
    assert not times_of(path).are_intervals


def test_bounds_that_do_not_hold_the_times_are_left(tmp_path):
    path = write_timed(
        tmp_path / "a.nc",
        "days since 2022-10-01",
        [10.5, 11.5, 12.5],
        bounds=DAYS,
        cell_methods="time: sum",
    )
    times = times_of(path)
    assert texts(times)[0] == "2022-10-11T12:00Z"
    assert times.are_intervals  # by the method: nobody knows which


def test_a_method_of_two_dimensions(tmp_path):
    path = write_timed(
        tmp_path / "a.nc",
        "days since 2022-10-01",
        [0, 1],
        cell_methods="lat: lon: mean time: point",
    )
    assert not times_of(path).are_intervals
    path = write_timed(
        tmp_path / "b.nc",
        "days since 2022-10-01",
        [0, 1],
        cell_methods="time: lat: lon: mean",
    )
    assert times_of(path).method == "mean"


def test_a_forecast_is_valid_at_its_beginning_and_its_step(tmp_path):
    sizes = {"time": 2, "step": 3, "lat": ROWS, "lon": COLS}
    start = {
        "units": "hours since 2022-10-05",
        "standard_name": "forecast_reference_time",
    }
    step = {"units": "hours", "standard_name": "forecast_period"}
    variables = [
        Variable(
            name="time",
            dimensions=("time",),
            values=np.array([0, 12]),
            attributes=start,
        ),
        Variable(
            name="step", dimensions=("step",), values=np.arange(3), attributes=step
        ),
        *coordinates(ROWS, COLS, BOUNDS),
        Variable(name="t", dimensions=tuple(sizes), values=np.zeros((6, ROWS, COLS))),
    ]
    write_netcdf(tmp_path / "a.nc", sizes, variables)
    assert [text[11:13] for text in texts(times_of(tmp_path / "a.nc"))] == [
        *("00", "01", "02", "12", "13", "14")
    ]


def test_a_dimension_without_a_coordinate_is_told_by_numbers(tmp_path):
    sizes = {"member": 2, "lat": ROWS, "lon": COLS}
    variables = [
        *coordinates(ROWS, COLS, BOUNDS),
        Variable(name="t", dimensions=tuple(sizes), values=np.zeros((2, ROWS, COLS))),
    ]
    write_netcdf(tmp_path / "a.nc", sizes, variables)
    times = times_of(tmp_path / "a.nc")
    assert not times.is_known
    assert len(times.members) == 2


def write_zarr(folder, calendar):
    """Write a Zarr of version 2, without compression, as xarray lays it out."""
    arrays = {
        "t": (("time", "lat", "lon"), np.zeros((2, ROWS, COLS)), {}),
        "time": (
            ("time",),
            np.array([0.0, 6.0]),
            {"units": "hours since 2022-10-05", "calendar": calendar},
        ),
        "lat": (("lat",), np.linspace(45.5, 44.5, ROWS), {}),
        "lon": (("lon",), np.linspace(-4, -2, COLS), {}),
    }
    folder.mkdir()
    (folder / ".zgroup").write_text(json.dumps({"zarr_format": 2}))
    for name, (dims, values, attributes) in arrays.items():
        own = folder / name
        own.mkdir()
        head = {
            "zarr_format": 2,
            "shape": list(values.shape),
            "chunks": list(values.shape),
            "dtype": "<f8",
            "compressor": None,
            "fill_value": None,
            "filters": None,
            "order": "C",
        }
        (own / ".zarray").write_text(json.dumps(head))
        said = {"_ARRAY_DIMENSIONS": list(dims), **attributes}
        (own / ".zattrs").write_text(json.dumps(said))
        (own / ".".join("0" * values.ndim)).write_bytes(values.astype("<f8").tobytes())
    return folder


@pytest.mark.parametrize(
    ("calendar", "last"),
    [("standard", "2022-10-05T06:00Z"), ("360_day", "2022-10-05T06:00")],
)
def test_zarr(tmp_path, calendar, last):
    folder = write_zarr(tmp_path / "a.zarr", calendar)
    for name in (str(folder), f'ZARR:"{folder}":/t'):
        times = times_of(name)
        assert times.text(2) == last
        assert times.calendar.name == calendar
