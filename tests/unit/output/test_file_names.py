# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of layers become names of files that every system takes."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rasters import make_raster, read_back

from exogenous.core import Request, collocate, parse_exo
from exogenous.core.output.file_names import safe_file_names


class TestFileNames:
    @pytest.mark.parametrize(
        ("name", "safe"),
        [
            ("dem", "dem"),
            ("Sentinel-1_2025/11_mosaic", "Sentinel-1_2025_11_mosaic"),
            ("temperature 2m", "temperature 2m"),
            ("température", "température"),
            ("雪/рельеф", "雪_рельеф"),
            ("C:\\a", "C__a"),
            ('a<b>c"d|e?f*g', "a_b_c_d_e_f_g"),
            ("a\nb\tc", "a_b_c"),
            ("..", "_"),
            (" . ", "_"),
            ("///", "___"),
            ("name.", "name"),
            (".hidden", "hidden"),
            ("CON", "CON_"),
            ("con.txt", "con_.txt"),
            ("Com1", "Com1_"),
            ("lpt9.a.b", "lpt9_.a.b"),
            ("console", "console"),
            ("../../etc/passwd", "_.._etc_passwd"),
        ],
    )
    def test_is_safe(self, name: str, safe: str) -> None:
        assert safe_file_names([name]) == (safe,)

    def test_names_that_become_the_same_are_told_apart(self) -> None:
        assert safe_file_names(["a/b", "a:b", "A_B", "a_b_2", "a|b"]) == (
            *("a_b", "a_b_2", "A_B_3", "a_b_2_2", "a_b_4"),
        )

    def test_letters_written_in_two_ways_are_the_same(self) -> None:
        twice = [unicodedata.normalize(form, "été") for form in ("NFC", "NFD")]
        first, second = safe_file_names(twice)
        assert (first, second) == ("été", "été_2")

    @given(st.lists(st.text(min_size=1), min_size=1, max_size=6, unique=True))
    def test_of_any_names_can_be_files_of_one_folder(self, names: list[str]) -> None:
        safe = safe_file_names(names)
        assert len({name.casefold() for name in safe}) == len(names)
        for name in safe:
            file = f"{name}.tif"
            assert len(file.encode("utf-8", "surrogatepass")) <= 255
            assert Path(file).name == file
            assert not set(file) & set('<>:"/\\|?*')
            assert name.strip(" .") == name

    def test_files_of_such_names_are_written(
        self, product: Path, tmp_path: Path
    ) -> None:
        layer = str(make_raster(tmp_path / "a.tif"))
        names = ["a/b", "a:b", "CON", "é" * 300, "..", "A_B"]
        asked = parse_exo({name: {"path": layer} for name in names})
        result = collocate(
            Request(product=str(product), layers=asked), str(tmp_path / "out")
        )
        assert result.band_names == tuple(names)
        assert len(set(result.paths)) == len(names)
        for path, name in zip(result.paths, names, strict=True):
            assert Path(path).parent == tmp_path / "out"
            assert read_back(path).descriptions == (name,)
