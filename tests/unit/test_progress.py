# SPDX-License-Identifier: GPL-3.0-or-later
"""What watchers of a part and of warnings pass on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exogenous.core.progress import NotedProgress, PartProgress

if TYPE_CHECKING:
    from core_fixtures import KeptProgress


class TestProgress:
    def test_of_a_part_is_its_share_of_the_whole(self, progress: KeptProgress) -> None:
        for number in range(4):
            part = PartProgress(progress, number, 4)
            part.fraction(0.5)
            part.fraction(1.0)
        assert progress.fractions == [0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875, 1.0]

    def test_is_passed_on(self, progress: KeptProgress) -> None:
        for watcher in (PartProgress(progress, 0, 1), NotedProgress(progress)):
            watcher.info("info")
            watcher.warn("warning")
            watcher.fraction(1.0)
            assert not watcher.is_cancelled()
        assert progress.infos == ["info"] * 2
        assert progress.warnings == ["warning"] * 2
        progress.stops_at = 1.0
        assert PartProgress(progress, 0, 1).is_cancelled()
        assert NotedProgress(progress).is_cancelled()

    def test_keeps_warnings(self, progress: KeptProgress) -> None:
        noted = NotedProgress(PartProgress(progress, 0, 2))
        noted.warn("one")
        noted.info("no warning")
        noted.warn("two")
        assert noted.warnings == ["one", "two"]
