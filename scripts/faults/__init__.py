# SPDX-License-Identifier: GPL-3.0-or-later
"""Lets runs fail in every way, and writes docs/reliability.md of what came of it."""
