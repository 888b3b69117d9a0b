# SPDX-License-Identifier: GPL-3.0-or-later
"""What are the pixels of one block?"""
