# SPDX-License-Identifier: GPL-3.0-or-later
"""Storage in a cloud that does not let the user in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exogenous.core import load
from exogenous.core.errors import ExogenousError
from exogenous.core.io.cloud import access_errors, how_to_get_in, no_access
from exogenous.core.products import open_product
from exogenous.core.request.aoi_parsing import from_text

if TYPE_CHECKING:
    from pathlib import Path

PATHS = {
    "s3://bucket/a.tif": "AWS_ACCESS_KEY_ID",
    "/vsis3/bucket/a.tif": "AWS_ACCESS_KEY_ID",
    "s3://bucket/x.zip": "AWS_ACCESS_KEY_ID",
    "gs://bucket/a.tif": "GOOGLE_APPLICATION_CREDENTIALS",
    "/vsigs/bucket/a.tif": "GOOGLE_APPLICATION_CREDENTIALS",
    "az://container/a.tif": "AZURE_STORAGE_CONNECTION_STRING",
    "/vsiaz/container/a.tif": "AZURE_STORAGE_CONNECTION_STRING",
    "abfs://container@x.dfs.core.windows.net/a.tif": "AZURE_STORAGE_CONNECTION_STRING",
    "abfss://container/a.tif": "AZURE_STORAGE_CONNECTION_STRING",
    "wasbs://container@x.blob.core.windows.net/a.tif": "AZURE_STORAGE_CONNECTION",
}


@pytest.fixture(autouse=True)
def stranger(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Have no credentials, and no machine that gives them."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("CPL_GCE_SKIP", "YES")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))


@pytest.mark.parametrize("path", PATHS)
def test_a_row_says_how_to_get_in(product: Path, path: str) -> None:
    with pytest.raises(ExogenousError, match=rf"^layer 'e': .*{PATHS[path]}") as caught:
        load(product, exo={"e": {"path": path}})
    assert "in QGIS: Settings" in str(caught.value)


@pytest.mark.parametrize("path", [*PATHS, "s3://bucket/S2A.SAFE", "gs://bucket/S2A"])
def test_a_product_says_how_to_get_in(path: str) -> None:
    variable = PATHS.get(path, "_")
    with pytest.raises(ExogenousError, match=rf"^PRODUCT: .*Set .*{variable}"):
        open_product(path)


@pytest.mark.parametrize("path", PATHS)
def test_an_area_says_how_to_get_in(path: str) -> None:
    area = path.replace("a.tif", "a.gpkg")
    with pytest.raises(ExogenousError, match=rf"^AOI: .*{PATHS[path]}"):
        from_text(area)


@pytest.mark.parametrize("path", ["a.tif", "/vsizip/a.zip/a.tif", "https://x/a.tif"])
def test_other_paths_are_in_no_storage(path: str) -> None:
    assert how_to_get_in(path) is None
    assert no_access(path, "AccessDenied") is None


def test_other_reasons_stay_what_they_are() -> None:
    assert no_access("s3://bucket/a.tif", "The specified key does not exist.") is None


def test_errors_are_those_of_libraries_that_are_in_use() -> None:
    assert all(issubclass(kind, Exception) for kind in access_errors())
    assert Exception not in access_errors()
