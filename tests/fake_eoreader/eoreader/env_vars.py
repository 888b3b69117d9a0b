# SPDX-License-Identifier: GPL-3.0-or-later
DEM_PATH = "EOREADER_DEM_PATH"
