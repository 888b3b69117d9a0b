# SPDX-License-Identifier: GPL-3.0-or-later
"""What do the source pixels around a target pixel's centre weigh up to?"""
