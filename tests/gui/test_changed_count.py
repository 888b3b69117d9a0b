# SPDX-License-Identifier: GPL-3.0-or-later
"""The title of the advanced parameters says how many of them are changed."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtWidgets import QCheckBox, QGroupBox, QTableView, QToolButton


@pytest.fixture
def advanced(user, open_dialog):
    group = open_dialog("stack").findChild(QGroupBox, "grpAdvanced")
    user.click(group.findChild(QToolButton, "collapseButton"))
    return group


def test_changes_are_counted_and_taken_back(user, advanced):
    assert advanced.title() == "Advanced Parameters"
    strict, negatives = (
        next(one for one in advanced.findChildren(QCheckBox) if one.text() == text)
        for text in (
            "Stop where a band or a layer is missing",
            "Keep negative reflectances",
        )
    )
    for box, title in (
        (strict, "Advanced Parameters (1 changed)"),
        (negatives, "Advanced Parameters (2 changed)"),
        (strict, "Advanced Parameters (1 changed)"),
        (negatives, "Advanced Parameters"),
    ):
        box.click()
        user.pause()
        assert advanced.title() == title


def test_titles_of_details_are_whole(user, open_dialog, scene):
    dialog = open_dialog("stack")
    dialog.setParameters({"EXO": [{"path": scene.radar, "crs": "EPSG:32632"}]})
    details = dialog.findChild(QTableView, "exoDetails")
    user.wait(details.isVisible)
    header = details.horizontalHeader()
    for column in range(header.count()):
        if not header.isSectionHidden(column):
            assert header.sectionSize(column) >= header.sectionSizeHint(column)
