# SPDX-License-Identifier: GPL-3.0-or-later
"""Which class covers most of a target pixel?"""
