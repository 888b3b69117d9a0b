# SPDX-License-Identifier: GPL-3.0-or-later
"""What are the dialogs' parts made of, whichever part it is?

Jobs beside the dialog (`background.Background`), cells that are filled from lists
(`choices.ChoiceDelegate`), lines of text (`notes.Note`), buttons with an icon
(`buttons.icon_button`), and rasters of the project or from a drop as named sources
(`project_layers`, `dropping`).
"""
