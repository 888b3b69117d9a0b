# SPDX-License-Identifier: GPL-3.0-or-later
"""What a product says in the paths of rows."""

from __future__ import annotations

import json

import pytest

from exogenous.core import ExogenousError, Request, parse_exo
from exogenous.core.planning.placeholders import acquired_at, with_product_in_paths
from exogenous.core.products.product import Product

SENTINEL = Product(
    path="p",
    name="p",
    grid=None,
    bands=(),
    attributes={"constellation": "Sentinel-2", "acquisition_date": "20221005T115411"},
    facts={"tile_name": "T29UNU", "acquisition_datetime": "2022-10-05T11:54:11"},
)
PLAIN = Product(path="p", name="p", grid=None, bands=())


def path_of(path: object, product: Product = SENTINEL) -> str:
    request = Request(product="p", layers=parse_exo([{"name": "e", "path": path}]))
    return with_product_in_paths(request, product).layers[0].path


@pytest.mark.parametrize(
    ("path", "filled"),
    [
        ("s1/{tile}/vv.tif", "s1/T29UNU/vv.tif"),
        ("era5_{date:%Y_%m}.nc", "era5_2022_10.nc"),
        ("{date}/{tile}/*.tif", "20221005/T29UNU/*.tif"),
        ("{constellation}/{date:%Y}/{date:%j}.tif", "Sentinel-2/2022/278.tif"),
        ("plain.tif", "plain.tif"),
        ('NETCDF:"{tile}.nc":t', 'NETCDF:"{tile}.nc":t'),
    ],
)
def test_placeholders_are_filled(path: str, filled: str) -> None:
    assert path_of(path) == filled


def test_placeholders_in_a_list_are_filled() -> None:
    found = path_of(["{tile}/a.tif", "{tile}/b.tif"])
    assert json.loads(found) == ["T29UNU/a.tif", "T29UNU/b.tif"]


@pytest.mark.parametrize("word", ["{tile}", "{date}", "{constellation}"])
def test_what_the_product_does_not_say_is_refused(word: str) -> None:
    with pytest.raises(ExogenousError, match="the product does not say"):
        path_of(f"a/{word}.tif", PLAIN)


@pytest.mark.parametrize("word", ["{title}", "{tile:%Y}", "{TILE}"])
def test_an_unknown_placeholder_is_refused(word: str) -> None:
    with pytest.raises(ExogenousError, match=r"is unknown.*\{tile\}"):
        path_of(f"a/{word}.tif")


def test_an_instant_is_in_utc() -> None:
    when = acquired_at(SENTINEL)
    assert when is not None
    assert when.isoformat() == "2022-10-05T11:54:11+00:00"
    assert acquired_at(PLAIN) is None
