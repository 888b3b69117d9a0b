# SPDX-License-Identifier: GPL-3.0-or-later
"""The thirteen bands of the instrument and their words."""

from __future__ import annotations

import pytest

from exogenous.core.products.sentinel2.spectral import BANDS, bands_of


def test_they_are_in_the_instruments_order() -> None:
    assert [band.index for band in BANDS] == list(range(13))
    assert [band.id for band in BANDS[7:10]] == ["08", "8A", "09"]


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("01", ("B01", "B1", "1", "CA")),
        ("08", ("B08", "B8", "8")),
        ("8A", ("B8A",)),
        ("10", ("B10",)),
    ],
)
def test_users_have_other_words_for_them(id_: str, words: tuple[str, ...]) -> None:
    (band,) = (band for band in BANDS if band.id == id_)
    assert band.aliases == words


def test_no_word_means_two_bands() -> None:
    words = [word for band in BANDS for word in (band.name, band.id, *band.aliases)]
    assert len({word.casefold() for word in words}) == len(words)


def test_l2a_has_no_cirrus() -> None:
    assert set(BANDS) - set(bands_of("L2A")) == {BANDS[10]}
    assert bands_of("L1C") == BANDS
