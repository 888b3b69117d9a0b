# SPDX-License-Identifier: GPL-3.0-or-later
"""Heights become the product's where a grid leads there, or are not called so."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from rasterio.crs import CRS
from rasters import make_raster, placed, ramp

from exogenous.core import load
from exogenous.core.errors import ExogenousWarning
from exogenous.core.pipeline import collocate, stack
from exogenous.core.planning.build import make_plan
from exogenous.core.planning.summary import summary
from exogenous.core.request.layer_table import parse_exo
from exogenous.core.request.request import Request

EGM96 = pytest.mark.skipif(
    not Path("/usr/share/proj/egm96_15.gtx").exists(),
    reason="the system has no geoid EGM96",
)
UTM = "EPSG:32632"

#: The same with heights over the ellipsoid.
IN_3D = json.dumps(
    {
        "type": "ProjectedCRS",
        "name": "UTM in 3D",
        "base_crs": CRS.from_epsg(4979).to_dict(projjson=True),
        "conversion": CRS.from_epsg(32632).to_dict(projjson=True)["conversion"],
        "coordinate_system": {
            "subtype": "Cartesian",
            "axis": [
                *CRS.from_epsg(32632).to_dict(projjson=True)["coordinate_system"][
                    "axis"
                ],
                {
                    "name": "Ellipsoidal height",
                    "abbreviation": "h",
                    "direction": "up",
                    "unit": "metre",
                },
            ],
        },
    }
)


def product_in(folder: Path, crs: str) -> Path:
    where = placed(left=500_000, top=5_400_000)
    return make_raster(folder / "product.tif", ramp(40, 40), crs=crs, transform=where)


def heights_in(folder: Path, crs: str, dtype: str = "float64", bands: int = 1) -> Path:
    where = placed(left=8.99, top=48.76, pixel=0.0005)
    values = 400 + (np.arange(3600).reshape(60, 60) % 97)
    return make_raster(
        folder / "dem.tif",
        np.stack([values] * bands).astype(dtype),
        crs=crs,
        transform=where,
    )


def planned(product: Path, layer: Path, **row: Any) -> Any:
    rows = parse_exo([{"path": str(layer), **row}])
    return make_plan(Request(product=str(product), layers=rows))


@EGM96
@pytest.mark.parametrize("dtype", ["float64", "int16"])
@pytest.mark.parametrize("resampler", ["nearest", "bilinear"])
def test_heights_over_the_ellipsoid_become_those_of_the_geoid(
    tmp_path: Path, resampler: str, dtype: str
) -> None:
    product = product_in(tmp_path, f"{UTM}+5773")
    layer = heights_in(tmp_path, "EPSG:4979", dtype)
    request = Request(
        product=str(product),
        layers=parse_exo([{"path": str(layer), "resampler": resampler}]),
    )
    plain = heights_in(tmp_path / "..", "EPSG:4326", dtype)
    kept = load(
        str(product_in(tmp_path / "..", UTM)),
        exo=[{"path": str(plain), "name": "a", "resampler": resampler}],
    )["a"]
    (written,) = collocate(request, str(tmp_path / "out")).paths
    with rasterio.open(written) as src:
        found = src.read(1)
        assert src.crs.to_wkt().startswith("COMPD_CS")
        assert src.tags(1)["vertical_crs"] == "EGM96 height"
    geoid = kept.to_numpy()[0] - found
    asked = "9.0001 48.7 0"
    done = subprocess.run(
        ["gdaltransform", "-s_srs", "EPSG:4979", "-t_srs", "EPSG:4326+5773"],
        input=asked,
        capture_output=True,
        text=True,
        check=True,
    )
    expected = -float(done.stdout.split()[2])
    assert np.isfinite(geoid).all()
    assert np.abs(geoid - expected).max() < 0.1
    assert np.ptp(geoid) > 0.001
    plan = make_plan(request)
    line = summary(plan)[1]
    assert "ellipsoidal height of WGS 84 to EGM96 height" in line
    assert not plan.warnings


@pytest.mark.parametrize(
    ("own", "unit", "wanted", "expected", "becomes"),
    [
        (f"{UTM}+6360", "", f"{UTM}+5703", 500 * 1200 / 3937, "metre"),
        (f"{UTM}+5703", "", f"{UTM}+6360", 500 * 3937 / 1200, "US survey foot"),
        (f"{UTM}+5703", "ft", f"{UTM}+6360", 500 * 0.3048 * 3937 / 1200, None),
        (f"{UTM}+6360", "cm", f"{UTM}+5703", 5.0, "metre"),
        (f"{UTM}+5715", "", f"{UTM}+5714", -500.0, "metre"),  # depths
        ("EPSG:4979", "", "UTM in 3D", 500.0, None),
        pytest.param("EPSG:4979", "ft", f"{UTM}+5773", 103.75, "metre", marks=EGM96),
    ],
)
def test_units_and_directions_of_heights_become_the_products(
    tmp_path: Path, own: str, unit: str, wanted: str, expected: float, becomes: str
) -> None:
    """A foot is no metre, whether the CRS says so or the band."""
    crs = IN_3D if wanted == "UTM in 3D" else wanted
    product = product_in(tmp_path, crs)
    where = placed(left=8.99, top=48.76, pixel=0.0005)
    if own.startswith(UTM):
        where = placed(left=499_990, top=5_400_010, pixel=20)
    layer = tmp_path / "dem.tif"
    values = np.full((60, 60), 500.0)
    make_raster(layer, values, crs=own, transform=where)
    with rasterio.open(layer, "r+") as dst:
        dst.units = (unit,)
    plan = planned(product, layer)
    assert not [line for line in plan.warnings if "heights" in line]
    request = Request(product=str(product), layers=parse_exo(str(layer)))
    (written,) = collocate(request, str(tmp_path / "out")).paths
    with rasterio.open(written) as src:
        assert np.abs(src.read(1) - expected).max() < (0.2 if becomes else 1e-3)
        assert becomes is None or src.units == (becomes,)
        assert src.crs == rasterio.open(product).crs


class TestWithoutAGrid:
    @pytest.fixture
    def request_of(self, tmp_path: Path) -> Request:
        product = product_in(tmp_path, f"{UTM}+7837")  # DHHN2016 height
        layer = heights_in(tmp_path, "EPSG:4979")
        return Request(product=str(product), bands=("1",), layers=parse_exo(str(layer)))

    def test_they_stay_and_the_plan_says_so(self, request_of: Request) -> None:
        (warning,) = make_plan(request_of).warnings
        assert warning.startswith("layer 'dem': its heights are ellipsoidal height of")
        assert "the result is not called DHHN2016 height" in warning

    def test_the_result_is_not_called_so(
        self, request_of: Request, tmp_path: Path
    ) -> None:
        stack(request_of, str(tmp_path / "s.tif"))
        with rasterio.open(tmp_path / "s.tif") as src:
            assert src.crs == rasterio.crs.CRS.from_epsg(32632)
            assert np.nanmin(src.read(2)) >= 400
            assert "vertical_crs" not in src.tags(1)
            tag = src.tags(2)["vertical_crs"]
        assert tag == "ellipsoidal height of WGS 84"
        layers = [row.path for row in request_of.layers]
        with pytest.warns(ExogenousWarning, match="not called DHHN2016"):
            data = load(str(request_of.product), exo=layers)
        wkt = data["spatial_ref"].attrs["crs_wkt"]
        assert "DHHN" not in wkt


@pytest.mark.parametrize("crs", [UTM, f"{UTM}+5773"])
def test_heights_of_one_kind_or_on_no_heights_stay(tmp_path: Path, crs: str) -> None:
    product = product_in(tmp_path, crs)
    layer = heights_in(tmp_path, "EPSG:4326+5773")
    plan = planned(product, layer)
    assert not plan.warnings
    assert plan.layers[0].height_shift is None
    assert plan.layers[0].heights == "EGM96 height"


def test_what_is_no_height_stays(tmp_path: Path) -> None:
    product = product_in(tmp_path, f"{UTM}+5773")
    radar = heights_in(tmp_path, "EPSG:4979", bands=2)
    classes = planned(product, radar)
    assert (classes.layers[0].heights, classes.warnings) == ("", ())
    with rasterio.open(heights_in(tmp_path, "EPSG:4979"), "r+") as dst:
        dst.units = ("K",)
    assert planned(product, tmp_path / "dem.tif").layers[0].height_shift is None


def test_a_layer_without_heights_leaves_the_products_name(tmp_path: Path) -> None:
    product = product_in(tmp_path, f"{UTM}+5773")
    layer = heights_in(tmp_path, "EPSG:4326")
    request = Request(product=str(product), layers=parse_exo(str(layer)))
    (written,) = collocate(request, str(tmp_path / "out")).paths
    with rasterio.open(written) as src, rasterio.open(product) as own:
        assert src.crs == own.crs
