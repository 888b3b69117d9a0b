# SPDX-License-Identifier: GPL-3.0-or-later
from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from rasters import make_raster

from exogenous.core import Request
from exogenous.core.output.shared_pool import shared_pool
from exogenous.core.planning.build import make_plan

if TYPE_CHECKING:
    from pathlib import Path

    from exogenous.core.planning.plan import Plan


@pytest.fixture
def plan(tmp_path: Path) -> Plan:
    return _plan(tmp_path)


def _plan(folder: Path) -> Plan:
    product = make_raster(folder / "a.tif")
    return make_plan(Request(product=product, bands=("1",)))


def test_chunks_at_once_share_them(plan: Plan) -> None:
    meet = Barrier(2)

    def chunk(_: int) -> int:
        with shared_pool(plan) as pool:
            meet.wait(10)
            return id(pool)

    with ThreadPoolExecutor(2) as pool:
        assert len(set(pool.map(chunk, range(2)))) == 1


def test_the_last_one_closes_the_files(plan: Plan, tmp_path: Path) -> None:
    with shared_pool(plan) as pool:
        with shared_pool(plan):
            src = pool.open(str(tmp_path / "a.tif"))
        assert not src.closed
    assert src.closed


def test_whoever_comes_later_begins_anew(plan: Plan) -> None:
    with shared_pool(plan) as first:
        pass
    with shared_pool(plan) as second:
        assert second is not first


def test_other_plans_have_their_own(plan: Plan, tmp_path: Path) -> None:
    with shared_pool(plan) as one, shared_pool(_plan(tmp_path)) as other:
        assert one is not other


def test_a_chunk_that_fails_closes_them_too(plan: Plan, tmp_path: Path) -> None:
    opened = []

    def chunk() -> None:
        with shared_pool(plan) as pool:
            opened.append(pool.open(str(tmp_path / "a.tif")))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        chunk()
    assert opened[0].closed
