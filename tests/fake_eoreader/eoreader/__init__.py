# SPDX-License-Identifier: GPL-3.0-or-later
"""As much of EOReader's interface as the bridge to it uses, on toy products.

A product is a folder with a `toy.json`: the size of its pixels, and its bands with
their values. What the bridge must survive has names: see `Product.load`.
"""

__version__ = "0.0.toy"
