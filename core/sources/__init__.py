# SPDX-License-Identifier: GPL-3.0-or-later
"""What does a band hold? Its header, its numbers as values, and its masks."""
