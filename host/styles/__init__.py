# SPDX-License-Identifier: GPL-3.0-or-later
"""How is a result drawn? Styles from what is known of its bands."""
