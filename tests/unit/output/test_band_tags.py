# SPDX-License-Identifier: GPL-3.0-or-later
"""What bands of results say of themselves: what holds, and nothing that would lie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from rasters import PIXEL, make_raster, placed, ramp

from exogenous.core import load
from exogenous.core.pipeline import collocate, stack
from exogenous.core.request.layer_table import parse_exo
from exogenous.core.request.request import OutputOptions, Request

if TYPE_CHECKING:
    from pathlib import Path

IMAGERY = {"CENTRAL_WAVELENGTH_UM": "0.45", "FWHM_UM": "0.02"}


@pytest.fixture
def product(tmp_path: Path) -> Path:
    return make_raster(tmp_path / "product.tif", ramp(20, 24))


@pytest.fixture
def warm(tmp_path: Path) -> Path:
    path = make_raster(
        tmp_path / "warm.tif",
        ramp(10, 12, "int16"),
        transform=placed(pixel=2 * PIXEL),
        scales=[0.1],
        nodata_kind="declared",
        nodata=-1,
    )
    with rasterio.open(path, "r+") as dst:
        dst.units = ("K",)
        dst.update_tags(1, wavelength="450", units="K", GRIB_VALID_TIME="86400")
        dst.update_tags(1, ns="IMAGERY", **IMAGERY)
    return path


def told(path: str, band: int = 1) -> tuple[str | None, dict[str, str], dict[str, str]]:
    with rasterio.open(path) as src:
        return src.units[band - 1], src.tags(band), src.tags(band, ns="IMAGERY")


@pytest.mark.parametrize("form", ["GTiff", "COG"])
@pytest.mark.parametrize("resampler", ["nearest", "bilinear", "average", "mode"])
def test_facts_come_through_every_kernel(
    product: Path, warm: Path, tmp_path: Path, resampler: str, form: str
) -> None:
    layers = parse_exo([{"path": str(warm), "resampler": resampler}])
    request = Request(product=str(product), layers=layers)
    options = OutputOptions(format=form)
    (written,) = collocate(request, str(tmp_path / "out"), options).paths
    unit, tags, imagery = told(written)
    assert (unit, imagery) == ("K", IMAGERY)
    assert tags["wavelength"] == "450"
    assert tags["time"] == "1970-01-02T00:00:00+00:00"


def test_each_band_of_a_stack_has_its_own(
    product: Path, warm: Path, tmp_path: Path
) -> None:
    layers = parse_exo([str(warm), {"path": str(product), "name": "plain"}])
    request = Request(product=str(product), layers=layers, coverage=True, validity=True)
    written = str(tmp_path / "s.tif")
    stack(request, written, OutputOptions(dtype="uint16"))
    assert told(written)[0] == "K"
    for band in (2, 3, 4, 5):
        unit, tags, imagery = told(written, band)
        assert (unit, imagery) == (None, {})
        assert not tags.keys() & {"wavelength", "time", "units"}


@pytest.mark.parametrize("row", [{"scale": 1}, {"offset": -273.15}])
def test_a_row_that_decodes_otherwise_loses_the_unit(
    product: Path, warm: Path, tmp_path: Path, row: dict[str, Any]
) -> None:
    request = Request(
        product=str(product), layers=parse_exo([{"path": str(warm), **row}])
    )
    (written,) = collocate(request, str(tmp_path / "out")).paths
    unit, tags, imagery = told(written)
    assert (unit, imagery) == (None, IMAGERY)
    assert "units" not in tags
    assert tags["wavelength"] == "450"


def test_the_sources_nodata_is_told_where_its_numbers_are_kept(
    product: Path, tmp_path: Path
) -> None:
    path = make_raster(
        tmp_path / "a.tif", ramp(20, 24, "int16"), nodata_kind="declared", nodata=-9
    )
    smooth = {"path": str(path), "name": "b", "resampler": "cubic"}
    coarse = {**smooth, "name": "c", "resampler": "average"}
    request = Request(
        product=str(product), layers=parse_exo([str(path), coarse]), pixel_size=20
    )
    stack(request, str(tmp_path / "s.tif"))
    assert "source_nodata" not in told(str(tmp_path / "s.tif"), 2)[1]
    own = Request(product=str(product), layers=parse_exo([smooth]))
    stack(own, str(tmp_path / "s.tif"))
    assert told(str(tmp_path / "s.tif"))[1]["source_nodata"] == "-9"


def test_a_dataset_says_the_same(product: Path, warm: Path) -> None:
    attrs = load(str(product), exo=str(warm))["warm"].attrs
    assert attrs["units"] == "K"
    assert attrs["time"] == "1970-01-02T00:00:00+00:00"
    assert attrs["CENTRAL_WAVELENGTH_UM"] == "0.45"
    assert attrs["resampler"] == "bilinear"


def test_a_dataset_names_classes_as_cf_does(product: Path, tmp_path: Path) -> None:
    path = make_raster(tmp_path / "c.tif", np.ones((20, 24), dtype=np.uint8))
    names = "".join(f"<Category>{n}</Category>" for n in ("", "bare soil", "water"))
    (tmp_path / "c.tif.aux.xml").write_text(
        '<PAMDataset><PAMRasterBand band="1"><CategoryNames>'
        f"{names}</CategoryNames></PAMRasterBand></PAMDataset>",
        encoding="utf-8",
    )
    attrs = load(str(product), exo=str(path))["c"].attrs
    assert attrs["flag_values"] == [1, 2]
    assert attrs["flag_meanings"] == "bare_soil water"
