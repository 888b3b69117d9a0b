# SPDX-License-Identifier: GPL-3.0-or-later
"""What is installed where, and what is in the way? `python -m exogenous.doctor` says.

It works without QGIS, and where packages are missing or broken.
"""
