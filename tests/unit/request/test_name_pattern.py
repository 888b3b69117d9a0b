# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of rows that are patterns."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from rasters import make_raster, ramp

from exogenous.core import Request, collocate, parse_exo
from exogenous.core.errors import DuplicateName
from exogenous.core.request.located import MapLayer


def names(rows, lookup=None):
    return [layer.name for layer in parse_exo(rows, lookup)]


@pytest.mark.parametrize(
    ("name", "band", "expected"),
    [
        ("{layer}_{band}", 2, "dem_2"),
        ("{layer}_{band}", "slope", "dem_slope"),
        ("{band}: {layer} {layer}", 1, "1: dem dem"),
        ("{tile} {}{", 1, "{tile} {}{"),
    ],
)
def test_pattern_stands_for_layer_and_band(name, band, expected):
    assert names([{"name": name, "path": "/data/dem.tif", "band": band}]) == [expected]


def test_layer_of_the_project_gives_its_name():
    rows = [{"name": "{layer}_{band}", "path": "id"}]
    found = MapLayer(name="my {band} layer", path="/data/x.tif")
    assert names(rows, lambda _: found) == ["my {band} layer_1"]


def test_text_rows_take_patterns():
    assert names("/data/dem.tif|name={layer}_{band}|band=3") == ["dem_3"]


def test_names_that_come_out_alike_are_refused():
    rows = [{"name": "{layer}", "path": "/a/dem.tif"}, {"path": "/b/dem.tif"}]
    with pytest.raises(DuplicateName, match="dem"):
        parse_exo(rows)


def test_files_are_named_by_the_pattern(tmp_path):
    product = make_raster(tmp_path / "product.tif", ramp(5, 5))
    cover = make_raster(tmp_path / "cover.tif", np.stack([ramp(5, 5)] * 2))
    rows = [
        {"name": "{layer}_{band}", "path": str(cover), "band": band} for band in (1, 2)
    ]
    request = Request(product=str(product), layers=parse_exo(rows))
    result = collocate(request, str(tmp_path / "out"))
    assert [Path(path).name for path in result.paths] == ["cover_1.tif", "cover_2.tif"]
