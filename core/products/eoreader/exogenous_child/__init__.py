# SPDX-License-Identifier: GPL-3.0-or-later
"""What runs in the Python that has EOReader; nothing of the core imports it.

It is a package of its own there, so that it and the core share no module.
"""
