# SPDX-License-Identifier: GPL-3.0-or-later
"""How is a whole file written, or none? Datasets as well, which are files in memory."""
