# SPDX-License-Identifier: GPL-3.0-or-later
"""Which bands hold classes, as far as their headers and names say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import rasterio
from rasters import make_raster, ramp

from exogenous.core.sources.legend import is_name_of_codes, read_legend

if TYPE_CHECKING:
    from pathlib import Path

CODES = (
    *("SCL", "T32ULU_20180823T103019_SCL_20m", "MSK_CLASSI_B00", "MSK_DETFOO_B12"),
    *("QA_PIXEL", "LC08_L2SP_008059_20191201_QA_RADSAT", "pixel_qa", "BQA", "QA60"),
    *("SR_QA_AEROSOL", "Fmask", "HLS.S30.T17SLU.2020117.v2.0.Fmask", "QC_500m_1"),
    *("udm2", "20200101_udm", "cloud mask", "dataMask", "quality_flags", "flags"),
    *("state_1km_1", "LC_Type1", "land cover", "landcover_2020", "Land_Use", "lulc"),
)
VALUES = (
    *("B04", "ST_QA", "MSK_CLDPRB_20m", "MSK_SNWPRB_20m", "SR_B2", "elevation"),
    *("AQUA_SST", "unmasked", "QARS", "landscape", "scale", "muscle", "VV", ""),
)


@pytest.mark.parametrize("name", CODES)
def test_names_of_flags_and_classes_are_known(name: str) -> None:
    assert is_name_of_codes(name)


@pytest.mark.parametrize("name", VALUES)
def test_other_names_are_not(name: str) -> None:
    assert not is_name_of_codes(name)


class TestReadLegend:
    @staticmethod
    def reason(path: Path, band: int = 1) -> str:
        with rasterio.open(path) as src:
            return read_legend(src, band).classes_by

    def test_a_palette_says_so(self, tmp_path: Path) -> None:
        colours = {1: (10, 20, 30, 255)}
        path = make_raster(tmp_path / "a.tif", ramp(5, 5, "uint8"), colormap=colours)
        assert self.reason(path) == "it has a palette"

    def test_the_name_of_a_file_with_one_band_says_so(self, tmp_path: Path) -> None:
        path = make_raster(tmp_path / "x_SCL_20m.tif", ramp(5, 5, "uint8"))
        assert self.reason(path) == "'x_SCL_20m' is a name of flags or classes"
        two = make_raster(tmp_path / "y_SCL.tif", np.ones((2, 5, 5), dtype=np.uint8))
        assert self.reason(two) == ""

    def test_the_description_of_a_band_says_so(self, tmp_path: Path) -> None:
        bands = np.ones((2, 5, 5), dtype=np.uint16)
        path = make_raster(tmp_path / "a.tif", bands, descriptions=("B4", "QA_PIXEL"))
        assert self.reason(path) == ""
        assert self.reason(path, 2) == "'QA_PIXEL' is a name of flags or classes"

    def test_a_name_says_nothing_of_floats(self, tmp_path: Path) -> None:
        assert self.reason(make_raster(tmp_path / "QA.tif")) == ""
