# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares reflectances with EOReader's, pixel by pixel, and explains differences.

EOReader means over whole ratios, interpolates to finer pixels, and applies its masks
afterwards; we take invalid pixels out first. So the two may differ where a pixel's
kernel reaches over the edge of what is valid (`_edge`), and nowhere else.
"""

from __future__ import annotations

import shutil
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import rasterio
from eoreader_peer import Loaded, ask
from rasterio.enums import Resampling

from exogenous.core import Request
from exogenous.core.output.xarray_dataset import to_dataset
from exogenous.core.planning.build import make_plan
from exogenous.core.request import aoi_parsing as area_file

if TYPE_CHECKING:
    from pathlib import Path

    import xarray as xr
    from eoreader_peer import Said
    from numpy.typing import NDArray

#: By name: EOReader's short name, the id, and the pixel sizes that EOReader looks for.
BANDS: Final[dict[str, tuple[str, str, tuple[int, ...]]]] = {
    "COASTAL_AEROSOL": ("CA", "01", (60,)),
    "BLUE": ("BLUE", "02", (10, 20, 60)),
    "GREEN": ("GREEN", "03", (10, 20, 60)),
    "RED": ("RED", "04", (10, 20, 60)),
    "VEGETATION_RED_EDGE_1": ("VRE_1", "05", (20, 60)),
    "VEGETATION_RED_EDGE_2": ("VRE_2", "06", (20, 60)),
    "VEGETATION_RED_EDGE_3": ("VRE_3", "07", (20, 60)),
    "NIR": ("NIR", "08", (10,)),
    "NARROW_NIR": ("NARROW_NIR", "8A", (20, 60)),
    "WATER_VAPOUR": ("WV", "09", (60,)),
    "SWIR_1": ("SWIR_1", "11", (20, 60)),
    "SWIR_2": ("SWIR_2", "12", (20, 60)),
}

#: What else L2A has, and at which sizes both sides read the same file.
QUANTITIES: Final = {"SCL": (10, 20), "AOT": (10,), "WVP": (10,), "CLDPRB": (20,)}

#: Masks, the first of them about one band each.
OF_BANDS: Final = ("DETFOO", "MSI_LOST", "QT_SATURATED_PIXELS")
MASKS: Final = (*OF_BANDS, "OPAQUE", "CIRRUS", "SNOW_ICE")

SIZES: Final = (10, 20, 60, 100)

#: What can be compared in a window. EOReader cuts the window at the file's own pixels
#: and bends those of coarser results until they fill it.
IN_WINDOW: Final = tuple(
    (band, size)
    for band, (_, _, files) in BANDS.items()
    for size in SIZES
    if size <= files[-1]
    if size in files or size < files[0]
)

#: As rounded to float32 in another order of sums.
ROUNDING: Final = 1e-6

#: All masks have pixels that this divides.
_LATTICE_M: Final = 10

_NO_20M: Final = "EOReader knows no 20 m file of it; compared without ours"
_NO_RATIO: Final = (
    "EOReader interpolates where the ratio of the pixels is not whole, and we average; "
    "compared with our bilinear kernel"
)
_OVER_INVALID: Final = (
    "EOReader interpolates over DN 0 and masked pixels and masks the result; here "
    "valid pixels alone count"
)
_MEAN_OF_INVALID: Final = (
    "EOReader's means have DN 0 and masked pixels in them; ours are of pixels alone "
    "that have another number and lie in the footprint"
)
_RIM: Final = (
    "EOReader reads the window alone, with nothing beyond its rim to interpolate with"
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One band, loaded by both in the same way."""

    band: str
    id: str = ""
    """Of a spectral band."""
    pixel_size: int
    cleaning: str = "nodata"
    in_window: bool = False
    pixels: int
    differ: int
    """How many differ by more than rounding, or are valid on one side alone."""
    unexplained: int
    """How many of them are not where the two must differ."""
    largest: float
    """The largest difference elsewhere, in reflectance."""
    why: tuple[str, ...]
    """Why the two differ at all; nothing where they must be equal."""
    aside: tuple[str, ...] = ()
    """How the two were brought to do the same."""


def ask_eoreader(product: Path, window: Path) -> Said:
    """Load all bands at all sizes with EOReader: cleaned, windowed, and the masks."""
    bands = list(BANDS)
    loads: list[dict[str, Any]] = [
        {"name": "raw", "bands": bands, "pixel_size": 10, "cleaning": "raw"},
        {"name": "mixed", "bands": ["RED", "SCL"], "pixel_size": 60},
        {"name": "bent", "bands": ["NIR"], "pixel_size": 20, "window": str(window)},
    ]
    for mask in MASKS:
        # One by one: loaded together they blank each other.
        of_bands = {"associated_bands": {mask: ["RED"]}} if mask in OF_BANDS else {}
        loads.append({"name": mask, "bands": [mask], "pixel_size": 10, **of_bands})
    for size in SIZES:
        at_size = {"pixel_size": size}
        loads += [
            {"name": f"nodata {size}", "bands": [*bands, *QUANTITIES], **at_size},
            {"name": f"clean {size}", "bands": bands, "cleaning": "clean", **at_size},
            {
                "name": f"window {size}",
                "bands": bands,
                "window": str(window),
                **at_size,
            },
        ]
    return ask(product, loads)


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """One product, loaded by both."""

    product: Path
    window: Path
    said: Said
    without_b01_20m: Path
    """The same product without the file that EOReader does not look for."""

    def row(
        self, band: str, size: int, *, cleaning: str = "nodata", in_window: bool = False
    ) -> Row:
        """Compare a reflectance."""
        load = self.said.loads[f"{'window' if in_window else cleaning} {size}"]
        short, band_id, files = BANDS[band]
        src_size = size if size in files else files[0]
        ours = self._ours(band, size, src_size, cleaning, in_window=in_window)
        theirs = _cut_to(ours, load, load.arrays[short], size)
        edge = self._edge(band_id, size, src_size, cleaning)
        edge = _cut_to(ours, _whole(self.product, size), edge, size)
        if in_window and size < src_size:
            edge |= _rim(edge.shape, src_size // size)
        why = _why(size, src_size, cleaning, in_window=in_window)
        is_other_file = band == "COASTAL_AEROSOL" and size != src_size
        is_between = size > src_size and size % src_size
        aside = [_NO_20M] * is_other_file + [_NO_RATIO] * bool(is_between)
        return _row(
            ours[band].values[0], theirs, edge, band=band, id=band_id, pixel_size=size,
            cleaning=cleaning, in_window=in_window, why=why, aside=tuple(aside),
        )  # fmt: skip

    def quantity(self, band: str, size: int) -> Row:
        """Compare what is no reflectance, where both read the same file."""
        ours = _load(self.product, band, size)[band].values[0]
        theirs = self.said.loads[f"nodata {size}"].arrays[band]
        beside = np.isnan(ours) & (theirs == 0)
        why = ("beside the swath EOReader has 0, which is nodata here",)
        return _row(ours, theirs, beside, band=band, pixel_size=size, why=why)

    def _ours(
        self, band: str, size: int, src_size: int, cleaning: str, *, in_window: bool
    ) -> xr.Dataset:
        """Load with us, as EOReader's choices of file and kernel demand."""
        is_other_file = band == "COASTAL_AEROSOL" and size != src_size
        return _load(
            self.without_b01_20m if is_other_file else self.product,
            band,
            size,
            cleaning=cleaning,
            aoi=area_file.from_text(str(self.window)) if in_window else None,
            band_resampler=Resampling.bilinear if size % src_size else None,
        )

    def _edge(
        self, band_id: str, size: int, src_size: int, cleaning: str
    ) -> NDArray[np.bool_]:
        """Tell which pixels' kernels reach over the edge of what is valid."""
        valid = _valid(self.product, band_id, cleaning)
        is_mean = size >= src_size and size % src_size == 0
        return _is_mixed(valid, size, 0 if is_mean else max(size, src_size))


def without_b01_20m(product: Path, folder: Path) -> Path:
    """Copy a product without its 20 m file of band 01."""
    copy = folder / product.name
    shutil.copytree(product, copy, ignore=shutil.ignore_patterns("*_B01_20m.jp2"))
    return copy


def _load(product: Path, band: str, size: int, **asked: Any) -> xr.Dataset:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        asked = {"overviews": False} | asked
        request = Request(product=str(product), bands=(band,), pixel_size=size, **asked)
        return to_dataset(make_plan(request))


def _whole(product: Path, size: int) -> Loaded:
    with rasterio.open(next(product.rglob("*_B02_10m.jp2"))) as src:
        x, y = src.transform.c, src.transform.f
    return Loaded(arrays={}, transform=(size, 0, x, 0, -size, y), attributes={})


def _cut_to(
    ours: xr.Dataset, load: Loaded, theirs: NDArray[Any], size: int
) -> NDArray[Any]:
    """Return the pixels of an array of theirs that lie where ours do."""
    left, top = float(ours["x"][0]) - size / 2, float(ours["y"][0]) + size / 2
    col, row = (left - load.transform[2]) / size, (load.transform[5] - top) / size
    assert (row, col) == (round(row), round(col)), "the grids are not aligned"
    rows, cols = ours.sizes["y"], ours.sizes["x"]
    cut = theirs[round(row) : round(row) + rows, round(col) : round(col) + cols]
    assert cut.shape == (rows, cols)
    return cut


def _row(
    ours: NDArray[Any], theirs: NDArray[Any], excused: NDArray[np.bool_], **facts: Any
) -> Row:
    one_sided = np.isnan(ours) != np.isnan(theirs)
    difference = np.abs(ours.astype("f8") - theirs)
    differ = one_sided | (difference > ROUNDING)
    elsewhere = difference[~excused & np.isfinite(difference)]
    return Row(
        pixels=ours.size,
        differ=int(differ.sum()),
        unexplained=int((differ & ~excused).sum()),
        largest=float(elsewhere.max(initial=0)),
        **facts,
    )


def _why(
    size: int, src_size: int, cleaning: str, *, in_window: bool
) -> tuple[str, ...]:
    """Say why pixels at the edge of what is valid differ."""
    of = "detector numbers" if cleaning == "nodata" else "detector numbers and flags"
    averaged = (
        f"EOReader averages the {of} of finer masks and rounds them, so that what is "
        "valid ends elsewhere"
    )
    if size == src_size:
        return () if size == _LATTICE_M else (averaged,)
    if size < src_size:
        return (_OVER_INVALID, *([_RIM] if in_window else ()))
    return (_OVER_INVALID,) if size % src_size else (_MEAN_OF_INVALID, averaged)


def _valid(product: Path, band_id: str, cleaning: str) -> NDArray[np.bool_]:
    """Read what is valid of a band, on a lattice that is finer than any mask."""
    with rasterio.open(next(product.rglob(f"MSK_DETFOO_B{band_id}.jp2"))) as src:
        valid = src.read(1) != 0
        fine = round(src.transform.a) // _LATTICE_M
    if cleaning == "clean":
        with rasterio.open(next(product.rglob(f"MSK_QUALIT_B{band_id}.jp2"))) as src:
            valid &= ~src.read([3, 4, 5, 6, 8]).any(axis=0)
    return valid.repeat(fine, axis=0).repeat(fine, axis=1)


def _is_mixed(valid: NDArray[np.bool_], size: int, reach: int) -> NDArray[np.bool_]:
    """Tell which pixels have valid and invalid ones within reach."""
    step, margin = size // _LATTICE_M, reach // _LATTICE_M
    padded = np.pad(valid, margin, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(
        padded, (step + 2 * margin, step + 2 * margin)
    )[::step, ::step]
    return windows.any(axis=(2, 3)) & ~windows.all(axis=(2, 3))


def _rim(shape: tuple[int, ...], width: int) -> NDArray[np.bool_]:
    """Mark the rim of a window, where EOReader has nothing to interpolate with."""
    rim = np.ones(shape, dtype=bool)
    rim[width:-width, width:-width] = False
    return rim
