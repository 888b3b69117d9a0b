# SPDX-License-Identifier: GPL-3.0-or-later
"""Users, passwords, keys and signatures are in no sentence and no result."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import rasterio
from rasters import make_raster, ramp

from exogenous.core import Request, parse_exo, stack
from exogenous.core.errors import ExogenousError, SourceUnreadable
from exogenous.core.io.paths import stem
from exogenous.core.message import say
from exogenous.core.secrets import without_secrets

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "S3cr3t" * 4 + "0"

WITH_SECRET = (
    f"PG:dbname='a' password='it''s{SECRET}' mode=2",
    f"PG:dbname=a password={SECRET} user=b",
    rf"PG:password='a\'{SECRET} c' dbname=d",
    f"QGIS_RASTER:wcs:url=https://x&authcfg={SECRET}",
    f"/vsicurl/https://me:{SECRET}@host/a.tif",
    f"https://{SECRET}@host/a.tif",
    f"https://{SECRET}:word@host/a.tif",
    f"https://host/a.tif?sig={SECRET}&se=2026",
    f"https://host/a.tif?X-Amz-Signature={SECRET}",
    f"https://host/a.tif?x-amz-security-token={SECRET}",
    f"https://host/a.tif?X-Amz-Credential={SECRET}",
    f"https://host/a.tif?Key-Pair-Id=a&Signature={SECRET}",
    f"https://host/a.tif?token={SECRET}",
    f"https://host/a.tif?api_key={SECRET}",
    f"https://host/a.tif?key={SECRET}",
    f"https://host/a.tif?anything={SECRET}",
    f"https%3A%2F%2Fhost?token%3D{SECRET}",
    f"MYSQL:base,user=me,password={SECRET},host=h",
    f"DefaultEndpointsProtocol=https;AccountKey={SECRET};EndpointSuffix=x",
    f'{{"url": "https://host", "password": "{SECRET}"}}',
    f"{{'api_key': '{SECRET}'}}",
    f"Authorization: Bearer {SECRET}",
    f"/vsicurl?header.Authorization=Basic%20{SECRET}&url=https://host",
)


@pytest.mark.parametrize("text", WITH_SECRET)
def test_secrets_are_not_shown(text: str) -> None:
    assert SECRET[:9] not in without_secrets(text)
    assert SECRET[:9] not in str(say("{path!r} is wrong", path=text))
    assert SECRET[:9] not in str(SourceUnreadable("a", text, f"no {text}"))


@pytest.mark.parametrize(
    "text",
    [
        "/data/password/a.tif",
        "/data/user=me.tif/keys/token.tif",
        "https://host/a:b@c.tif",
        "https://host/wcs?SERVICE=WCS&VERSION=2.0.1&COVERAGE=dem__europe",
        'NETCDF:"/data/a.nc":temperature',
        "vrt://a.tif?bands=1,2&a_srs=EPSG:32632",
        "PG:host=localhost dbname=rasters mode=2",
        "monkey=banana turkey=bird",
    ],
)
def test_what_is_no_secret_stays(text: str) -> None:
    assert without_secrets(text).replace("…", "me.tif/keys/token.tif") == text


def test_the_name_of_an_address_leaves_out_what_is_asked() -> None:
    assert stem(f"https://host/dem.tif?sig={SECRET}") == "dem"


@pytest.mark.parametrize(
    "path",
    [
        f"/vsicurl/http://me:{SECRET}@127.0.0.1:9/a.tif?token={SECRET}",
        f"http://127.0.0.1:9/a.tif?sig={SECRET}",
        f"/data/none.tif?token={SECRET}",
    ],
)
@pytest.mark.parametrize("place", ["product", "row"])
def test_an_error_has_no_secret(tmp_path: Path, path: str, place: str) -> None:
    raster = str(make_raster(tmp_path / "a.tif", ramp(4, 4)))
    product, row = (path, raster) if place == "product" else (raster, path)
    with pytest.raises(ExogenousError) as caught:
        stack(
            Request(product=product, layers=parse_exo([row])), str(tmp_path / "o.tif")
        )
    assert SECRET[:9] not in str(caught.value)


@pytest.mark.parametrize("place", ["product", "row"])
def test_a_result_has_no_secret(tmp_path: Path, place: str) -> None:
    raster = str(make_raster(tmp_path / "a.tif", ramp(4, 4)))
    other = make_raster(tmp_path / f"b@token={SECRET}.tif", ramp(4, 4))
    product, row = (other, raster) if place == "product" else (raster, other)
    layers = parse_exo([{"name": "x", "path": str(row)}])
    request = Request(product=str(product), bands=("1",), layers=layers)
    made = stack(request, str(tmp_path / "o.tif"))
    with rasterio.open(made.paths[0]) as src:
        tags = [src.tags(band) for band in range(src.count + 1)]
    said = [tag["source"] for tag in tags if "source" in tag]
    assert len(said) == 2
    assert SECRET not in "".join(said)
