# SPDX-License-Identifier: GPL-3.0-or-later
"""A program: has GDAL's warper resample cases, whichever GDAL its Python has.

    python referee.py FOLDER [gdal | rasterio]

Every folder in FOLDER with a `target.json` has a `source.tif`, and gets a `NAME.npz` of
the values by kernel, NaN where there is none; NAME, the GDAL's version, is printed.
Only numpy and GDAL's own bindings or rasterio are needed, so that any Python runs it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

#: As in the plugin: the other method finds no place in some arrays.
SETTINGS = {"GDAL_GEOLOC_INVERSE_METHOD": "QUADTREE"}

#: `gdalwarp` names, where they are not rasterio's.
NAMES = {"cubic_spline": "cubicspline"}

#: Their values are the source's, in its type: `mode` is another's in floats.
KEEPING = {"nearest", "mode", "min", "max"}


class OwnBindings:
    """GDAL by its own bindings."""

    has_arrays = True

    def __init__(self):
        from osgeo import gdal

        self._gdal = gdal
        gdal.UseExceptions()
        for key, value in SETTINGS.items():
            gdal.SetConfigOption(key, value)
        self.name = f"GDAL {gdal.__version__}"

    def warp(self, path, target, kernel):
        """Warp with no error in the transform."""
        gdal = self._gdal
        kind, nodata = gdal.GDT_Float64, float("nan")
        if kernel in KEEPING:
            src = gdal.Open(str(path))  # a band does not keep its raster open
            band = src.GetRasterBand(1)
            kind, nodata = band.DataType, band.GetNoDataValue()
        rows, cols = target["shape"]
        out = gdal.GetDriverByName("MEM").Create("", cols, rows, 1, kind)
        out.SetGeoTransform(target["transform"])
        out.SetProjection(target["wkt"])
        out.GetRasterBand(1).SetNoDataValue(nodata)
        out.GetRasterBand(1).Fill(nodata)
        gdal.Warp(
            out,
            str(path),
            resampleAlg=NAMES.get(kernel, kernel),
            errorThreshold=0,
            workingType=kind,
            overviewLevel="NONE",
        )
        return blanked(out.GetRasterBand(1).ReadAsArray(), nodata)


class ByRasterio:
    """GDAL by rasterio, which places nothing by arrays that a file names."""

    has_arrays = False

    def __init__(self):
        import rasterio

        self.name = f"GDAL {rasterio.__gdal_version__}"

    def warp(self, path, target, kernel):
        """Warp with no error in the transform."""
        import rasterio
        from affine import Affine
        from rasterio.enums import Resampling
        from rasterio.vrt import WarpedVRT

        rows, cols = target["shape"]
        # Reading at once would leave memory as it is where there is no source.
        with (
            rasterio.Env(GDAL_VRT_WARP_USE_DATASET_RASTERIO="NO"),
            rasterio.open(path) as src,
        ):
            keeps = kernel in KEEPING
            nodata = src.nodata if keeps else np.nan
            with WarpedVRT(
                src,
                crs=rasterio.CRS.from_wkt(target["wkt"]),
                transform=Affine.from_gdal(*target["transform"]),
                width=cols,
                height=rows,
                src_nodata=src.nodata,
                nodata=nodata,
                dtype=src.dtypes[0] if keeps else "float64",
                resampling=Resampling[kernel],
                tolerance=1e-12,  # rasterio makes nothing of 0
            ) as warped:
                return blanked(warped.read(1), nodata)


def blanked(values, nodata):
    """Return values as float64, NaN where they are nodata."""
    return np.where(values == nodata, np.nan, values.astype(np.float64))


def main(folder, bindings="gdal"):
    """Resample all the cases with all of their kernels."""
    referee = ByRasterio() if bindings == "rasterio" else OwnBindings()
    for path in sorted(Path(folder).glob("*/target.json")):
        target = json.loads(path.read_text())
        if target["has_arrays"] and not referee.has_arrays:
            continue
        source = path.with_name("source.tif")
        found = {
            kernel: referee.warp(source, target, kernel) for kernel in target["kernels"]
        }
        np.savez(path.with_name(f"{referee.name}.npz"), **found)
    sys.stdout.write(f"{referee.name}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
