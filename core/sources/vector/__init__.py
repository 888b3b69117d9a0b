# SPDX-License-Identifier: GPL-3.0-or-later
"""What does a layer of features hold? Its header, its attributes, its shapes."""
