# SPDX-License-Identifier: GPL-3.0-or-later
"""Where does a target see a source?"""
