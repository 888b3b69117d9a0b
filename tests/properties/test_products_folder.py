# SPDX-License-Identifier: GPL-3.0-or-later
"""A product stays as its publisher made it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from safe_builder import SafeBuilder, counts

from exogenous.core import Request, collocate, stack
from exogenous.core.errors import OutputNotWritable

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def builder() -> SafeBuilder:
    """Return what a product of one band is made of."""
    return SafeBuilder(images={("02", 60): counts(60)})


@pytest.mark.parametrize("place", ["out.tif", "GRANULE/new/out.tif", "../link/out.tif"])
def test_no_result_is_written_into_it(
    builder: SafeBuilder, tmp_path: Path, place: str
) -> None:
    safe = builder.write(tmp_path)
    (tmp_path / "link").symlink_to(safe / "GRANULE")
    before = sorted(safe.rglob("*"))
    out = os.path.join(safe, place)  # noqa: PTH118  (as a user types it)
    with pytest.raises(OutputNotWritable, match="in the product's own folder"):
        stack(Request(product=str(safe), bands=("B02",)), out)
    with pytest.raises(OutputNotWritable, match="in the product's own folder"):
        collocate(Request(product=str(safe), bands=("B02",)), os.path.dirname(out))  # noqa: PTH120
    assert sorted(safe.rglob("*")) == before


def test_a_result_beside_it_is_written(builder: SafeBuilder, tmp_path: Path) -> None:
    safe = builder.write(tmp_path)
    stack(Request(product=str(safe), bands=("B02",)), str(tmp_path / "out.tif"))
    assert (tmp_path / "out.tif").exists()
