# SPDX-License-Identifier: GPL-3.0-or-later
"""Fixtures of `unit` and `properties`: the conftest of each names those it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest
import rasters
from places import DATA

from exogenous.core import OutputOptions, Request, collocate, parse_exo
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.sources.decode import read_values

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray
    from rasters import Written

    from exogenous.core.products import Product


class KeptProgress:
    """A watcher that keeps what it is told, and stops a run when it should."""

    def __init__(self) -> None:
        self.fractions: list[float] = []
        self.infos: list[str] = []
        self.warnings: list[str] = []
        self.stops_at: float | None = None

    def fraction(self, done: float) -> None:
        self.fractions.append(done)

    def step(self, names: Sequence[str], number: int, count: int) -> None:
        pass

    def info(self, message: str) -> None:
        self.infos.append(message)

    def warn(self, message: str) -> None:
        self.warnings.append(message)

    def is_cancelled(self) -> bool:
        done = self.fractions[-1] if self.fractions else 0.0
        return self.stops_at is not None and done >= self.stops_at


class Collocated(Protocol):
    """Collocates one raster onto the product of the tests."""

    def __call__(
        self, path: Path, options: OutputOptions | None = None, **row: Any
    ) -> Written: ...


@pytest.fixture
def product(tmp_path: Path) -> Path:
    """A raster to put layers on: 40 x 50 pixels of 10 m, numbers 1 to 2000."""
    return rasters.make_raster(tmp_path / "product.tif", rasters.ramp(40, 50, "uint16"))


@pytest.fixture
def progress() -> KeptProgress:
    """A watcher that keeps what it is told."""
    return KeptProgress()


@pytest.fixture
def collocated(tmp_path: Path, product: Path) -> Collocated:
    """Collocates one raster, as a layer called `layer`."""

    def run(path: Path, options: OutputOptions | None = None, **row: Any) -> Written:
        layers = parse_exo({"layer": {"path": str(path), **row}})
        request = Request(product=str(product), layers=layers)
        result = collocate(request, str(tmp_path / "out"), options)
        return rasters.read_back(result.paths[0], result.warnings)

    return run


@pytest.fixture(scope="session")
def data() -> Path:
    """Return the folder of real data."""
    if not DATA.is_dir():
        pytest.skip(f"the real data are not in {DATA}")
    return DATA


@pytest.fixture(scope="session")
def cases() -> Path:
    """Return the folder of inputs that failed once."""
    if not (DATA / "cases").is_dir():
        pytest.skip(f"the cases are not in {DATA}")
    return DATA / "cases"


@pytest.fixture(scope="session")
def values() -> Callable[..., NDArray[Any]]:
    """Return what reads all of a band as the package reads it."""

    def read(product: Product, band: str, size: float | None = None) -> NDArray[Any]:
        source = product.source(product.band(band), size)
        with DatasetPool() as pool:
            return read_values(source, source.grid.whole, pool)

    return read


@pytest.fixture(scope="session")
def sentinel2() -> Path:
    """One image of the Irish product: a plain raster of 60 m."""
    found = sorted(DATA.glob("s2_l2a*/*.SAFE/GRANULE/*/IMG_DATA/R60m/*_B04_60m.jp2"))
    if not found:
        pytest.skip(f"the real data are not in {DATA}")
    return found[0]


@pytest.fixture(scope="session")
def landsat() -> Path:
    """One image of the Colombian scene: 444.8 x 453.6 m."""
    found = sorted(DATA.glob("landsat_c2_l2_008059/*/*_SR_B5.TIF"))
    if not found:
        pytest.skip(f"the real data are not in {DATA}")
    return found[0]
