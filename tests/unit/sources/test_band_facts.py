# SPDX-License-Identifier: GPL-3.0-or-later
"""What files of several formats say of a band: unit, wave and time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from rasters import make_raster, ramp

from exogenous.core.sources.band_facts import BandFacts, read_band_facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ENVI = """ENVI
samples = 4
lines = 3
bands = 2
header offset = 0
file type = ENVI Standard
data type = 4
interleave = bsq
byte order = 0
map info = {UTM, 1, 1, 500000, 5000000, 10, 10, 31, North, WGS-84}
wavelength units = Nanometers
wavelength = {450.1, 650.3}
fwhm = {6.0, 7.0}
acquisition time = 2014-07-14T18:16:10Z
"""


def facts(path: Path, band: int = 1) -> BandFacts:
    with rasterio.open(path) as src:
        return read_band_facts(src, band)


def tagged(
    path: Path, band: Mapping[str, str], of_file: Mapping[str, str] | None = None
) -> BandFacts:
    make_raster(path, tags=dict(of_file or {}))
    with rasterio.open(path, "r+") as dst:
        dst.update_tags(1, **band)
    return facts(path)


def test_envi_says_waves_and_a_time(tmp_path: Path) -> None:
    (tmp_path / "e.hdr").write_text(ENVI, encoding="utf-8")
    np.zeros((2, 3, 4), dtype="<f4").tofile(tmp_path / "e")
    found = facts(tmp_path / "e", 2)
    assert found.tags == {"wavelength": "650.3", "wavelength_units": "Nanometers"}
    wave_um = float(found.imagery["CENTRAL_WAVELENGTH_UM"])
    assert wave_um == pytest.approx(0.650, abs=1e-3)
    assert float(found.imagery["FWHM_UM"]) == pytest.approx(0.007)
    assert found.time == "2014-07-14T18:16:10+00:00"


@pytest.mark.parametrize(
    ("unit", "um"), [("Nanometers", 0.55), ("nm", 0.55), ("Micrometers", 550.0)]
)
def test_waves_are_told_in_micrometres(tmp_path: Path, unit: str, um: float) -> None:
    found = tagged(
        tmp_path / "a.tif", {"wavelength": "550", "fwhm": "5", "wavelength_units": unit}
    )
    assert float(found.imagery["CENTRAL_WAVELENGTH_UM"]) == um
    assert float(found.imagery["FWHM_UM"]) == pytest.approx(um / 110)


def test_waves_of_no_unit_are_left_as_they_are(tmp_path: Path) -> None:
    found = tagged(tmp_path / "a.tif", {"wavelength": "550"})
    assert (found.tags, found.imagery) == ({"wavelength": "550"}, {})


def test_what_is_of_the_numbers_is_left_out(tmp_path: Path) -> None:
    found = tagged(
        tmp_path / "a.tif",
        {
            "STATISTICS_MEAN": "4",
            "_FillValue": "-1",
            "scale_factor": "2",
            "long_name": "air temperature",
            "resampler": "cubic",
        },
    )
    assert found.tags == {"long_name": "air temperature"}


TIMES: dict[str, tuple[dict[str, str], dict[str, str], str]] = {
    "GRIB": ({"GRIB_VALID_TIME": "1551398400"}, {}, "2019-03-01T00:00:00+00:00"),
    "GRIB of old": (
        {"GRIB_VALID_TIME": "  1551398400 sec UTC"},
        {},
        "2019-03-01T00:00:00+00:00",
    ),
    "netCDF in hours": (
        {"NETCDF_DIM_time": "1043136"},
        {"time#units": "hours since 1900-01-01 00:00:00.0"},
        "2019-01-01T00:00:00+00:00",
    ),
    "netCDF in days, of another name": (
        {"NETCDF_DIM_valid_time": "1.5"},
        {"valid_time#units": "days since 2000-1-1", "valid_time#calendar": "standard"},
        "2000-01-02T12:00:00+00:00",
    ),
    "netCDF in seconds": (
        {"NETCDF_DIM_time": "60"},
        {"time#units": "seconds since 1970-01-01T00:00:00Z"},
        "1970-01-01T00:01:00+00:00",
    ),
    "a calendar of 360 days": (
        {"NETCDF_DIM_time": "60"},
        {"time#units": "days since 1970-01-01", "time#calendar": "360_day"},
        "",
    ),
    "a time of no unit": ({"NETCDF_DIM_time": "60"}, {}, ""),
    "a level of no time": ({"NETCDF_DIM_level": "500"}, {"level#units": "hPa"}, ""),
    "nonsense": (
        {"NETCDF_DIM_time": "1e30"},
        {"time#units": "days since 1970-01-01"},
        "",
    ),
}


@pytest.mark.parametrize("case", TIMES.values(), ids=TIMES.keys())
def test_times_are_read(
    tmp_path: Path, case: tuple[dict[str, str], dict[str, str], str]
) -> None:
    band, of_file, time = case
    assert tagged(tmp_path / "a.tif", band, of_file).time == time


def test_the_domain_imagery_says_a_time(tmp_path: Path) -> None:
    path = make_raster(tmp_path / "a.tif", ramp(4, 5))
    with rasterio.open(path, "r+") as dst:
        dst.update_tags(ns="IMAGERY", ACQUISITIONDATETIME="2010-07-01 18:30:04")
    assert facts(path).time == "2010-07-01T18:30:04+00:00"


def test_a_time_that_gdal_makes_of_nothing_is_none(tmp_path: Path) -> None:
    path = make_raster(tmp_path / "a.tif", ramp(4, 5))
    with rasterio.open(path, "r+") as dst:
        dst.update_tags(ns="IMAGERY", ACQUISITIONDATETIME="1970-01-01 00:00:00")
    assert facts(path).time == ""


@pytest.mark.parametrize("unit", ["K", "kg m-2"])
def test_units_are_read(tmp_path: Path, unit: str) -> None:
    path = make_raster(tmp_path / "a.tif", ramp(4, 5))
    with rasterio.open(path, "r+") as dst:
        dst.units = (unit,)
    assert facts(path).unit == unit


def test_units_of_grib_are_read(tmp_path: Path) -> None:
    found = tagged(tmp_path / "a.tif", {"GRIB_UNIT": "[C]"})
    assert found.unit == "C"
    without: Any = found.without_unit()
    assert (without.unit, without.tags) == ("", {})
