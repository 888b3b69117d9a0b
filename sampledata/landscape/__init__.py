# SPDX-License-Identifier: GPL-3.0-or-later
"""The ground at any position: relief, cover, light, spectra; and plain texture."""
