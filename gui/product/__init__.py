# SPDX-License-Identifier: GPL-3.0-or-later
"""Which product, which of its bands, which part of it?

`product_selector.ProductSelector`, `band_picker.BandPicker` and
`aoi_selector.AoiSelector` ask; `product_probe.ProductProbe` reads the description of
the product, and `product_text` puts it into words.
"""
