# SPDX-License-Identifier: GPL-3.0-or-later
"""CRSs as users write them."""

from __future__ import annotations

import pytest
from rasterio.crs import CRS

from exogenous.core.errors import ExogenousError
from exogenous.core.geometry.crs import parse_crs

UTM = CRS.from_epsg(32630)


class TestCrs:
    @pytest.mark.parametrize("text", ["EPSG:32630", "32630", " 32630 ", "epsg:32630"])
    def test_in_any_writing(self, text: str) -> None:
        assert parse_crs(text, "crs") == UTM

    def test_as_wkt_or_proj(self) -> None:
        assert parse_crs(UTM.to_wkt(), "crs") == UTM
        proj = "+proj=utm +zone=30 +datum=WGS84 +units=m"
        assert parse_crs(proj, "crs").is_projected

    @pytest.mark.parametrize(
        "text", ["", "EPSG:", "EPSG:nope", "foo", "[1]", "{}", '{"a": 1}', "PROJCS[1]"]
    )
    def test_that_is_none_is_refused(self, text: str) -> None:
        with pytest.raises(ExogenousError, match=r"^crs: .* cannot be used"):
            parse_crs(text, "crs")
