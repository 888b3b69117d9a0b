# SPDX-License-Identifier: GPL-3.0-or-later
"""What is asked for? Frozen values, and the texts that they are read from."""
