# SPDX-License-Identifier: GPL-3.0-or-later
"""The advanced parameters of the algorithms: all of them have good defaults."""

from __future__ import annotations

from typing import Final

from .. import parameter_names as names
from ..text import mark
from .inputs import ALL, BOTH
from .spec import Kind, ParameterSpec, Section, Setting

COVERAGE = ParameterSpec(
    name=names.COVERAGE,
    kind=Kind.SWITCH,
    label=mark("Add coverage bands"),
    help=mark(
        "One more band for each layer: the share of the pixel that valid source pixels "
        "cover, 0 to 1. Example: yes, to leave out what a layer covers by less than "
        "half."
    ),
    algorithms=BOTH,
    section=Section.ADVANCED,
    default=False,
)

VALIDITY = ParameterSpec(
    name=names.VALIDITY,
    kind=Kind.SWITCH,
    label=mark("Add a validity band"),
    help=mark(
        "One more band: 1 where no band is nodata, else 0. Example: yes, to learn from "
        "complete pixels only."
    ),
    algorithms=("stack",),
    section=Section.ADVANCED,
    default=False,
)

CLEANING = ParameterSpec(
    name=names.CLEANING,
    kind=Kind.CHOICE,
    label=mark("Cleaning of the product's bands"),
    help=mark(
        "What the quality masks of a satellite product make nodata. nodata: what the "
        "sensor did not see. clean: also saturated, defective and lost pixels. raw: "
        "nothing. Example: clean"
    ),
    algorithms=("stack",),
    section=Section.ADVANCED,
    choices=names.CLEANINGS,
    default=names.CLEANINGS[0],
)

INSTANT = ParameterSpec(
    name=names.INSTANT,
    kind=Kind.CHOICE,
    label=mark("Acquisition of a Sentinel-2 product"),
    help=mark(
        "Which instant layers with several times are matched to. tile: when the tile "
        "was seen. granule: the time in the granule's name. datatake: the beginning of "
        "the datatake, minutes before. Example: datatake"
    ),
    algorithms=BOTH,
    section=Section.ADVANCED,
    choices=names.INSTANTS,
    default=names.INSTANTS[0],
)

BAND_RESAMPLER = ParameterSpec(
    name=names.BAND_RESAMPLER,
    kind=Kind.CHOICE,
    label=mark("Resampler of the product's bands"),
    help=mark(
        "auto averages to coarser pixels, is bilinear to finer ones, and nearest for "
        "classes and masks. Example: cubic"
    ),
    algorithms=("stack",),
    section=Section.ADVANCED,
    choices=(names.AUTO, *names.RESAMPLERS),
    default=names.AUTO,
)

STRICT = ParameterSpec(
    name=names.STRICT,
    kind=Kind.SWITCH,
    label=mark("Stop where a band or a layer is missing"),
    help=mark(
        "A band that is not there, or a layer that does not overlap the result, is "
        "otherwise all nodata, with a warning. Example: yes, in a batch that nobody "
        "watches."
    ),
    algorithms=BOTH,
    section=Section.ADVANCED,
    default=False,
)

NEGATIVES = ParameterSpec(
    name=names.NEGATIVES,
    kind=Kind.SWITCH,
    label=mark("Keep negative reflectances"),
    help=mark(
        "Over dark water and in shadows the correction of the atmosphere takes away "
        "more than the sensor saw; such reflectances become 0 otherwise, which raises "
        "means. Example: yes, for means and trends over water."
    ),
    algorithms=("stack",),
    section=Section.ADVANCED,
    default=False,
)

OVERVIEWS = ParameterSpec(
    name=names.OVERVIEWS,
    kind=Kind.SWITCH,
    label=mark("Use overviews of JPEG2000 files for much coarser pixels"),
    help=mark(
        "A product's bands at 100 m from 10 m then take a fraction of the time. The "
        "overview has at least two samples for each pixel, and values differ from the "
        "exact means by one or two hundredths of their spread. Only for resamplers "
        "that average, and where no source pixel is nodata, as far as the overview "
        "shows; a lone one inside the swath may go unseen. Example: no, for the exact "
        "means."
    ),
    algorithms=BOTH,
    section=Section.ADVANCED,
    default=True,
)

DTYPE = ParameterSpec(
    name=names.DTYPE,
    kind=Kind.CHOICE,
    label=mark("Data type"),
    help=mark(
        "auto takes the type that keeps the values. Where an integer type cannot hold "
        "them as they are, the file says a scale and an offset for each band, which "
        "QGIS and GDAL apply. int64 and uint64, which QGIS shows since 3.30, keep ids "
        "of any length. Example: int16"
    ),
    algorithms=BOTH,
    section=Section.ADVANCED,
    choices=(names.AUTO, *names.DTYPES),
    default=names.AUTO,
)

NODATA = ParameterSpec(
    name=names.NODATA,
    kind=Kind.NUMBER,
    label=mark("Nodata value"),
    help=mark(
        "Empty: not-a-number in floating-point results, else what suits the type. "
        "Example: -9999"
    ),
    algorithms=BOTH,
    section=Section.ADVANCED,
)

FORMAT = ParameterSpec(
    name=names.FORMAT,
    kind=Kind.CHOICE,
    label=mark("Format"),
    help=mark(
        "GTiff, or COG for a cloud optimised GeoTIFF, which has overviews. Example: COG"
    ),
    algorithms=BOTH,
    section=Section.ADVANCED,
    choices=names.FORMATS,
    default=names.FORMATS[0],
    setting=Setting.FORMAT,
)

CREATION_OPTIONS = ParameterSpec(
    name=names.CREATION_OPTIONS,
    kind=Kind.TEXT,
    label=mark("Creation options"),
    help=mark("GDAL's options for the format. Example: COMPRESS=ZSTD|BIGTIFF=YES"),
    algorithms=BOTH,
    section=Section.ADVANCED,
    setting=Setting.CREATION_OPTIONS,
)

THREADS = ParameterSpec(
    name=names.THREADS,
    kind=Kind.WHOLE_NUMBER,
    label=mark("Threads"),
    help=mark("Empty or 0: one for each processor. Example: 4"),
    algorithms=BOTH,
    section=Section.ADVANCED,
    setting=Setting.THREADS,
    minimum=0,
)

MEMORY = ParameterSpec(
    name=names.MEMORY,
    kind=Kind.WHOLE_NUMBER,
    label=mark("Memory for pixels, in MB"),
    help=mark(
        "About what the pixels that are worked on may take. With less, fewer blocks "
        "are worked on at once, at least one. Empty or 0: two blocks for each thread. "
        "Example: 1000"
    ),
    algorithms=BOTH,
    section=Section.ADVANCED,
    setting=Setting.MEMORY_MB,
    minimum=0,
)

PATIENCE = ParameterSpec(
    name=names.PATIENCE,
    kind=Kind.NUMBER,
    label=mark("Longest wait for a file, in seconds"),
    help=mark(
        "A file on a server, a network drive or a tape that has not answered for so "
        "long is an error that names it. Empty: 60. Example: 600, for an archive that "
        "fetches files from tape first."
    ),
    algorithms=ALL,
    section=Section.ADVANCED,
    minimum=0,
)

ON_ERROR = ParameterSpec(
    name=names.ON_ERROR,
    kind=Kind.CHOICE,
    label=mark("Tiles that cannot be decoded"),
    help=mark(
        "Damaged tiles of the product or of a layer. error: the run ends, and names "
        "the file. nodata: the result has no value there, and a warning says how many "
        "tiles of which file. Damage that decodes without a complaint is not noticed; "
        "VERIFY of exo:describe finds it in SAFE products. Example: nodata, where the "
        "file cannot be had again."
    ),
    algorithms=BOTH,
    section=Section.ADVANCED,
    choices=names.ERROR_CHOICES,
    default=names.ERROR_CHOICES[0],
)

LOG = ParameterSpec(
    name=names.LOG,
    kind=Kind.TEXT,
    label=mark("File for the log of the run"),
    help=mark(
        "What somebody else needs to repeat the run: versions, all values as JSON, the "
        "plan, warnings, times. It is in QGIS's message panel, under Exogenous, as "
        "well; with every block where Processing logs verbosely. Passwords and keys "
        "are left out. Example: /data/stack.log"
    ),
    algorithms=BOTH,
    section=Section.ADVANCED,
)

QML = ParameterSpec(
    name=names.QML,
    kind=Kind.SWITCH,
    label=mark("Also write the style, as QML"),
    help=mark(
        "Beside each result, where QGIS finds it: the colours of a composite, "
        "stretched grey, or the palette and names of classes. Example: yes, to hand "
        "the file on with its colours."
    ),
    algorithms=BOTH,
    section=Section.ADVANCED,
    default=False,
)

VERIFY = ParameterSpec(
    name=names.VERIFY,
    kind=Kind.SWITCH,
    label=mark("Compare the files with the product's own checksums"),
    help=mark(
        "Reads all files of a SAFE product and compares them with the checksums in its "
        "manifest.safe; those that differ or are missing are named. Damaged pixels "
        "may be decoded without a word otherwise. Example: yes, after a download."
    ),
    algorithms=("describe",),
    section=Section.ADVANCED,
    default=False,
)

ADVANCED: Final = (
    COVERAGE,
    VALIDITY,
    INSTANT,
    CLEANING,
    BAND_RESAMPLER,
    STRICT,
    NEGATIVES,
    OVERVIEWS,
    DTYPE,
    NODATA,
    FORMAT,
    CREATION_OPTIONS,
    THREADS,
    MEMORY,
    PATIENCE,
    ON_ERROR,
    LOG,
    QML,
    VERIFY,
)
