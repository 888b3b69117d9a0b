# SPDX-License-Identifier: GPL-3.0-or-later
"""Where are a source's pixels on the ground, and where does a target see them?"""
