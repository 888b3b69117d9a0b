# SPDX-License-Identifier: GPL-3.0-or-later
"""The kernel that GDAL has for overviews alone works as there, and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from oracle import gdal
from rasterio.warp import transform
from rasters import LEFT, TOP, make_raster, placed, ramp

from exogenous.core import Request, load, parse_exo, stack
from exogenous.core.errors import GaussElsewhere
from exogenous.core.output import xarray_dataset as dataset

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from numpy.typing import NDArray

GAUSS = {"resampler": "gauss"}
NODATA = -9.0

EAST, NORTH = transform("EPSG:32630", "EPSG:3035", [LEFT], [TOP])


def source(path: Path, rows: int, cols: int, dtype: str, *, holes: bool) -> str:
    rng = np.random.default_rng(rows)
    return str(
        make_raster(
            path,
            rng.normal(100, 20, (rows, cols)).astype(dtype),
            nodata_kind="declared",
            nodata=NODATA,
            invalid=(rng.random((rows, cols)) < 0.3) & holes,
        )
    )


def gdals(path: str, rows: int, cols: int, window: list[float]) -> NDArray[Any]:
    """Return what GDAL makes of a window (column, row, columns, rows) of a raster."""
    made = gdal.Translate(
        "",
        path,
        format="MEM",
        srcWin=window,
        width=cols,
        height=rows,
        resampleAlg="gauss",
        outputType=gdal.GDT_Float32,
    ).ReadAsArray()
    return np.where(made == NODATA, np.nan, made)


@pytest.mark.rule(3, 5, against="`gdal_translate -r gauss`")
@pytest.mark.parametrize("dtype", ["int16", "float32", "float64"])
@pytest.mark.parametrize("holes", [False, True])
@pytest.mark.parametrize("times", [1, 2, 3, 4, 5, 6, 9])
def test_whole_multiples_are_gdals(
    tmp_path: Path,
    times: int,
    dtype: str,
    record_property: Callable[[str, object], None],
    *,
    holes: bool,
) -> None:
    path = source(tmp_path / "e.tif", 12 * times, 15 * times, dtype, holes=holes)
    exo = {"e": {"path": path, **GAUSS}}
    found = load(path, exo=exo, pixel_size=10.0 * times)["e"].to_numpy()[0]
    expected = gdals(path, 12, 15, [0, 0, 15 * times, 12 * times])
    np.testing.assert_array_equal(np.isnan(found), np.isnan(expected))
    largest = float(np.nanmax(np.abs(found - expected)))
    # GDAL rounds the means of integers.
    assert largest <= (0.5001 if dtype == "int16" else 2e-5)
    if dtype != "int16":
        record_property("difference", largest)
        record_property("share", largest / float(np.nanmax(expected)))


@pytest.mark.rule(3, against="`gdal_translate -r gauss`, inside the source")
def test_a_product_inside_the_source_sees_what_is_around(tmp_path: Path) -> None:
    path = source(tmp_path / "e.tif", 60, 80, "float32", holes=False)
    inside = placed(left=LEFT + 80, top=TOP - 40, pixel=40)
    product = make_raster(tmp_path / "p.tif", ramp(9, 11), transform=inside)
    found = load(str(product), exo={"e": {"path": path, **GAUSS}})["e"].to_numpy()[0]
    whole = gdals(path, 15, 20, [0, 0, 80, 60])
    np.testing.assert_allclose(found, whole[1:10, 2:13], rtol=1e-6)


@pytest.mark.rule(2, 13, against="the whole at once, bit for bit")
def test_blocks_do_not_show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = source(tmp_path / "e.tif", 300, 330, "float32", holes=True)
    asked = {"exo": {"e": {"path": path, **GAUSS}}, "pixel_size": 30}
    whole = load(path, **asked)["e"].to_numpy()
    monkeypatch.setattr(dataset, "CHUNK_PX", 32)
    np.testing.assert_array_equal(load(path, **asked)["e"].to_numpy(), whole)


@pytest.mark.rule(8, against="the request")
@pytest.mark.parametrize(
    ("crs", "place"),
    [
        ("EPSG:32630", placed(pixel=15)),
        ("EPSG:32630", placed(pixel=5)),
        ("EPSG:32630", placed(left=LEFT + 3, pixel=20)),
        ("EPSG:32630", placed(degrees=20, pixel=20)),
        ("EPSG:3035", placed(left=EAST[0], top=NORTH[0], pixel=20)),
    ],
)
def test_elsewhere_is_an_error_before_any_pixel_is_read(
    tmp_path: Path, crs: str, place: Any
) -> None:
    path = source(tmp_path / "e.tif", 60, 80, "float32", holes=False)
    product = make_raster(tmp_path / "p.tif", ramp(9, 11), crs=crs, transform=place)
    exo = parse_exo({"DEM": {"path": path, **GAUSS}})
    out = tmp_path / "out.tif"
    with pytest.raises(GaussElsewhere, match=r"layer 'DEM'.*gauss.*Use average"):
        stack(Request(product=str(product), layers=exo), str(out))
    assert not out.exists()
