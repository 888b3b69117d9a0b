# SPDX-License-Identifier: GPL-3.0-or-later
"""Programs for working on the plugin, by purpose; run as modules from the root."""
