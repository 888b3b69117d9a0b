# SPDX-License-Identifier: GPL-3.0-or-later
"""What the page of proofs says beside its numbers."""

from __future__ import annotations

INTRODUCTION = """\
# What is proven, and against what

Made by `make correctness`; do not edit by hand. A difference is in the unit of the
values; its share is of the range of the values (of the largest sum for `sum`). A dash
stands where a test compares exactly, or compares no pixels. The tests themselves are
listed at the end. `make test-peers` compares Sentinel-2 with EOReader itself.

| rule | against | tests | cases | largest difference | share |
|---|---|---|---:|---:|---:|
"""

KERNELS = """\
## By kernel

The matrix of `test_warp_matrix`: every kernel on thirteen pairs of grids, with every
number type and every way of saying nodata. `nearest` and `bilinear` are compared with
GDAL's warper, which is told how wide its kernels are; all others with the closed forms
of `tests/truth`, in float64. What may differ: rounding to float32, 1e-5 of the range,
and what an error of the position changes, of 0.01 source pixel against GDAL and 1e-4
against the closed forms. Kernels that pick values may not differ at all. Pixels where
such an error decides which value is picked, or whether there is one, are *unsteady*,
and left out. `gauss` is not in it: GDAL's warper has no such kernel, only its overviews
have (`test_gauss`). The largest differences of `sum` are those of whole numbers around
16777216, where one step of float32 is 1 or 2.

| kernel | cases | pixels compared | unsteady | largest difference | share |
|---|---:|---:|---:|---:|---:|
"""

DISAGREEMENTS = """\
## Where GDAL and we differ, and who is right

GDAL is asked with no error in its transform and without overviews, and so are we; the
truth is the evaluator of `tests/truth`. Every difference from it above 1e-6 of the
range has one of these names: largest and root mean square, as shares of the range, the
share of other values for kernels that pick, and the share of pixels that have a value
on one side alone. [disagreements.md](disagreements.md) has them by kernel, by ratio and
by pair of CRSs. In all of them the right one is what stands under *here*; what is left
there is one width of kernels for a whole layer where it varies by less than 1 %, and
positions interpolated to 1e-4 pixel. Above, the largest share against GDAL's own warp
is that of `average` between two CRSs (E).

"""

DIFFERENCES = """\
Some differ in special places, each shown by a test. The oracle of these tests is the
GDAL of QGIS (3.6 on Debian 12).

| what | GDAL | here | right by |
|---|---|---|---|
| `sum` with `SOURCE_EXTRA` | adds what lies around to every pixel | the option is \
left out | `test_warp_matrix` |
| `cubic_spline` on the source's own grid | the source where centres coincide to the \
last digit, smoothed where rounding keeps them apart | smoothed, as everywhere | \
`test_cubic_spline_smooths_all_pixels_of_its_own_grid` |
| `mode`, `min`, `max`, `med` on grids that belong together | slivers of 1e-10 pixel \
count as pixels: up to a third wrong at 0.3 m on 0.1 m | none | \
`test_no_sliver_of_another_pixel_counts` |
| kernels along a single row or column | nearest | interpolated | \
`test_along_a_single_row_or_column_kernels_interpolate` |
| averages in targets a few pixels wide | 3.6 takes pixels for ones on the \
antimeridian | as GDAL 3.10 | `test_a_narrow_target_is_the_same_as_a_wide_one` |
| averages in the outermost pixels around a source | two columns of what is in the \
last one alone | the last one | `test_a_source_that_overlaps_by_one_column` |
| a source inside one target pixel | not seen | averaged | \
`test_a_source_inside_one_target_pixel` |
| `mode` of whole numbers above 2^24 | counts float32 | counts the numbers | \
`test_whole_numbers_beyond_float32` |
| sources that cross the antimeridian or end at longitude 0 | seams and holes | none | \
`test_cut_anywhere_is_the_same` |
| `cubic_spline` and `lanczos` at nearly equal size | widened from the least \
difference on | as wide as the others down to 0.95 target pixels a source pixel | \
`test_kernels_are_widened_along_both_axes_or_neither` |
| a CRS far outside its area of use | GDAL's command drops the datum shift (100 m and \
more for EPSG:2056) | the same operation everywhere | \
`test_a_datum_is_shifted_outside_its_area_as_well` |
"""

MISTAKES_HEAD = """\
## The peers' mistakes, and the tests that meet them

| | what goes wrong elsewhere | tests |
|---|---|---|
"""

MISTAKES = {
    1: "A second area of interest gets the data of the first.",
    2: "The whole product after a window has data in the window alone, else -9999.",
    3: "Two files of one name in two folders become one.",
    4: "A later run keeps the resampler and the pixel size of the first.",
    5: "A pixel size is bent to fit; layers are resampled twice, then by nearest.",
    6: "Interpolated integers are rounded.",
    7: "Integers beyond 2^24 lose their last digits.",
    8: "Nodata that the file does not declare bleeds, and cannot be named.",
    9: "Scale and offset are ignored.",
    10: "A layer without CRS is taken to have the product's; one elsewhere is silent.",
    11: "A missing band, or band 0, ends in an unrelated error.",
    12: "A name with a space breaks the stack.",
    13: "A number type cannot be chosen.",
    14: "A cloud optimised GeoTIFF loses its tags.",
    15: "Integers mix units without scale and offset; negative decibels crash.",
    16: "An existing file is returned whatever is asked for.",
    17: "Resamplers by other names, and rows without a path, end in unrelated errors.",
    18: "An area off the product ends in an unrelated error.",
    19: "A product must be projected.",
    20: "The caches of the whole process are cleared.",
    21: "The stack is held in memory, and made twice for integers.",
    22: "No progress, no way to stop, and two bands of one name.",
}

TESTS = """\
## The tests of each rule

"""
