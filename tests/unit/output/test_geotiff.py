# SPDX-License-Identifier: GPL-3.0-or-later
"""Files appear whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from places import ROOT
from rasters import make_damaged, make_raster, ramp

from exogenous.core import OutputOptions, Request, collocate, parse_exo, stack
from exogenous.core.compute import polygon_mask as masking
from exogenous.core.errors import (
    Cancelled,
    NodataTaken,
    OutputNotWritable,
    SourceUnreadable,
)

if TYPE_CHECKING:
    from pathlib import Path

    from core_fixtures import KeptProgress

#: Runs a stack in a process whose files may not grow beyond a size: a full disk.
FULL_DISK = """
import importlib.util, resource, signal, sys
root, product, out, size, compression = sys.argv[1:]
spec = importlib.util.spec_from_file_location(
    "exogenous", root + "/__init__.py", submodule_search_locations=[root]
)
module = importlib.util.module_from_spec(spec)
sys.modules["exogenous"] = module
spec.loader.exec_module(module)
from exogenous.core import ExogenousError, OutputOptions, Request, stack

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
try:
    stack(
        Request(product=product), out, OutputOptions(creation={"COMPRESS": compression})
    )
except ExogenousError as error:
    print(type(error).__name__, error)
"""


def request(product: Path, *layers: object, **more: Any) -> Request:
    return Request(product=str(product), layers=parse_exo(list(layers)), **more)


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """A product of noise that needs several blocks, and 17 MB as floats."""
    noise = np.random.default_rng(0).integers(1, 60_000, (2100, 2100))
    return make_raster(tmp_path / "large.tif", noise.astype("uint16"))


@pytest.fixture
def damaged(tmp_path: Path) -> Path:
    """A layer whose header is sound and whose pixels are not."""
    return make_damaged(tmp_path / "damaged.tif")


@pytest.mark.rule(12, against="the folder before the run")
class TestFailedRun:
    @pytest.mark.parametrize("creation", [None, {"COMPRESS": "NONE"}])
    def test_leaves_the_old_file_and_nothing_else(
        self, product: Path, damaged: Path, tmp_path: Path, creation: Any
    ) -> None:
        out = tmp_path / "out" / "stack.tif"
        out.parent.mkdir()
        out.write_text("old")
        with pytest.raises(SourceUnreadable, match="layer 'damaged'"):
            stack(
                request(product, f"{damaged}|resampler=sum"),
                str(out),
                OutputOptions(creation=creation),
            )
        assert [path.name for path in out.parent.iterdir()] == ["stack.tif"]
        assert out.read_text() == "old"

    def test_of_several_files_leaves_all_of_them(
        self, product: Path, damaged: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "out"
        good = make_raster(tmp_path / "good.tif")
        collocate(request(product, str(good)), str(out))
        before = {path.name: path.read_bytes() for path in out.iterdir()}
        rows = [f"{good}|name=good|resampler=max", f"{damaged}|resampler=sum"]
        with pytest.raises(SourceUnreadable):
            collocate(request(product, *rows), str(out))
        assert {path.name: path.read_bytes() for path in out.iterdir()} == before

    def test_removes_the_folders_it_made(
        self, product: Path, damaged: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "new" / "folder" / "stack.tif"
        with pytest.raises(SourceUnreadable):
            stack(request(product, f"{damaged}|resampler=sum"), str(out))
        assert not (tmp_path / "new").exists()

    def test_that_is_cancelled_leaves_what_was_there(
        self, large: Path, tmp_path: Path, progress: KeptProgress
    ) -> None:
        out = tmp_path / "out" / "stack.tif"
        out.parent.mkdir()
        out.write_text("old")
        progress.stops_at = 0.3
        with pytest.raises(Cancelled):
            stack(Request(product=str(large)), str(out), progress=progress)
        assert max(progress.fractions) < 1
        assert [path.name for path in out.parent.iterdir()] == ["stack.tif"]
        assert out.read_text() == "old"

    def test_by_a_mistake_of_ours_leaves_what_was_there(
        self, product: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(*_: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(masking, "read_block", broken)
        with pytest.raises(ZeroDivisionError):
            stack(Request(product=str(product)), str(tmp_path / "out" / "stack.tif"))
        assert not (tmp_path / "out").exists()

    def test_over_nodata_leaves_nothing(self, product: Path, tmp_path: Path) -> None:
        layer = make_raster(tmp_path / "a.tif", ramp(40, 50, "int16"))
        with pytest.raises(NodataTaken, match=r"^a: 7 is a valid value"):
            collocate(
                request(product, f"{layer}|resampler=nearest"),
                str(tmp_path / "out"),
                OutputOptions(nodata=7),
            )
        assert not (tmp_path / "out").exists()

    @pytest.mark.parametrize(
        ("creation", "words"),
        [
            ({"BLOCKXSIZE": "7"}, "multiples of 16"),
            ({"PREDICTOR": "9"}, "PREDICTOR=9"),
            ({"COMPRESS": "JPEG"}, "creation options that suit its type"),
        ],
    )
    def test_with_options_that_do_not_work(
        self, product: Path, tmp_path: Path, creation: dict[str, str], words: str
    ) -> None:
        out = tmp_path / "out" / "stack.tif"
        with pytest.raises(OutputNotWritable, match=words) as caught:
            stack(
                Request(product=str(product)),
                str(out),
                OutputOptions(creation=creation),
            )
        assert ".part" not in str(caught.value)
        assert not out.parent.exists()


@pytest.mark.rule(12, against="the folder before the run")
@pytest.mark.skipif(sys.platform == "win32", reason="no RLIMIT_FSIZE there")
@pytest.mark.parametrize(
    ("size", "compression"),
    [
        (10, "DEFLATE"),
        (3_000_000, "DEFLATE"),
        (5_000_000, "ZSTD"),
        (3_000_000, "NONE"),
    ],
)
def test_full_disk_leaves_the_old_file(
    large: Path, tmp_path: Path, size: int, compression: str
) -> None:
    out = tmp_path / "out" / "stack.tif"
    out.parent.mkdir()
    out.write_text("old")
    arguments = [ROOT, large, out, str(size), compression]
    run = subprocess.run(
        [sys.executable, "-c", FULL_DISK, *arguments],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.startswith("OutputNotWritable OUTPUT: "), run.stderr
    assert str(out) in run.stdout
    assert [path.name for path in out.parent.iterdir()] == ["stack.tif"]
    assert out.read_text() == "old"
