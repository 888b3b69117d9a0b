# SPDX-License-Identifier: GPL-3.0-or-later
"""The script that runs in the Python that has EOReader; the core never imports it.

In that Python the folder is a package of its own, which shares no module with the core.
"""
