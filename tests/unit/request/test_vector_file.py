# SPDX-License-Identifier: GPL-3.0-or-later
"""Vector files with what QGIS writes behind their paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyogrio.raw
import pytest
import shapely

from exogenous.core.errors import AreaWithoutCrs, InvalidRequest
from exogenous.core.request.aoi_parsing import from_text
from exogenous.core.request.vector_file import vector_file

if TYPE_CHECKING:
    from pathlib import Path


def write(path: Path, *boxes: tuple[float, ...], **options: object) -> None:
    shapes = shapely.to_wkb([shapely.box(*one) for one in boxes])
    told = {"geometry_type": "Polygon", "crs": "EPSG:4326", **options}
    pyogrio.raw.write(
        path,
        np.array(shapes, dtype=object),
        [np.arange(len(boxes))],
        ["number"],
        append=path.exists(),
        **told,
    )


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """Return a file of two layers."""
    path = tmp_path / "two.gpkg"
    write(path, (0, 0, 1, 1), (4, 4, 5, 5), layer="plots")
    write(path, (8, 8, 9, 9), layer="roads")
    return path


@pytest.mark.parametrize(
    ("behind", "layer", "subset"),
    [
        ("", None, None),
        ("|layername=plots", "plots", None),
        ("|LayerName=plots", "plots", None),
        ("|layerid=1", 1, None),
        ("|subset=a = 1", None, "a = 1"),
        ("|layername=plots|subset=a = 'x|y'", "plots", "a = 'x|y'"),
        ("|layername=a|geometrytype=Polygon", "a", None),
        ("|option:ENCODING=UTF-8|layername=a", "a", None),
        ("|layername=plots|subset=", "plots", None),
    ],
)
def test_what_is_behind_a_path_says_what_is_meant(
    behind: str, layer: object, subset: str | None
) -> None:
    found = vector_file(f"/data/a.gpkg{behind}")
    assert (found.path, found.layer, found.subset) == ("/data/a.gpkg", layer, subset)


@pytest.mark.parametrize("behind", ["|plots", "|layer=plots", "|layerid=one"])
def test_what_means_nothing_is_refused(two: Path, behind: str) -> None:
    with pytest.raises(InvalidRequest, match=r"^AOI: .*\|layername=NAME"):
        from_text(f"{two}{behind}")


@pytest.mark.parametrize(
    ("behind", "bounds"),
    [
        ("|layername=plots", (0, 0, 5, 5)),
        ("|layername=roads", (8, 8, 9, 9)),
        ("|layerid=1", (8, 8, 9, 9)),
        ("|layername=plots|subset=number = 1", (4, 4, 5, 5)),
        ("|layername=plots|subset=number in (0, 7)", (0, 0, 1, 1)),
    ],
)
def test_a_layer_and_a_filter_are_looked_at(
    two: Path, behind: str, bounds: tuple[float, ...]
) -> None:
    assert from_text(f"{two}{behind}").geometry.bounds == bounds


@pytest.mark.parametrize("subset", ["number = 99", "fid=99", "1 = 0", "number is null"])
def test_a_filter_that_leaves_nothing_is_told(two: Path, subset: str) -> None:
    with pytest.raises(InvalidRequest, match=r"^AOI: .*Its filter leaves no feature"):
        from_text(f"{two}|layername=plots|subset={subset}")


@pytest.mark.parametrize("wrong", ["number === 1", "nosuch = 1", "SELECT"])
def test_a_filter_that_is_none_is_told(two: Path, wrong: str) -> None:
    with pytest.raises(InvalidRequest) as caught:
        from_text(f"{two}|layername=plots|subset={wrong}")
    assert f"'{wrong}' is no filter" in str(caught.value)
    assert "one of its fields: number." in str(caught.value)
    assert "SQL" not in str(caught.value)


@pytest.mark.parametrize("behind", ["", "|subset=number = 1"])
def test_several_layers_ask_for_one(two: Path, behind: str) -> None:
    with pytest.raises(
        InvalidRequest,
        match=r"several layers \(plots, roads\).*two\.gpkg\|layername=pl",
    ):
        from_text(f"{two}{behind}")


def test_a_layer_without_places_is_no_choice(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    pyogrio.raw.write(
        path, None, [np.arange(2)], ["n"], geometry_type=None, layer="notes"
    )
    write(path, (8, 8, 9, 9), layer="roads")
    assert from_text(str(path)).geometry.bounds == (8, 8, 9, 9)


def test_a_file_without_crs_says_where_to_set_it(tmp_path: Path) -> None:
    path = tmp_path / "a.shp"
    write(path, (0, 0, 1, 1), crs=None)
    with pytest.raises(AreaWithoutCrs, match=r"^AOI: .*Layer, Set CRS.*\[EPSG:4326\]"):
        from_text(str(path))


def test_the_case_is_told(cases: Path) -> None:
    with pytest.raises(InvalidRequest, match="Its filter leaves no feature"):
        from_text(f"{cases / 'area.gpkg'}|layername=plots|subset=fid=99")
    assert from_text(f"{cases / 'area.gpkg'}|layername=plots|subset=fid>0").crs
