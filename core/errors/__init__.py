# SPDX-License-Identifier: GPL-3.0-or-later
"""The core's errors: a class for each thing that can be wrong, under one root.

Every message is one line and names the row or file, what was found there, and what
to do about it.
"""

from __future__ import annotations

from .outputs import Cancelled, NodataTaken, OutputNotWritable
from .packages import MissingPackage, UnknownRasterio
from .products import InvalidProduct, UnknownOffset, UnknownProduct
from .rasters import (
    AreaWithoutCrs,
    BandNotFound,
    LongInteger,
    MissingCrs,
    MissingGeoreference,
    NoRegularGrid,
    ReachesOut,
    ReadsAnyFile,
    SourceChanged,
    SourceMissing,
    SourceUnreadable,
    SourceUnusable,
    SubdatasetNeeded,
    UnrelatedCrs,
)
from .requests import (
    AoiOutside,
    DuplicateName,
    GaussElsewhere,
    InvalidLayer,
    InvalidRequest,
    MalformedExo,
    NoOverlap,
    TimeNotFound,
    UnknownResampler,
)
from .root import ExogenousError, ExogenousWarning, Parameter, about, flat, one_line
from .system import OutOfMemory, SystemRefused

__all__ = [
    "AoiOutside",
    "AreaWithoutCrs",
    "BandNotFound",
    "Cancelled",
    "DuplicateName",
    "ExogenousError",
    "ExogenousWarning",
    "GaussElsewhere",
    "InvalidLayer",
    "InvalidProduct",
    "InvalidRequest",
    "LongInteger",
    "MalformedExo",
    "MissingCrs",
    "MissingGeoreference",
    "MissingPackage",
    "NoOverlap",
    "NoRegularGrid",
    "NodataTaken",
    "OutOfMemory",
    "OutputNotWritable",
    "Parameter",
    "ReachesOut",
    "ReadsAnyFile",
    "SourceChanged",
    "SourceMissing",
    "SourceUnreadable",
    "SourceUnusable",
    "SubdatasetNeeded",
    "SystemRefused",
    "TimeNotFound",
    "UnknownOffset",
    "UnknownProduct",
    "UnknownRasterio",
    "UnknownResampler",
    "UnrelatedCrs",
    "about",
    "flat",
    "one_line",
]
