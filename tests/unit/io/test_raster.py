# SPDX-License-Identifier: GPL-3.0-or-later
"""How a raster is opened, and which of its bands a user means."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from rasters import make_raster, ramp

from exogenous.core.errors import BandNotFound, SourceMissing, SourceUnreadable
from exogenous.core.io.raster import band_names, find_band, open_raster

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def three(tmp_path: Path) -> str:
    """A raster whose bands are called 3, nothing and VH."""
    values = np.stack([ramp(4, 4)] * 3)
    descriptions = ["3", "", "VH"]
    return str(make_raster(tmp_path / "a.tif", values, descriptions=descriptions))


@pytest.mark.parametrize(
    ("band", "number"),
    [(1, 1), (3, 3), ("3", 1), ("2", 2), ("1", 1), ("VH", 3)],
)
def test_a_number_counts_and_a_text_is_a_description_first(
    three: str, band: int | str, number: int
) -> None:
    with open_raster(three, "layer 'a'") as src:
        assert find_band(src, band, "layer 'a'") == number


@pytest.mark.parametrize("band", [0, 4, -1, "4", "vh", "", "1.0"])
def test_a_band_that_is_not_there_is_named_with_those_that_are(
    three: str, band: int | str
) -> None:
    with (
        open_raster(three, "layer 'a'") as src,
        pytest.raises(BandNotFound, match=r"^layer 'a': .*1: 3, 2, 3: VH"),
    ):
        find_band(src, band, "layer 'a'")


def test_bands_are_listed_with_their_descriptions(three: str) -> None:
    with open_raster(three, "a") as src:
        assert band_names(src) == ("1: 3", "2", "3: VH")


def test_what_is_missing_or_no_raster_says_so(tmp_path: Path) -> None:
    with pytest.raises(SourceMissing, match=r"^layer 'a': .*no\.tif"):
        open_raster(str(tmp_path / "no.tif"), "layer 'a'")
    (tmp_path / "a.tif").write_text("no raster")
    with pytest.raises(SourceUnreadable, match=r"^layer 'a': .*a\.tif"):
        open_raster(str(tmp_path / "a.tif"), "layer 'a'")
