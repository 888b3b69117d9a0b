# SPDX-License-Identifier: GPL-3.0-or-later
"""The metadata of a scene: three forms, one meaning, and nothing hostile gets far."""

from __future__ import annotations

import pytest
from places import DATA
from scene_builder import FORMS, level_1, level_2

from exogenous.core.products.landsat.mtl import read_mtl
from exogenous.core.products.metadata_file import UnreadableFile

SCENE = "LC08_L2SP_008059_20191201_20200825_02_T1"


@pytest.mark.parametrize("form", sorted(FORMS))
def test_the_three_forms_say_the_same(form: str) -> None:
    mtl = read_mtl(FORMS[form](level_2()).encode(), f"x_MTL.{form}")
    assert mtl.groups == level_2()
    assert mtl.text("SPACECRAFT_ID") == "LANDSAT_8"
    assert mtl.number("REFLECTANCE_MULT_BAND_4") == 2.75e-05


@pytest.mark.skipif(not DATA.is_dir(), reason=f"the real data are not in {DATA}")
def test_the_three_forms_of_a_real_scene_say_the_same() -> None:
    folder = DATA / "landsat_c2_l2_008059" / SCENE
    read = [
        read_mtl((folder / f"{SCENE}_MTL.{form}").read_bytes(), f"MTL.{form}")
        for form in FORMS
    ]
    keys = {key for one in read for group in one.groups.values() for key in group}
    assert len(keys) > 150
    for key in keys:
        assert len({one.text(key) for one in read}) == 1, key


def test_level_2_does_not_take_the_numbers_of_level_1() -> None:
    groups = level_2()
    del groups["LEVEL2_SURFACE_REFLECTANCE_PARAMETERS"]
    mtl = read_mtl(FORMS["txt"](groups).encode(), "x_MTL.txt")
    assert mtl.number("REFLECTANCE_MULT_BAND_4") is None


def test_level_1_takes_its_own() -> None:
    mtl = read_mtl(FORMS["txt"](level_1()).encode(), "x_MTL.txt")
    assert mtl.is_level_1
    assert mtl.number("REFLECTANCE_MULT_BAND_4") == 2e-05


HOSTILE = {
    "empty text": ("txt", b""),
    "no groups": ("txt", b"A = 1\nB = 2\n"),
    "zeros": ("txt", bytes(1000)),
    "other root": ("txt", b"GROUP = X\n GROUP = Y\n  A = 1\n"),
    "json list": ("json", b"[1, 2]"),
    "json text": ("json", b'"LANDSAT_METADATA_FILE"'),
    "json cut": ("json", b'{"LANDSAT_METADATA_FILE": {"A"'),
    "json deep": ("json", b"[" * 100_000),
    "json null": ("json", b'{"LANDSAT_METADATA_FILE": null}'),
    "xml cut": ("xml", b"<LANDSAT_METADATA_FILE><A>"),
    "xml root": ("xml", b"<html/>"),
    "xml entities": ("xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
    "xml encoding": ("xml", b'<?xml version="1.0" encoding="nope"?><a/>'),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_no_metadata_names_the_file(case: str) -> None:
    form, data = HOSTILE[case]
    with pytest.raises(UnreadableFile, match=rf"x_MTL\.{form} cannot be read: "):
        read_mtl(data, f"x_MTL.{form}")


@pytest.mark.parametrize(
    "value", ["nan", "inf", "-inf", "1e999", "lots", "0x10", "1,5"]
)
@pytest.mark.parametrize("form", sorted(FORMS))
def test_what_is_no_number_names_the_field(value: str, form: str) -> None:
    groups = level_1()
    groups["IMAGE_ATTRIBUTES"]["SUN_ELEVATION"] = value
    mtl = read_mtl(FORMS[form](groups).encode(), f"x_MTL.{form}")
    with pytest.raises(UnreadableFile, match=r"SUN_ELEVATION is .*, no number"):
        mtl.number("SUN_ELEVATION")
