# SPDX-License-Identifier: GPL-3.0-or-later
"""What users call a product: a path, several, or a text of several."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from rasters import make_raster
from safe_builder import SafeBuilder, counts

from exogenous.core import Request, load
from exogenous.core.errors import InvalidRequest
from exogenous.core.products import open_product
from exogenous.core.request.product_paths import product_paths

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def rasters(folder: Path, *names: str, **choices: Any) -> list[str]:
    folder.mkdir(parents=True, exist_ok=True)
    return [str(make_raster(folder / f"{name}.tif", **choices)) for name in names]


@pytest.mark.parametrize(
    "form",
    [list, tuple, "\n".join, json.dumps, lambda paths: "\r\n".join([*paths, ""])],
)
def test_lists_may_be_texts(tmp_path: Path, form: Callable[[list[str]], Any]) -> None:
    paths = rasters(tmp_path, "a_1", "a_2")
    assert product_paths(form(paths)) == tuple(paths)
    assert open_product(form(paths)).name == "a"
    assert len(load(form(paths)).data_vars) == 2


def test_paths_may_be_path_objects(tmp_path: Path) -> None:
    rasters(tmp_path, "a_1", "a_2")
    assert len(load([tmp_path / "a_1.tif", tmp_path / "a_2.tif"]).data_vars) == 2


def test_a_list_of_one_is_that_one(tmp_path: Path) -> None:
    (path,) = rasters(tmp_path, "a")
    assert open_product([path]).path == path
    assert Request(product=[path]).product == path  # type: ignore[arg-type]
    safe = SafeBuilder(images={("04", 10): counts(10)}).write(tmp_path)
    assert open_product([str(safe)]).attributes["constellation"] == "Sentinel-2"


@pytest.mark.parametrize(
    "value", ["", "\n", "[]", "[1]", '["a.tif", ""]', "[a", '["a"']
)
def test_what_is_no_path_is_refused(value: str) -> None:
    with pytest.raises(InvalidRequest, match=r"^PRODUCT: "):
        open_product(value)


def test_a_file_may_be_called_like_a_list(tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.chdir(tmp_path)
    rasters(tmp_path, "[1]")
    assert open_product("[1].tif").name == "[1]"
