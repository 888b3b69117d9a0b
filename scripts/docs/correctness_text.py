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
## By kernel, against GDAL's warper

The matrix of `test_warp_matrix`: every kernel on thirteen pairs of grids, with every
number type and every way of saying nodata. Weighted kernels may differ by rounding to
float32 and by 0.01 source pixel times the local gradient; those that pick values may
not differ at all, but where the exact position lies within 0.01 source pixel of an edge
(*unsteady* pixels, left out). `gauss` is not in it: GDAL's warper has no such kernel,
only its overviews have (`test_gauss`). The largest differences are those of whole
numbers around 16777216, where one step of float32 is 1 or 2.

| kernel | cases | pixels compared | unsteady | largest difference | share |
|---|---:|---:|---:|---:|---:|
"""

DIFFERENCES = """\
## Where the oracle and we differ, and who is right

The oracle is the GDAL of QGIS (3.6 on Debian 12), the pixels come from rasterio's
(3.10).

| what | GDAL | here | right by |
|---|---|---|---|
| `lanczos` to coarser pixels | before 3.7 shifted, by 0.75 source pixel on a ramp; \
since then a target centred on a source pixel is that pixel, unsmoothed | the closed \
form | `test_separable`, `test_weigh`, `test_a_layer_is_true` |
| `cubic` and `lanczos` beside invalid pixels and edges | bilinear there; up to 8 % of \
the pixels lost | the valid pixels' weights brought to 1; the triangle of the same \
width where less than half of the weight is on valid ones | \
`test_kernels_go_on_beside_holes_and_edges`, `test_a_layer_is_true` |
| `cubic_spline` to coarser pixels | lacks a term beyond its support | the closed form \
| `test_kernel_shapes`, `test_a_layer_is_true` |
| `average`, `rms` and `sum` where grids are turned | over the rectangle between a \
pixel's first and last corner: aliases, up to 0.68 of the range off at 45 degrees | \
over the quadrilateral that the pixel is | `test_means`, `test_layers_are_true` |
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
| width of kernels | from the bounding rectangle of each chunk of a warp: chunks show, \
and turned grids are blurred the more the longer they are | what a target pixel \
measures along the source's axes, once for the whole target where that varies by less \
than 1 % | `test_local_ratio`, \
`test_a_ground_pixel_has_one_value_whatever_the_products_shape` |
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
