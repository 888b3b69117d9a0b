# SPDX-License-Identifier: GPL-3.0-or-later
"""How are arrays resampled? Kernels on numbers in memory: no file is opened here.

The folder imports geometry and errors alone, so that each kernel can be read, tested
and measured by itself.
"""
