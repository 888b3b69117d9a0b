# SPDX-License-Identifier: GPL-3.0-or-later
"""The disagreements by name: what GDAL does, what is done here, and who is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from truth.kernels import KERNELS

from .work import BESIDE

if TYPE_CHECKING:
    from collections.abc import Callable

    from .work import Task


@dataclass(frozen=True)
class Named:
    """A disagreement."""

    key: str
    """A letter, by which the tables name it."""
    what: str
    gdal: str
    here: str
    proof: str
    fits: Callable[[str, Task], bool]
    """Tells whether a kernel differs on a task for this reason; the first counts."""


_MEANS = {"average", "rms", "sum"}
_QUANTILES = {"med", "q1", "q3"}
_EXTREMES = {"min", "max"}


def _is_coarser(task: Task) -> bool:
    return task.case.ratio > 1


NAMES = (
    Named(
        "A",
        "`cubic` and `lanczos` beside invalid pixels and the source's edge",
        "`cubic` is bilinear there; `lanczos` in 3.6 is off by up to three times the "
        "range",
        "each pixel whose centre is valid; the weights of the valid pixels brought to "
        "1; the triangle of the same width where less than half of the weight is on "
        "valid ones",
        "`test_kernels_go_on_beside_holes_and_edges`, `test_layers_are_true`",
        lambda kernel, task: task.family == BESIDE and kernel in {"cubic", "lanczos"},
    ),
    Named(
        "B",
        "`lanczos` to coarser pixels",
        "before 3.7 shifted, by 0.75 source pixel on a ramp; since then a target "
        "centred on a source pixel is that pixel, unsmoothed",
        "the closed form",
        "`test_separable`, `test_weigh`, `test_layers_are_true`",
        lambda kernel, task: kernel == "lanczos" and _is_coarser(task),
    ),
    Named(
        "C",
        "`cubic_spline` to coarser pixels",
        "lacks a term beyond its support",
        "the closed form",
        "`test_kernel_shapes`, `test_layers_are_true`",
        lambda kernel, task: kernel == "cubic_spline" and _is_coarser(task),
    ),
    Named(
        "D",
        "width of kernels between CRSs, grids that are turned, and sources that points "
        "or arrays place",
        "3.6 and 3.10 go by the bounding rectangle of each chunk of a warp: chunks "
        "show, and turned grids are blurred the more the longer they are; 3.13 goes by "
        "the lengths of a target pixel's sides, and widens from 2 source pixels on",
        "what a target pixel measures along the source's axes, not widened up to 1.05",
        "`test_local_ratio`, "
        "`test_a_ground_pixel_has_one_value_whatever_the_products_shape`",
        lambda kernel, _: kernel in KERNELS,
    ),
    Named(
        "E",
        "`average`, `rms` and `sum` where grids are turned",
        "over the rectangle between a pixel's first and last corner: aliases, and the "
        "pixels beside nodata that have a value are others",
        "over the quadrilateral that the pixel is",
        "`test_means`, `test_layers_are_true`",
        lambda kernel, _: kernel in _MEANS,
    ),
    Named(
        "F",
        "`mode`",
        "3.6 and 3.10 have a vote for each source pixel that is touched; 3.13 goes by "
        "area, of the rectangle between a pixel's first and last corner",
        "the class with the largest area; of equal areas the one that reaches it "
        "first, source row by source row",
        "`test_under_pixels`, `test_votes`, `test_layers_are_true`",
        lambda kernel, _: kernel == "mode",
    ),
    Named(
        "G",
        "`med`, `q1` and `q3`",
        "of the pixels in a rectangle, each counted as one however little is covered",
        "by the area of the quadrilateral",
        "`test_under_pixels`, `test_layers_are_true`",
        lambda kernel, _: kernel in _QUANTILES,
    ),
    Named(
        "H",
        "`min` and `max` where grids are turned",
        "of the pixels in a rectangle",
        "of the pixels that the quadrilateral covers",
        "`test_under_pixels`, `test_layers_are_true`",
        lambda kernel, _: kernel in _EXTREMES,
    ),
)
