# SPDX-License-Identifier: GPL-3.0-or-later
"""Opens a product with EOReader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..product import Product
from .bands import EoreaderBands, grid_of
from .session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...request.cleaning import Cleaning
    from .interpreter import Interpreter


def open_with_eoreader(
    path: str,
    interpreter: Interpreter,
    cleaning: Cleaning,
    is_cancelled: Callable[[], bool],
) -> Product | None:
    """Open a product with EOReader; None where EOReader does not know it either.

    Args:
        path: The product: a folder or archive, mostly.
        interpreter: The Python that has EOReader.
        cleaning: Which pixels are invalid.
        is_cancelled: Asked again and again while EOReader works; True gives up.

    Raises:
        EoreaderFailed: EOReader knows the product, and cannot open it.
        EoreaderUnusable: The interpreter does not run EOReader.
        Cancelled: `is_cancelled` said to give up.
    """
    session = Session(interpreter, path, is_cancelled)
    bands = EoreaderBands(session=session, cleaning=cleaning)
    said = session.product()
    if said is None:
        bands.close()
        return None
    return Product(
        path=path,
        name=said["attributes"]["product_name"],
        grid=None if said["grid"] is None else grid_of(said["grid"]),
        late_grid=bands.grid,
        quicklook=said["quicklook"],
        bands=tuple(bands.band(facts) for facts in said["bands"]),
        more_bands=(bands,),
        attributes=said["attributes"],
        facts=said["facts"],
    )
