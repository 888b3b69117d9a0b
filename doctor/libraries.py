# SPDX-License-Identifier: GPL-3.0-or-later
"""numpy, and the GDALs and PROJs of QGIS and of rasterio."""

from __future__ import annotations

import importlib
import os
from pathlib import Path
from typing import Any, Final

from .section import Section

#: Formats that products and layers come in, and those that results are written in.
_DRIVERS: Final = (
    *("GTiff", "COG", "JP2OpenJPEG", "VRT", "netCDF", "HDF5", "HDF4", "GRIB", "Zarr"),
    *("GTI", "GPKG", "SENTINEL2", "PNG", "FITS", "PostGISRaster", "WCS"),
)


def numpy() -> Section:
    """Say whether numpy and GDAL's arrays work together."""
    lines, problems = [], []
    try:
        module: Any = importlib.import_module("numpy")
        lines.append(f"numpy {module.__version__} in {Path(module.__file__).parent}")
        importlib.import_module("osgeo")
    except ImportError as error:
        return Section(title="numpy", lines=(*lines, str(error)))
    try:
        importlib.import_module("osgeo.gdal_array")
        lines.append("osgeo.gdal_array works")
    except (ImportError, AttributeError) as error:
        problems.append(
            f"osgeo.gdal_array does not load ({error}): another numpy is found before "
            "QGIS's own, see Packages."
        )
    return Section(title="numpy", lines=tuple(lines), problems=tuple(problems))


def qgis_gdal() -> Section:
    """Say what QGIS's GDAL is and can read."""
    try:
        gdal: Any = importlib.import_module("osgeo.gdal")
    except ImportError as error:
        return Section(title="GDAL of QGIS", lines=(f"none ({error})",))
    names = {gdal.GetDriver(n).ShortName for n in range(gdal.GetDriverCount())}
    lines = (
        f"GDAL {gdal.__version__}",
        f"GDAL_DATA {gdal.GetConfigOption('GDAL_DATA') or 'its own'}",
        *_drivers(names),
    )
    return Section(title="GDAL of QGIS", lines=lines)


def rasterio_gdal() -> Section:
    """Say what rasterio's GDAL is and can read."""
    title = "GDAL of rasterio"
    try:
        rasterio: Any = importlib.import_module("rasterio")
        env: Any = importlib.import_module("rasterio.env")
    except (ImportError, OSError) as error:
        return Section(
            title=title,
            lines=(f"none ({error})",),
            problems=(f"rasterio does not load ({error}): see Packages.",),
        )
    with env.Env() as opened:
        names = set(opened.drivers())
    lines = (
        f"rasterio {rasterio.__version__}, GDAL {rasterio.__gdal_version__}",
        f"GDAL_DATA {_brought(rasterio, 'gdal_data')}",
        *_drivers(names),
    )
    wanted = {"GTiff", "VRT"} - names
    problems = tuple(f"rasterio's GDAL has no {one}." for one in sorted(wanted))
    return Section(title=title, lines=lines, problems=problems)


def proj() -> Section:
    """Say which PROJ databases and datum grids there are, and whether one works."""
    lines, problems = [], []
    try:
        rasterio: Any = importlib.import_module("rasterio")
        own = _brought(rasterio, "proj_data")
        lines.append(f"rasterio's PROJ {rasterio.__proj_version__}, data {own}")
        lines += _grids(own)
    except (ImportError, OSError, AttributeError) as error:
        lines.append(f"rasterio's PROJ: none ({error})")
    for variable in ("PROJ_DATA", "PROJ_LIB"):
        named = os.environ.get(variable)
        if named and not Path(named, "proj.db").is_file():
            problems.append(f"{variable} names {named}, which has no proj.db.")
    for folder in _folders_of_qgis():
        lines += [f"QGIS looks in {folder}", *_grids(folder)]
    return Section(title="PROJ", lines=tuple(lines), problems=tuple(problems))


def _brought(rasterio: Any, name: str) -> str:
    """Return the folder of data that a wheel of rasterio brings."""
    folder = Path(rasterio.__file__).with_name(name)
    return str(folder) if folder.is_dir() else "of the system"


def _folders_of_qgis() -> list[str]:
    try:
        core: Any = importlib.import_module("qgis.core")
    except ImportError:
        return []
    return [str(one) for one in core.QgsProjUtils.searchPaths()]


def _grids(folder: str) -> list[str]:
    if not Path(folder).is_dir():
        return []
    found = [one for one in Path(folder).iterdir() if one.suffix in (".tif", ".gsb")]
    return [f"  {len(found)} datum grids in it"]


def _drivers(names: set[str]) -> tuple[str, str]:
    has = [one for one in _DRIVERS if one in names]
    lacks = [one for one in _DRIVERS if one not in names]
    return f"{len(names)} formats, with {', '.join(has)}", f"without {', '.join(lacks)}"
