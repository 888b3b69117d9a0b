# SPDX-License-Identifier: GPL-3.0-or-later
"""The web pages of the guide: whole, with pictures, and opened by Help."""

from __future__ import annotations

import re

import pytest

pytest.importorskip("qgis.PyQt", reason="QGIS's Qt reads the Markdown")

from exogenous.scripts.docs.guide_page import DOCS, PAGES, write_pages


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("docs")
    assert write_pages(folder)
    assert not write_pages(folder)  # nothing has changed since
    return {name: (folder / f"{name}.html").read_text("utf-8") for name in PAGES}


def test_guide_has_its_headings_tables_and_pictures(pages):
    text = (DOCS / "guide.md").read_text("utf-8")
    guide = pages["guide"]
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    assert len(headings) > 5
    assert [one for one in headings if one not in guide] == []
    pictures = re.findall(r'src="(pictures/[^"]+)"', guide)
    assert len(pictures) == text.count("](pictures/")
    assert [one for one in pictures if not (DOCS / one).is_file()] == []
    assert "<table" in guide


def test_links_between_the_pages_lead_to_pages(pages):
    assert 'href="modeler.html' in pages["guide"]
    links = re.findall(r'href="(\w+)\.html', "".join(pages.values()))
    assert set(links) <= set(PAGES)


def test_help_opens_the_guide_on_disk(monkeypatch, tmp_path):
    from exogenous.host import resources

    monkeypatch.setattr(resources, "GUIDE", tmp_path / "guide.html")
    assert resources.guide().startswith("https://")
    (tmp_path / "guide.html").touch()
    assert resources.guide() == (tmp_path / "guide.html").as_uri()
