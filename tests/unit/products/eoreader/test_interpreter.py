# SPDX-License-Identifier: GPL-3.0-or-later
"""Which Python has EOReader, and what is said where none has."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import numpy as np
import pytest
from places import TOYS
from safe_builder import SafeBuilder, counts
from toy_eoreader import pixels, toy

from exogenous.core import load
from exogenous.core.errors import BandNotFound, UnknownProduct
from exogenous.core.products import open_product
from exogenous.core.products.eoreader import (
    ENVIRONMENT_VARIABLE,
    Interpreter,
    Session,
    find_interpreter,
)
from exogenous.core.products.eoreader.errors import EoreaderUnusable

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the stand-in for a Python is a shell script"
)


class TestInterpreter:
    @pytest.fixture(autouse=True)
    def nothing_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv(ENVIRONMENT_VARIABLE, raising=False)

    def test_there_may_be_none(self) -> None:
        assert find_interpreter() is None

    def test_the_settings_come_before_the_environment(
        self, python: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.setenv(ENVIRONMENT_VARIABLE, sys.executable)
        found = find_interpreter(python)
        assert found is not None
        assert found.python == python
        assert version_of(found, tmp_path) == "0.0.toy"

    def test_it_may_be_a_program_on_the_path(
        self, python: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", str(Path(python).parent), prepend=os.pathsep)
        found = find_interpreter("python with toy")
        assert found is not None
        assert found.python == python

    def test_this_python_will_do_where_it_has_eoreader(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.syspath_prepend(str(TOYS))
        found = find_interpreter()
        assert found is not None
        assert version_of(found, tmp_path) == "0.0.toy"
        monkeypatch.setattr(sys, "executable", "/usr/bin/qgis.bin")  # as inside QGIS
        np.testing.assert_array_equal(
            load(toy(tmp_path), "RED")["RED"].values[0], pixels(100)
        )

    @pytest.mark.parametrize("named", ["/nowhere/python", "no-such-program"])
    def test_a_program_that_is_not_there_is_told(self, named: str) -> None:
        with pytest.raises(EoreaderUnusable, match=f"'{named}': there is no such"):
            find_interpreter(named)

    def test_a_python_without_eoreader_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(EoreaderUnusable, match="No module named 'eoreader'"):
            open_product(toy(tmp_path), eoreader_python=bare_python(tmp_path))

    def test_our_libraries_settings_stay_ours(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("PYTHONHOME", "PYTHONPATH", "PROJ_LIB", "GDAL_DATA"):
            monkeypatch.setenv(name, "ours")
        monkeypatch.setenv("EOREADER_DEM_PATH", "dem.tif")
        monkeypatch.setenv("EOREADER_DEFAULT_DRIVER", "COG")
        variables = Interpreter(python="python").variables_for("a.zip")
        assert "ours" not in variables.values()
        assert variables["EOREADER_DEM_PATH"] == "dem.tif"
        assert variables["EOREADER_DEFAULT_DRIVER"] == "COG"

    @pytest.mark.parametrize(
        ("product", "is_there"), [("/data/a.zip", False), ("s3://bucket/a.zip", True)]
    )
    def test_keys_go_along_only_to_where_they_are_needed(
        self, monkeypatch: pytest.MonkeyPatch, product: str, *, is_there: bool
    ) -> None:
        for name in ("AWS_SECRET_ACCESS_KEY", "GDAL_HTTP_USERPWD"):
            monkeypatch.setenv(name, "key")
        for name in ("GITHUB_TOKEN", "PGPASSWORD", "SSH_AUTH_SOCK", "ANYTHING"):
            monkeypatch.setenv(name, "other")
        variables = Interpreter(python="python").variables_for(product)
        assert "other" not in variables.values()
        assert ("key" in variables.values()) is is_there
        assert ("GDAL_SKIP" in variables) is not is_there
        assert variables["PATH"] == os.environ["PATH"]

    def test_where_it_is_missing_folders_and_archives_say_how_to_get_it(
        self, tmp_path: Path
    ) -> None:
        folder = toy(tmp_path)
        archive = tmp_path / "scene.tar"
        archive.write_bytes(b"not a raster")
        for path in (folder, str(archive)):
            with pytest.raises(UnknownProduct, match="pip install eoreader") as caught:
                open_product(path)
            assert ENVIRONMENT_VARIABLE in str(caught.value)
        text = tmp_path / "notes.txt"
        text.write_text("nothing")
        with pytest.raises(UnknownProduct) as caught:
            open_product(str(text))
        assert "EOReader" not in str(caught.value)

    def test_where_it_is_missing_bands_of_its_own_say_so(self, tmp_path: Path) -> None:
        safe = SafeBuilder(images={("04", 10): counts(10)}).write(tmp_path)
        with pytest.raises(
            BandNotFound, match=r"It has RED\. Spectral indices.*_PYTHON"
        ):
            open_product(str(safe)).band("NDVI")


def version_of(interpreter: Interpreter, folder: Path) -> str:
    product = Session(interpreter, toy(folder, "ASKED")).product()
    assert product is not None
    return str(product["facts"]["read_by"]).removeprefix("EOReader ")


def bare_python(folder: Path) -> str:
    """Make a Python that has nothing installed."""
    script = folder / "bare"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "$@"\n')
    script.chmod(0o755)
    return str(script)
