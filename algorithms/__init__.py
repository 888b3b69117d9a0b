# SPDX-License-Identifier: GPL-3.0-or-later
"""What does the Processing toolbox offer?

`provider.ExogenousProvider` adds `stack.Stack`, `collocate.Collocate` and
`describe.Describe`; `parameters` makes QGIS's parameters from their declarations;
`styling` and `finishing` set the style of results and their place in the project.
"""
