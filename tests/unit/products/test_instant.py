# SPDX-License-Identifier: GPL-3.0-or-later
"""When products were acquired."""

from __future__ import annotations

from datetime import datetime, timezone
from types import SimpleNamespace

import numpy as np
import pytest
from places import DATA
from rasters import make_raster, ramp
from safe_builder import SafeBuilder

from exogenous.core.errors import InvalidRequest
from exogenous.core.products import open_product
from exogenous.core.products.instant import instant_of
from exogenous.core.products.sentinel2.instants import instants_of
from exogenous.core.request.request import Request


def identity(tile=None, granules=(), datatake=None, name=None):
    return SimpleNamespace(
        tile=SimpleNamespace(sensing=tile),
        files=SimpleNamespace(granules=granules),
        datatake=SimpleNamespace(sensing=datatake),
        name=name and SimpleNamespace(sensing=name),
    )


def test_each_of_three():
    found = instants_of(
        identity(
            tile="2022-10-05T11:56:49.582409Z",
            granules=("L2A_T29UNU_A038067_20221005T115413",),
            datatake="2022-10-05T11:54:11.024Z",
        )
    )
    texts = {key: one.isoformat() for key, one in found.items()}
    assert texts == {
        "tile": "2022-10-05T11:56:49.582409+00:00",
        "granule": "2022-10-05T11:54:13+00:00",
        "datatake": "2022-10-05T11:54:11.024000+00:00",
    }


@pytest.mark.parametrize("text", ["soon", "", "2022-10-05T99:00Z", None])
def test_what_is_damaged_is_left_out(text):
    granules = ("L2A_T29UNU_A038067_20221399T115413",)
    name = datetime(2022, 10, 5, 11, 54, 11)  # noqa: DTZ001  as names have it
    found = instants_of(
        identity(tile=text, granules=granules, datatake=text, name=name)
    )
    assert found == {"datatake": name.replace(tzinfo=timezone.utc)}


def test_what_is_missing_is_stood_in_for(tmp_path):
    images = {("04", 10): np.ones((24, 24), "uint16")}
    product = open_product(str(SafeBuilder(images=images).write(tmp_path)))
    assert "datatake" in product.instants
    for asked in ("tile", "granule", "datatake"):
        assert instant_of(product, asked).year == 2025


def test_the_real_product():
    folder = DATA / "s2_l2a_T29UNU_crop"
    if not folder.is_dir():
        pytest.skip("the shared data are not there")
    product = open_product(str(next(folder.glob("*.SAFE"))))
    texts = [str(instant_of(product, one)) for one in ("tile", "granule", "datatake")]
    assert texts == [
        "2022-10-05T11:56:49.582Z",
        "2022-10-05T11:54:07Z",
        "2022-10-05T11:54:11.024Z",
    ]


def test_rasters(tmp_path):
    said = {"TIFFTAG_DATETIME": "2022:10:05 11:54:11"}
    path = make_raster(tmp_path / "a.tif", ramp(4, 4), tags=said)
    assert str(instant_of(open_product(str(path)))) == "2022-10-05T11:54:11Z"
    path = make_raster(tmp_path / "b.tif", ramp(4, 4))
    assert instant_of(open_product(str(path))) is None


def test_an_unknown_word_is_refused():
    with pytest.raises(InvalidRequest, match="tile, granule, datatake"):
        Request(product="a.tif", instant="orbit")
