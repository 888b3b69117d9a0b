# SPDX-License-Identifier: GPL-3.0-or-later
"""Has the plugin resample a case: the one module here that imports the core."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import rasterio

from exogenous.core import Request, collocate, parse_exo

from .files import write_product, write_source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from .cases import Case


def collocated(
    case: Case, kernels: Sequence[str], folder: Path
) -> dict[str, NDArray[np.float64]]:
    """Collocate a case's source onto its target, once with each kernel.

    Args:
        case: What is resampled.
        kernels: By rasterio's names.
        folder: Holds the source, the product and the results.

    Returns:
        By kernel, the values with the target's shape, NaN where there is none.
    """
    folder.mkdir(parents=True, exist_ok=True)
    source, product = folder / "source.tif", folder / "product.tif"
    write_source(case, source)
    write_product(case.dst, product)
    rows = {kernel: {"path": str(source), "resampler": kernel} for kernel in kernels}
    request = Request(product=str(product), layers=parse_exo(rows))
    result = collocate(request, str(folder / "collocated"))
    return dict(zip(kernels, map(_read, result.paths), strict=True))


def _read(path: str) -> NDArray[np.float64]:
    with rasterio.open(path) as src:
        values: NDArray[np.float64] = (
            src.read(1, masked=True).astype(np.float64).filled(np.nan)
        )
    return values
