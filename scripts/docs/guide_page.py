# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes web pages of the guide, which the button Help opens from the disk.

    python -m scripts.docs.guide_page [FOLDER]

The pages lie beside the pictures, in `docs` unless another folder is given; QGIS's
Qt reads the Markdown.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

from qgis.PyQt.QtGui import QFont, QTextDocument

from ..root import ROOT

DOCS: Final = ROOT / "docs"

#: The guide, and the pages that it leads to.
PAGES: Final = ("guide", "modeler", "parameters", "translating")

_STYLE: Final = (
    "<style>body{max-width:56em;margin:2em auto;padding:0 1em;font-family:sans-serif}"
    "img{max-width:100%}td,th{padding:.2em .6em}</style>"
)

_LINK: Final = re.compile(r'href="(\w+)\.md')


def page_of(markdown: str) -> str:
    """Return a web page; links between the pages of the guide lead to web pages."""
    document = QTextDocument()
    font = QFont()
    font.setPixelSize(16)
    document.setDefaultFont(font)
    document.setMarkdown(markdown)
    page = document.toHtml().replace("<head>", f"<head>{_STYLE}", 1)
    # Qt writes the font of this machine into the page.
    page = re.sub(r'(<body style=")[^"]*"', r'\1"', page, count=1)
    return _LINK.sub(_to_page, page)


def _to_page(link: re.Match[str]) -> str:
    return f'href="{link[1]}.html' if link[1] in PAGES else link[0]


def write_pages(folder: Path = DOCS) -> bool:
    """Write the pages that are missing, or older than what they are made of.

    Returns:
        Whether there were any.
    """
    stale = [name for name in PAGES if _is_stale(name, folder)]
    for name in stale:
        text = (DOCS / f"{name}.md").read_text(encoding="utf-8")
        (folder / f"{name}.html").write_text(page_of(text), encoding="utf-8")
    return bool(stale)


def _is_stale(name: str, folder: Path) -> bool:
    page, source = folder / f"{name}.html", DOCS / f"{name}.md"
    return not page.exists() or page.stat().st_mtime < source.stat().st_mtime


if __name__ == "__main__":
    write_pages(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS)
