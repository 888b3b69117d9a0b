# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether two revisions of the plugin make the same results of the same requests."""
