# SPDX-License-Identifier: GPL-3.0-or-later
"""Which widgets and helpers do all parts of the dialogs share?

Background jobs (`background.Background`), cells that are filled from lists
(`choices.ChoiceDelegate`), lines of text (`notes.Note`), buttons with an icon
(`buttons.icon_button`), and rasters of the project or from a drop as named sources
(`project_layers`, `dropping`).
"""
