# SPDX-License-Identifier: GPL-3.0-or-later
"""What does the Processing toolbox offer?

`provider.ExogenousProvider` adds `stack.Stack`, `collocate.Collocate` and
`describe.Describe`; `parameters` makes QGIS's parameters of what they ask for;
`styling` and `finishing` say how results look and where they go in the project.
"""
