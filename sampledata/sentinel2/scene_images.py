# SPDX-License-Identifier: GPL-3.0-or-later
"""The images and masks of a level-2A product, out of a scene."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..landscape.spectra import BANDS
from .bands import ALL_BANDS, NATIVE_M, OFFSET, QUANTIFICATION, STORED_BITS
from .image import Image
from .scene import Classes, Grid, Scene, coarser
from .swath import detectors

if TYPE_CHECKING:
    from collections.abc import Iterator

Pixels = NDArray[Any]

_EVERYWHERE = ("TCI", "AOT", "WVP")
_NOT_10_M = tuple(band for band in BANDS if band not in {"08", "09"})
IN_FOLDER = {
    10: ("02", "03", "04", "08", *_EVERYWHERE),
    20: (*_NOT_10_M, *_EVERYWHERE, "SCL"),
    60: (*_NOT_10_M, "09", *_EVERYWHERE, "SCL"),
}
"""Images of each resolution (metres), as products hold them since 2022."""

_SATURATED = 1.1
_WHITE = 0.3558
"""Reflectance that is white in the true-colour image."""


def images(scene: Scene, classes: Classes) -> Iterator[Image]:
    """Make the images of IMG_DATA one after the other, named `B02` or `SCL`."""
    for pixel_m, names in IN_FOLDER.items():
        for name in names:
            label = f"B{name}" if name in BANDS else name
            pixels = _image(scene, classes, name, pixel_m)
            bits = STORED_BITS if pixels.dtype == np.uint16 else None
            yield Image.of(label, pixel_m, pixels, bits)


def masks(scene: Scene, classes: Classes) -> Iterator[Image]:
    """Make the masks of QI_DATA, named as there, and the preview, named `PVI`."""
    for band in ALL_BANDS:
        pixel_m = NATIVE_M[band]
        seen = _detectors(scene, band, pixel_m)
        yield Image.of(f"DETFOO_B{band}", pixel_m, seen)
        yield Image.of(f"QUALIT_B{band}", pixel_m, _quality(scene, band, pixel_m))
    for pixel_m in (20, 60):
        every = pixel_m // 20
        for name, percent in (
            ("CLDPRB", classes.cloud_percent),
            ("SNWPRB", classes.snow_percent),
        ):
            yield Image.of(f"{name}_{pixel_m}m", pixel_m, _sampled(percent, every))
    yield Image.of("CLASSI_B00", 60, _opaque_cirrus_snow(classes))
    yield Image.of("PVI", 60, _true_colour(scene, 60))


def _image(scene: Scene, classes: Classes, name: str, pixel_m: int) -> Pixels:
    if name == "SCL":
        return _sampled(classes.scl, pixel_m // 20)
    if name == "TCI":
        return _true_colour(scene, pixel_m)
    if name in BANDS:
        values = _reflectance(scene, name, pixel_m) * QUANTIFICATION - OFFSET
        return _counts(values, _detectors(scene, name, pixel_m))
    at_sea, scale_m = {"AOT": (72, 2_600), "WVP": (980, 2_200)}[name]
    thousandths = at_sea * np.exp(-coarser(scene.height_m, pixel_m // 10) / scale_m)
    return _counts(thousandths, _detectors(scene, "02", pixel_m))


def _counts(values: Grid, seen: Pixels) -> Pixels:
    """Round to stored numbers, of which 0 is kept for no data."""
    counts = np.clip(np.rint(values), 1, 2**STORED_BITS - 1)
    return np.where(seen > 0, counts, 0).astype(np.uint16)


def _reflectance(scene: Scene, band: str, pixel_m: int) -> Grid:
    """Average to the pixel size; below the band's own, repeat its pixels."""
    native = max(NATIVE_M[band], pixel_m)
    values = coarser(scene.reflectance[band], native // 10)
    times = native // pixel_m
    return values.repeat(times, axis=0).repeat(times, axis=1)


def _detectors(scene: Scene, band: str, pixel_m: int) -> Pixels:
    """Return detector numbers; a pixel counts when all it is made of was seen."""
    native = NATIVE_M[band]
    own = detectors(*scene.area.centres(native), scene.area, band)
    if pixel_m <= native:
        times = native // pixel_m
        return own.repeat(times, axis=0).repeat(times, axis=1)
    times = pixel_m // native
    whole = coarser((own > 0).astype(np.float32), times) == 1
    return _sampled(own, times) * whole


def _quality(scene: Scene, band: str, pixel_m: int) -> Pixels:
    """Return the eight quality flags of a band, of which only saturation occurs."""
    shape = (scene.area.size_m // pixel_m,) * 2
    flags = np.zeros((8, *shape), dtype=np.uint8)
    if band in BANDS:
        flags[7] = _reflectance(scene, band, pixel_m) >= _SATURATED
    return flags


def _opaque_cirrus_snow(classes: Classes) -> Pixels:
    scl = _sampled(classes.scl, 3)
    flags = (np.isin(scl, (8, 9)), scl == 10, scl == 11)
    return np.stack(flags).astype(np.uint8)


def _true_colour(scene: Scene, pixel_m: int) -> Pixels:
    bands = []
    for band in ("04", "03", "02"):
        light = _reflectance(scene, band, pixel_m) * (255 / _WHITE)
        seen = _detectors(scene, band, pixel_m) > 0
        bands.append(np.where(seen, np.clip(np.rint(light), 1, 255), 0))
    return np.stack(bands).astype(np.uint8)


def _sampled(values: Pixels, times: int) -> Pixels:
    """Take the middle pixel of each block, as classes cannot be averaged."""
    middle = times // 2
    return values[middle::times, middle::times]
