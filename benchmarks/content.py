# SPDX-License-Identifier: GPL-3.0-or-later
"""Keep a result's numbers for the floor to encode: python content.py RESULT ARRAY."""

from __future__ import annotations

import sys

import numpy as np
import rasterio
from rasterio.windows import Window

_ROWS = 1024


def main() -> None:
    """Copy a raster into an array of shape (bands, rows, cols) in a .npy file."""
    with rasterio.open(sys.argv[1]) as source:
        shape = (source.count, *source.shape)
        kind = source.dtypes[0]
        array = np.lib.format.open_memmap(sys.argv[2], "w+", kind, shape)
        for row in range(0, source.height, _ROWS):
            rows = min(_ROWS, source.height - row)
            window = Window(0, row, source.width, rows)
            array[:, row : row + rows] = source.read(window=window)
        array.flush()


if __name__ == "__main__":
    main()
