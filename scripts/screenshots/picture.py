# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes pictures small: of 256 colours where more would take much room."""

from __future__ import annotations

import numpy as np
from osgeo import gdal, gdal_array
from qgis.PyQt.QtGui import QImage

#: More is no picture for a page.
_MOST_BYTES = 200_000

#: How many a palette has: as many as there is room for.
_COLOURS = (256, 128, 64, 32)


def save(image: QImage, path: str) -> None:
    """Write a picture as PNG, with all its colours where there is room for them.

    Raises:
        RuntimeError: It is empty, of one colour, or too large.
    """
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows, cols = image.height(), image.width()
    if not rows or not cols:
        raise RuntimeError(f"{path}: nothing is to be seen")
    bits = image.constBits()
    bits.setsize(image.bytesPerLine() * rows)
    lines = np.frombuffer(bytes(bits), "uint8").reshape(rows, image.bytesPerLine())
    pixels = lines[:, : cols * 3].reshape(rows, cols, 3)
    if (pixels == pixels[0, 0]).all():
        raise RuntimeError(f"{path}: one colour is all there is to see")
    image.save(path, "PNG", 0)
    if gdal.VSIStatL(path).size <= _MOST_BYTES:
        return
    sizes = (_write_palette(np.moveaxis(pixels, 2, 0), path, n) for n in _COLOURS)
    if not any(size <= _MOST_BYTES for size in sizes):
        raise RuntimeError(f"{path}: it has more than {_MOST_BYTES} bytes")


def _write_palette(pixels: np.ndarray, path: str, colours: int) -> int:
    """Write bands of red, green and blue with a palette; return the file's size."""
    source = gdal_array.OpenArray(np.ascontiguousarray(pixels))
    red, green, blue = (source.GetRasterBand(n) for n in (1, 2, 3))
    indexed = gdal.GetDriverByName("MEM").Create(
        "", pixels.shape[2], pixels.shape[1], 1, gdal.GDT_Byte
    )
    table = gdal.ColorTable()
    gdal.ComputeMedianCutPCT(red, green, blue, colours, table)
    gdal.DitherRGB2PCT(red, green, blue, indexed.GetRasterBand(1), table)
    indexed.GetRasterBand(1).SetColorTable(table)
    gdal.GetDriverByName("PNG").CreateCopy(path, indexed, options=["ZLEVEL=9"])
    return gdal.VSIStatL(path).size
