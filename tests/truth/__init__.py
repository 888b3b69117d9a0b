# SPDX-License-Identifier: GPL-3.0-or-later
"""The truth of the tests: what resampling is, in float64 and by closed forms.

Small, slow, and independent of `core/`, which only `plugin.py` imports, to compare.
GDAL is a referee: `referee.py` asks whichever version a Python has, and
`docs/disagreements.md` tells who differs by how much.

The rules:

- **Positions.** PROJ places each target pixel's centre, corners and the middles of its
  sides; nothing is interpolated. In one CRS the two transforms are put together in
  exact fractions. Control points place by a polynomial of least squares from the ground
  to the pixels, arrays of coordinates by the inverse of the bilinear surface through
  their nodes. A position within 1e-6 source pixel of an edge lies on the edge; a centre
  on an edge belongs to the pixel after the edge.
- **Width.** With u, v the source's column and row and c, r the target's, a target pixel
  measures `s_x = hypot(du/dc, du/dr)` and `s_y = hypot(dv/dc, dv/dr)` source pixels, by
  half a target pixel to each side, at every pixel anew. Kernels are widened by
  `max(1, s)` along each axis of the source, and not at all while both 1/s are at least
  0.95. Shear changes nothing of this.
- **Kernels.** `bilinear` (triangle), `cubic` (Keys, a = -1/2), `cubic_spline` (B-spline
  without a filter before it, on the source's own grid as well) and `lanczos` (three
  lobes): a product of two factors along the source's axes, over all pixels within the
  radius.
- **Nodata, and the source's edge.** All pixels beyond the edge are invalid. Kernels
  have a value where the pixel under the centre is valid, whatever lies around it: the
  weights of the valid pixels are divided by their sum. Where those of `cubic` and
  `lanczos` sum up to less than half of the whole kernel's, the triangle of the same
  widening takes the kernel's place: its radius is `max(1, s)`.
- **Areas.** A target pixel is the quadrilateral between its corners in the source.
  `average` and `rms` weigh the valid pixels by the area that it covers of each, `sum`
  adds them up by that area, `mode` takes the value with the largest area, `med`, `q1`
  and `q3` the smallest value up to which half, a quarter, three quarters of the valid
  area lie, `min` and `max` the extreme of all valid pixels that are covered. There is a
  value where a valid pixel is covered at all: by more than 1e-6 of the source pixel,
  or of the target pixel where that is smaller.
- **Ties.** Areas that differ by less than 1e-6 of the covered area are equal. Then
  `mode` takes the value whose last covered pixel comes first, row by row from the
  source's first pixel: the value that reaches the area first, as in GDAL.
- **`gauss`** is GDAL's of overviews, for whole multiples on the same axes alone.

Left out: rational polynomials, and sources that go round the Earth and meet themselves.
"""
