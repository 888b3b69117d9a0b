# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of a path that names no file."""

from __future__ import annotations

import pytest

from exogenous.core.io.near_names import what_is_there


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("data/dem.tiff", "Its folder has dem.tif: check the path."),
        ("data/DME.tif", "Check the path."),
        ("data/nothing like it", "Check the path."),
        ("dta/dem.tif", "'{folder}' has no 'dta', but data: check the path."),
        ("x/y/z.tif", "'{folder}' has no 'x': check the path."),
        ("x" * 5000, "Check the path."),
    ],
)
def test_what_is_near_is_told(tmp_path, path, said):
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "dem.tif").touch()
    words = said.replace("{folder}", str(tmp_path))
    assert str(what_is_there(str(tmp_path / path))) == words


@pytest.mark.parametrize("path", ["", "/", "a", "../.."])
def test_what_is_no_path_gets_the_plain_advice(path):
    assert str(what_is_there(path)).startswith("Check")
