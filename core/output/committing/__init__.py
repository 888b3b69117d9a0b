# SPDX-License-Identifier: GPL-3.0-or-later
"""How finished files take their places: all of them, or none."""
