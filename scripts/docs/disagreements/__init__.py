# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes docs/disagreements.md: who is how far from the truth of the tests.

    python -m scripts.docs.disagreements
    python -m scripts.docs.disagreements --referee COMMAND [--folder FOLDER]

The first has the plugin resample every case, and writes the page with what is stored of
the referees; `make correctness` runs it. The second has the GDAL of another Python do
so, by the command that starts this Python, and stores what it found in
docs/disagreements/; `make referee` runs it.
"""
