# SPDX-License-Identifier: GPL-3.0-or-later
"""Temporary files stay while their run lives, and no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exogenous.core import Request, stack
from exogenous.core.output.committing.run_files import UNFINISHED, new_name

if TYPE_CHECKING:
    from pathlib import Path


class TestTemporaryFiles:
    def test_of_a_run_that_lives_stay(self, product: Path, tmp_path: Path) -> None:
        mine = new_name(tmp_path, UNFINISHED)
        mine.touch()
        stack(Request(product=str(product)), str(tmp_path / "out.tif"))
        assert mine.exists()

    def test_of_another_machine_stay(self, product: Path, tmp_path: Path) -> None:
        theirs = tmp_path / ".exo-00000000-1-1-0123456789ab.part.tif"
        theirs.touch()
        stack(Request(product=str(product)), str(tmp_path / "out.tif"))
        assert theirs.exists()

    def test_of_a_process_with_the_number_of_a_former_one_go(
        self, product: Path, tmp_path: Path
    ) -> None:
        name = new_name(tmp_path, UNFINISHED).name.split("-")
        name[3] = str(int(name[3]) + 1)
        former = tmp_path / "-".join(name)
        former.touch()
        stack(Request(product=str(product)), str(tmp_path / "out.tif"))
        assert not former.exists()
