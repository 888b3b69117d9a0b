# SPDX-License-Identifier: GPL-3.0-or-later
"""The names of the parameters, and the words of those with a list of choices."""

from __future__ import annotations

from typing import Final

PRODUCT: Final = "PRODUCT"
BANDS: Final = "BANDS"
EXO: Final = "EXO"
PIXEL_SIZE: Final = "PIXEL_SIZE"
AOI: Final = "AOI"
MASK_AOI: Final = "MASK_AOI"
LOAD: Final = "LOAD"
COVERAGE: Final = "COVERAGE"
VALIDITY: Final = "VALIDITY"
STRICT: Final = "STRICT"
BAND_RESAMPLER: Final = "BAND_RESAMPLER"
OVERVIEWS: Final = "OVERVIEWS"
VERIFY: Final = "VERIFY"
NEGATIVES: Final = "NEGATIVES"
CLEANING: Final = "CLEANING"
INSTANT: Final = "INSTANT"
DTYPE: Final = "DTYPE"
NODATA: Final = "NODATA"
FORMAT: Final = "FORMAT"
CREATION_OPTIONS: Final = "CREATION_OPTIONS"
THREADS: Final = "THREADS"
MEMORY: Final = "MEMORY"
PATIENCE: Final = "PATIENCE"
ON_ERROR: Final = "ON_ERROR"
LOG: Final = "LOG"
QML: Final = "QML"
OUTPUT: Final = "OUTPUT"
OUTPUT_FOLDER: Final = "OUTPUT_FOLDER"
OUTPUT_HTML: Final = "OUTPUT_HTML"

#: The choice that leaves a decision to the algorithm.
AUTO: Final = "auto"

#: The core's resamplers, repeated here so that the toolbox opens without the core.
RESAMPLERS: Final = (
    "nearest",
    "bilinear",
    "cubic",
    "cubic_spline",
    "lanczos",
    "average",
    "mode",
    "max",
    "min",
    "med",
    "q1",
    "q3",
    "sum",
    "rms",
)

#: What `auto`, which a row without a resampler is, takes for classes and else.
FOR_CLASSES: Final = "nearest"
FOR_SHARES: Final = "average"
FOR_VALUES: Final = "bilinear"

#: What a layer's resampler averages; the core's.
DOMAINS: Final = ("linear", "db", "angle", "flags any", "flags all")

#: What a row's time says beside dates; the core's.
ACQUISITION: Final = "acquisition"
NO_TIME: Final = "none"

#: Which of a file's times a layer takes; the core's.
WHENS: Final = ("nearest", "previous", "next", "linear")

#: Which instant of a Sentinel-2 product is its acquisition; the core's.
INSTANTS: Final = ("tile", "granule", "datatake")

#: What a layer burns of features but attributes, and by what; the core's.
BURNS: Final = ("share", "presence", "count", "distance")
TOUCHES: Final = ("area", "centre")

#: Which of several tiles counts; the core's.
OVERLAPS: Final = ("first", "last", "mean", "nearest in time")

CLEANINGS: Final = ("nodata", "clean", "raw")

#: Those of the core's data types that every GDAL since 3.5 reads; QGIS shows the last
#: two since 3.30.
DTYPES: Final = (
    *("float32", "float64", "uint8", "int16", "uint16", "int32", "uint32"),
    *("int64", "uint64"),
)

#: What becomes of pixels that cannot be decoded; the core's.
ERROR_CHOICES: Final = ("error", "nodata")

FORMATS: Final = ("GTiff", "COG")
