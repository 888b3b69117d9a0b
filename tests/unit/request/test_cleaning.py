# SPDX-License-Identifier: GPL-3.0-or-later
"""Words for what of a product's quality information counts."""

from __future__ import annotations

import pytest

from exogenous.core.errors import InvalidRequest
from exogenous.core.request.cleaning import Cleaning


@pytest.mark.parametrize("word", ["clean", "CLEAN", " Clean ", Cleaning.CLEAN])
def test_a_word_in_any_case_is_the_choice(word: object) -> None:
    assert Cleaning.of(word) is Cleaning.CLEAN


@pytest.mark.parametrize("word", ["", "no data", "none", None, 1, True])
def test_another_word_is_refused_with_those_there_are(word: object) -> None:
    with pytest.raises(InvalidRequest, match=r"^CLEANING: .*nodata, clean, raw"):
        Cleaning.of(word)
