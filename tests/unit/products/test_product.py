# SPDX-License-Identifier: GPL-3.0-or-later
"""Bands of products: what they answer to, and the file that serves a pixel size."""

from __future__ import annotations

import pytest

from exogenous.core.products.product import BandFile, ProductBand

FILES = tuple(BandFile(path=f"{size}.jp2", pixel_size=size) for size in (10, 20, 60))
RED = ProductBand(name="RED", id="04", aliases=("B4", "B04"), files=FILES)


@pytest.mark.parametrize("word", ["RED", "red", " Red ", "04", "b04", "B4"])
def test_a_band_answers_to_its_words_in_any_case(word: str) -> None:
    assert RED.answers_to(word)


@pytest.mark.parametrize("word", ["", "4", "RED 1", "REDS", "B05"])
def test_a_band_answers_to_no_other_word(word: str) -> None:
    assert not RED.answers_to(word)


@pytest.mark.parametrize(
    ("size", "path"),
    [(None, "10.jp2"), (10, "10.jp2"), (60, "60.jp2"), (30, "10.jp2"), (5, "10.jp2")],
)
def test_the_file_of_the_very_pixel_size_serves_else_the_finest(
    size: float | None, path: str
) -> None:
    assert RED.file_for(size).path == path


def test_a_band_without_a_file_or_a_maker_is_not_there() -> None:
    assert RED.is_there
    assert not ProductBand(name="NIR", id="08").is_there
