# SPDX-License-Identifier: GPL-3.0-or-later
"""What are values over the quadrilateral that a target pixel is in the source?"""
