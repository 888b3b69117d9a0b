# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of products share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.sources.decode import read_values

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from exogenous.core.products import Product

DATA = Path(__file__).resolve().parents[4] / "shared" / "data"


@pytest.fixture(scope="session")
def data() -> Path:
    """Return the folder of real data."""
    if not DATA.is_dir():
        pytest.skip(f"the real data are not in {DATA}")
    return DATA


@pytest.fixture(scope="session")
def values() -> Callable[..., NDArray[Any]]:
    """Return what reads all of a band as the package reads it."""

    def read(product: Product, band: str, size: float | None = None) -> NDArray[Any]:
        source = product.source(product.band(band), size)
        with DatasetPool() as pool:
            return read_values(source, source.grid.whole, pool)

    return read
