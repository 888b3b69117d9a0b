# SPDX-License-Identifier: GPL-3.0-or-later
"""The codes of classes in a written raster."""

from __future__ import annotations

import numpy as np
import rasterio

from exogenous.core.output.codes import codes_in


def write(path, values, nodata):
    height, width = values.shape
    profile = {"height": height, "width": width, "count": 1, "dtype": values.dtype}
    profile["transform"] = rasterio.transform.from_origin(0, 0, 10, 10)
    with rasterio.open(path, "w", driver="GTiff", nodata=nodata, **profile) as dst:
        dst.write(values, 1)
    return str(path)


def test_codes_are_those_of_valid_pixels(tmp_path):
    values = np.array([[7, 2], [np.nan, 2]], "float32")
    assert codes_in(write(tmp_path / "f.tif", values, np.nan), 1) == (2, 7)
    values = np.array([[255, 3], [0, 3]], "uint8")
    assert codes_in(write(tmp_path / "u.tif", values, 255), 1) == (0, 3)


def test_too_many_codes_are_none(tmp_path):
    values = np.arange(300, dtype="uint16").reshape(15, 20)
    assert codes_in(write(tmp_path / "m.tif", values, None), 1) == ()
