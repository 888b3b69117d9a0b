# SPDX-License-Identifier: GPL-3.0-or-later
"""What is planned for tie points, near them and far away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from affine import Affine
from rasters import make_raster, ramp
from tie_point_sources import TARGETS, Sources, collocate, grid

from exogenous.core import ExogenousWarning, load, open_product
from exogenous.core.environment import raster_environment
from exogenous.core.errors import NoRegularGrid, UnknownProduct
from exogenous.core.planning.plan import Empty
from exogenous.core.planning.summary import layer_summary
from exogenous.core.sources.source import open_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytestmark = pytest.mark.filterwarnings(
    "ignore::rasterio.errors.NotGeoreferencedWarning"
)


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    """Writes sources, each once."""
    return Sources(tmp_path_factory.mktemp("sources"))


@pytest.mark.parametrize("name", ["9 points", "RPC", "a node every 5"])
def test_far_away_is_empty_with_a_warning(
    source: Callable[[str], str], name: str, tmp_path: Path
) -> None:
    product = make_raster(tmp_path / "product.tif", ramp(40, 50), crs="EPSG:32629")
    with pytest.warns(ExogenousWarning, match="does not overlap"):
        data = load(str(product), exo={"e": {"path": source(name)}})
    assert np.isnan(data["e"].to_numpy()).all()
    dst = grid("EPSG:32629", 10, 500_000, 5_000_000, (40, 50))
    assert isinstance(collocate(source(name), dst, "bilinear").layer.method, Empty)


def test_a_polynomial_does_not_come_back_to_the_source_far_away(
    source: Callable[[str], str],
) -> None:
    """Of second order, it has two places for most pixels."""
    dst = grid("EPSG:32629", 5000, -2_000_000, 8_000_000, (800, 800))
    found = collocate(source("9 points"), dst, "nearest").values
    rows, cols = np.nonzero(np.isfinite(found))
    assert rows.size
    x, y = -2_000_000 + 5000 * cols, 8_000_000 - 5000 * rows
    assert 500_000 < x.min() < x.max() < 640_000
    assert 5_800_000 < y.min() < y.max() < 5_950_000


def test_layers_travel_to_the_end(source: Callable[[str], str], tmp_path: Path) -> None:
    product = make_raster(
        tmp_path / "product.tif",
        ramp(60, 70),
        crs="EPSG:32629",
        transform=Affine(300, 0, 550_000, 0, -300, 5_885_000),
    )
    names = ["25 points", "RPC", "a node each"]
    asked = {n: {"path": source(n), "resampler": "cubic"} for n in names}
    data = load(str(product), exo=asked)
    dst = grid("EPSG:32629", 300, 550_000, 5_885_000, (60, 70))
    for name in names:
        np.testing.assert_array_equal(
            data[name].to_numpy()[0],
            collocate(source(name), dst, "cubic").values.astype(data[name].dtype),
        )


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("9 points", "from ground control points to 251 m"),
        ("RPC", "from rational polynomials (RPC) to 251 m"),
        ("a node each", "from geolocation arrays to 251 m"),
    ],
)
def test_the_plan_says_what_places_the_pixels(
    source: Callable[[str], str], name: str, words: str
) -> None:
    layer = collocate(source(name), TARGETS["inside"], "cubic").layer
    assert layer_summary(layer) == f"case: cubic, {words}"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("9 points", "ground control points"),
        ("RPC", "rational polynomials"),
        ("a node each", "geolocation arrays"),
    ],
)
def test_a_product_needs_a_grid(
    source: Callable[[str], str], name: str, words: str
) -> None:
    with pytest.raises(UnknownProduct, match=f"placed by {words}.*no pixel grid"):
        open_product(source(name))
    with raster_environment():
        found = open_source(source(name), 1, label="case")
    with pytest.raises(NoRegularGrid, match=words):
        _ = found.grid
