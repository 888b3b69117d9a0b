# SPDX-License-Identifier: GPL-3.0-or-later
"""How is a file open, and what of it is cached?"""
