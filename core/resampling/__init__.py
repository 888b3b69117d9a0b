# SPDX-License-Identifier: GPL-3.0-or-later
"""What becomes of arrays? Kernels on numbers in memory: no file is opened here.

It imports geometry and errors alone, so that each kernel can be read, tested and
measured by itself.
"""
