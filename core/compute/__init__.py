# SPDX-License-Identifier: GPL-3.0-or-later
"""How are the pixels of one block computed? A module for each method of a plan."""
