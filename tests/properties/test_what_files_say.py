# SPDX-License-Identifier: GPL-3.0-or-later
"""What files say of their numbers counts: files on which it once did not."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import pytest
import rasterio
from places import DATA
from rasterio.enums import Resampling

from exogenous.core import load
from exogenous.core.io.band_description import band_description
from exogenous.core.pipeline import collocate, stack
from exogenous.core.planning.build import make_plan
from exogenous.core.request.layer_table import parse_exo
from exogenous.core.request.request import Request

CASES = DATA / "cases"

pytestmark = pytest.mark.skipif(
    not CASES.is_dir(), reason=f"the inputs are not in {CASES}"
)


def test_scene_classes_without_a_palette_are_not_averaged() -> None:
    path = CASES / "scl_no_palette.tif"
    data = load(str(CASES / "prod.tif"), exo={"scl": str(path)})
    with rasterio.open(path) as src:
        codes = src.read(1)
    half = codes[:30, :30].repeat(2, 0).repeat(2, 1)
    assert (data["scl"].to_numpy()[0] == half).all()


def test_the_default_is_bilinear_elsewhere() -> None:
    request = Request(
        product=str(CASES / "prod.tif"),
        layers=parse_exo(str(CASES / "dem_ellipsoidal.tif")),
    )
    assert make_plan(request).layers[0].resampler is Resampling.bilinear


@pytest.mark.parametrize("row", [{}, {"resampler": "nearest"}])
def test_ids_of_64_bits_are_as_they_were(tmp_path: Path, row: dict[str, str]) -> None:
    path = str(CASES / "ids.tif")
    request = Request(
        product=str(CASES / "prod.tif"), layers=parse_exo([{"path": path, **row}])
    )
    (written,) = collocate(request, str(tmp_path)).paths
    with rasterio.open(path) as src, rasterio.open(written) as dst:
        assert dst.dtypes == ("int64",)
        assert (src.read() == dst.read()).all()


@pytest.mark.parametrize(("resampler", "names"), [("nearest", 6), ("average", 0)])
def test_class_names_stay_with_classes(
    tmp_path: Path, resampler: str, names: int
) -> None:
    request = Request(
        product=str(CASES / "prod.tif"),
        layers=parse_exo(f"{CASES / 'cls.tif'}|resampler={resampler}"),
        pixel_size=30,
    )
    (written,) = collocate(request, str(tmp_path)).paths
    with rasterio.open(written) as src:
        assert len(band_description(src, 1).categories) == names


@pytest.mark.parametrize("role", ["layer", "product"])
def test_waves_and_units_come_through(tmp_path: Path, role: str) -> None:
    path, written = str(CASES / "hyper.tif"), str(tmp_path / "s.tif")
    rows = parse_exo([{"name": f"b{n}", "path": path, "band": n} for n in (1, 2)])
    asked = {
        "layer": Request(product=str(CASES / "prod.tif"), layers=rows, pixel_size=20),
        "product": Request(product=path, bands=("1", "2"), pixel_size=30),
    }
    stack(asked[role], written)
    with rasterio.open(path) as src, rasterio.open(written) as dst:
        assert dst.units == src.units
        for band in (1, 2):
            assert src.tags(band).items() <= dst.tags(band).items()
            own = src.tags(band, ns="IMAGERY")
            assert own == dst.tags(band, ns="IMAGERY")
            assert own


@pytest.mark.skipif(
    not Path("/usr/share/proj/nzgd2kgrid0005.gsb").exists(),
    reason="the system has no grid of New Zealand",
)
def test_a_datum_with_a_grid_lands_where_gdalwarp_puts_it(tmp_path: Path) -> None:
    layer, product = (CASES / f"{name}_nzgd49.tif" for name in ("layer", "prod"))
    rows = [{"name": f"b{n}", "path": str(layer), "band": n} for n in (1, 2)]
    data = load(str(product), exo=rows)
    with rasterio.open(product) as src:
        extent, (width, height) = map(str, src.bounds), src.res
    asked = f"-q -et 0 -r bilinear -t_srs EPSG:32760 -tr {width} {height}".split()
    files = str(layer), str(tmp_path / "w.tif")
    subprocess.run(["gdalwarp", *asked, "-te", *extent, *files], check=True)
    with rasterio.open(tmp_path / "w.tif") as src:
        expected = src.read()
    for band in (1, 2):
        found = data[f"b{band}"].to_numpy()[0]
        assert np.isfinite(found).all()
        assert np.abs(found - expected[band - 1]).max() < 0.001


def test_heights_are_converted_or_not_called_so(tmp_path: Path) -> None:
    rows = parse_exo(str(CASES / "dem_ellipsoidal.tif"))
    request = Request(product=str(CASES / "prod_egm96.tif"), layers=rows)
    result = collocate(request, str(tmp_path))
    with rasterio.open(result.paths[0]) as src:
        height, name = float(src.read(1)[30, 30]), src.crs.to_wkt()
    if "EGM96" in name:
        assert height == pytest.approx(451.3, abs=0.1)
    else:
        assert height == 500
        assert any("not called EGM96 height" in one for one in result.warnings)
