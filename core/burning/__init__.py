# SPDX-License-Identifier: GPL-3.0-or-later
"""Which pixels do shapes cover, and how much of each? Arrays in, arrays out."""
