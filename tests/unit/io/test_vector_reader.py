# SPDX-License-Identifier: GPL-3.0-or-later
"""Who reads vector files, and that one may stand in for another."""

from __future__ import annotations

import pytest

from exogenous.core.io import vector_reader
from exogenous.core.io.pyogrio_reader import PyogrioReader


@pytest.fixture(autouse=True)
def _nobody_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vector_reader, "_CHOSEN", [])


def test_pyogrio_reads_where_nobody_else_does() -> None:
    assert isinstance(vector_reader.vector_reader(), PyogrioReader)


def test_the_last_one_named_reads() -> None:
    first, second = PyogrioReader(), PyogrioReader()
    vector_reader.use_vector_reader(first)
    vector_reader.use_vector_reader(second)
    assert vector_reader.vector_reader() is second
