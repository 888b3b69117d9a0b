# SPDX-License-Identifier: GPL-3.0-or-later
"""Units and CRSs are told alike wherever they are told."""

from __future__ import annotations

import pytest
from affine import Affine
from rasterio.crs import CRS

from exogenous.core.geometry.grid import Grid
from exogenous.core.geometry.grid_text import (
    bounds_text,
    crs_name,
    crs_text,
    lengths_text,
    size_text,
    unit_sign,
)

KILOMETRES = "+proj=utm +zone=31 +datum=WGS84 +units=km"
GRADS = CRS.from_epsg(4807)  # NTF (Paris), in grads


def grid(crs: object, x: float, y: float | None = None) -> Grid:
    transform = Affine(x, 0, 0, 0, -(y or x), 0)
    return Grid(crs=CRS.from_user_input(crs), transform=transform, rows=4, cols=4)


@pytest.mark.parametrize(
    ("crs", "size", "text"),
    [
        ("EPSG:32631", (10.0,), "10 m"),
        ("EPSG:32631", (30.0, 20.0), "30 x 20 m"),
        ("EPSG:32631", (0.3,), "0.3 m"),
        ("EPSG:4326", (0.005, 0.0050000000001), "18″"),
        ("EPSG:2263", (2.5,), "2.5 US ft"),
        ("EPSG:2222", (5.0,), "5 ft"),
        (KILOMETRES, (1.0,), "1 km"),
        ("EPSG:4326", (0.25,), "0.25°"),
        ("EPSG:4326", (1 / 3600,), "1″"),
        ("EPSG:4326", (2 / 3600, 1 / 3600), "2″ x 1″"),
        ("EPSG:4326", (0.000555556, 0.000277778), "2″ x 1″"),
        ("EPSG:4326", (0.00898315,), "0.00898315°"),
        ("EPSG:4326", (8.983152841195215e-05,), "0.0000898315°"),
        ("EPSG:4326", (0.1, 1 / 3600), "0.1° x 0.000277778°"),
        ("EPSG:3857", (1234567.8,), "1234570 m"),
        (GRADS, (0.01,), "0.01 grad"),
    ],
)
def test_pixel_sizes_have_their_unit(
    crs: object, size: tuple[float, ...], text: str
) -> None:
    assert size_text(grid(crs, *size)) == text


@pytest.mark.parametrize(
    ("crs", "sign"),
    [
        ("EPSG:32631", "m"),
        ("EPSG:4326", "°"),
        ("EPSG:2263", "US ft"),
        ("EPSG:2222", "ft"),
        (KILOMETRES, "km"),
        (GRADS, "grad"),
        ("ESRI:103883", "m"),
        ("IAU_2015:19902", "unknown"),
        ("EPSG:3140", "link"),
        ("EPSG:2314", "Clarke's foot"),
        ("+proj=merc +datum=WGS84 +units=yd", "yd"),
        ("+proj=merc +datum=WGS84 +to_meter=0.3048", "ft"),
        ("+proj=merc +datum=WGS84 +to_meter=0.3048006096012192", "US ft"),
        ('LOCAL_CS["site",UNIT["metre",1]]', "m"),
    ],
)
def test_units_are_their_own(crs: object, sign: str) -> None:
    assert unit_sign(CRS.from_user_input(crs)) == sign


def test_lengths_are_told_as_pixel_sizes_are() -> None:
    assert lengths_text([444.8], CRS.from_epsg(32631)) == "444.8 m"
    assert lengths_text([10, 20, 10], CRS.from_epsg(32631), ", ") == "10, 20 m"
    assert lengths_text([1 / 3600], CRS.from_epsg(4326)) == "1″"


@pytest.mark.parametrize(
    ("crs", "text"),
    [
        ("EPSG:3035", "EPSG:3035"),
        ("EPSG:4326", "EPSG:4326"),
        ("ESRI:54009", "ESRI:54009"),
        ("OGC:CRS84", "OGC:CRS84"),
        ("EPSG:25833+5773", "ETRS89 / UTM zone 33N + EGM96 height"),
        ('LOCAL_CS["site",UNIT["metre",1]]', "site"),
        ('LOCAL_CS["the ""old"" site",UNIT["metre",1]]', 'the "old" site'),
        # rasterio takes this one for EPSG:25833, and says that they are not equal.
        ("+proj=utm +zone=33 +ellps=GRS80", "+proj=utm +zone=33 +ellps=GRS80 +units=m"),
        (
            "+proj=laea +lat_0=52 +lon_0=10",
            "+proj=laea +lat_0=52 +lon_0=10 +x_0=0 +y_0=0 +datum=WGS84 +units=m",
        ),
        (
            "+proj=ob_tran +o_proj=longlat +o_lon_p=0 +o_lat_p=39.25",
            "+proj=ob_tran +o_proj=longlat +o_lon_p=0 +o_lat_p=39.25 +datum=WGS84",
        ),
    ],
)
def test_crss_have_their_code_their_name_or_their_projection(
    crs: str, text: str
) -> None:
    known = CRS.from_user_input(crs)
    assert crs_name(known) == text
    assert bounds_text((0.0, 1.5, 2.0, 3.0), known) == f"0, 1.5, 2, 3 in {text}"


def test_a_crs_of_which_nothing_is_known_is_its_wkt() -> None:
    nameless = CRS.from_wkt('LOCAL_CS["unnamed",UNIT["metre",1]]')
    assert crs_name(nameless) == nameless.to_wkt()


def test_programs_read_the_code_or_the_wkt() -> None:
    assert crs_text(CRS.from_epsg(3035)) == "EPSG:3035"
    guessed = CRS.from_user_input("+proj=utm +zone=33 +ellps=GRS80")
    assert crs_text(guessed) == guessed.to_wkt()


def test_bounds_say_their_crs_if_they_have_one() -> None:
    assert bounds_text((0.0, 1.5, 2.0, 3.0), CRS.from_epsg(4326)) == (
        "0, 1.5, 2, 3 in EPSG:4326"
    )
    assert bounds_text((0.0, 1.0, 2.0, 3.0), None) == "0, 1, 2, 3"
