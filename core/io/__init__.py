# SPDX-License-Identifier: GPL-3.0-or-later
"""How are files opened, and which of their pixels are cached?"""
