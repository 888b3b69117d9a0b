# SPDX-License-Identifier: GPL-3.0-or-later
"""Sentinel-2 products in SAFE format: images, masks, metadata, inventory."""
