# SPDX-License-Identifier: GPL-3.0-or-later
"""Sample data, made on the spot: a Sentinel-2 product and layers over the same ground.

Used by the demo, the tests and the benchmarks; needs numpy, rasterio and no QGIS.
Nothing is downloaded, and the same call writes the same pixels each time.

`sample.make_sample` writes the whole sample. `landscape` says how the ground looks at
any position, `sentinel2` writes products in SAFE format, `layers` the rasters and the
polygon that go with them.
"""
