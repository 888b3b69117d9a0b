# SPDX-License-Identifier: GPL-3.0-or-later
"""How else the packages can be had, by the system's own means."""

from __future__ import annotations

from ...host.text import tr


def other_ways(names: tuple[str, ...]) -> str:
    """Return a text of several paragraphs, as plain text.

    Args:
        names: The packages that are missing.
    """
    apt = " ".join(f"python3-{name}" for name in names)
    conda = " ".join(names)
    return "\n\n".join(
        (
            tr(
                "The packages can also come from elsewhere. They are used where QGIS's "
                "Python finds them in a version that fits; start QGIS again then."
            ),
            tr("Debian and Ubuntu, where the release has rasterio 1.4 or newer:")
            + f"\n    sudo apt install {apt}",
            tr(
                "Windows: start the OSGeo4W set-up, choose the advanced installation, "
                "and search for the packages:"
            )
            + "\n    "
            + ", ".join(f"python3-{name}" for name in names),
            tr("A QGIS of conda, in its environment:")
            + f"\n    conda install -c conda-forge {conda}",
            tr(
                "A computer without internet: on one of the same system that has it, "
                "pip download puts the packages into a folder; carry it over and press "
                "“From a folder…”."
            )
            + "\n    python3 -m pip download --only-binary :all: "
            + "-d wheels -r requirements.txt",
        )
    )
