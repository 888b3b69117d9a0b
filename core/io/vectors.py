# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets vector files be read as rasters are: a local file leads to no server."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from .opened import refuse_reaching
from .remote_names import may_ask
from .vector_reader import vector_reader

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def vectors_of(path: str, label: str) -> Iterator[None]:
    """Let a vector file be read, and servers be asked only if the path is an address.

    Args:
        path: What a user typed.
        label: The parameter, for messages.

    Raises:
        ReachesOut: A local file leads to the network.
        MissingPackage: Nobody here reads vector files.
    """
    if may_ask(path):
        yield
        return
    refuse_reaching(path, label)
    with vector_reader().offline():
        yield
