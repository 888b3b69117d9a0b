# SPDX-License-Identifier: GPL-3.0-or-later
"""Files appear whole or not at all, under names that every system takes."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from hypothesis import given
from hypothesis import strategies as st
from places import ROOT
from rasters import make_damaged, make_raster, placed, ramp, read_back

from exogenous.core import OutputOptions, Request, collocate, parse_exo, stack
from exogenous.core.compute import polygon_mask as masking
from exogenous.core.errors import (
    Cancelled,
    ExogenousError,
    InvalidRequest,
    NodataTaken,
    OutputNotWritable,
    SourceUnreadable,
)
from exogenous.core.output.file_names import safe_file_names
from exogenous.core.output.integrity import is_whole

if TYPE_CHECKING:
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


def hidden(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if ".part" in path.name]


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


class TestDestination:
    def test_in_a_folder_that_is_missing_is_made(
        self, product: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "a" / "b c" / "été" / "stack.tif"
        stack(Request(product=str(product)), str(out))
        assert read_back(out).profile["count"] == 1
        assert not hidden(tmp_path)

    @pytest.mark.parametrize(
        "name", ["a.TIF", "a.tiff", "a b.tif", "a.b.tif", "雪.tif"]
    )
    def test_of_any_name(self, product: Path, tmp_path: Path, name: str) -> None:
        result = stack(Request(product=str(product)), str(tmp_path / name))
        assert result.paths == (str(tmp_path / name),)
        assert (tmp_path / name).exists()

    def test_as_long_as_the_system_takes(self, product: Path, tmp_path: Path) -> None:
        out = tmp_path / f"{'x' * 251}.tif"
        stack(Request(product=str(product)), str(out))
        assert out.exists()

    @pytest.mark.parametrize("name", ["stack", "stack.png", "stack.tif.gz", ".tif"])
    def test_that_is_no_geotiff_is_refused(
        self, product: Path, tmp_path: Path, name: str
    ) -> None:
        with pytest.raises(InvalidRequest, match=r"^OUTPUT: .*end it in \.tif"):
            stack(Request(product=str(product)), str(tmp_path / name))
        assert [path.name for path in tmp_path.iterdir()] == ["product.tif"]

    def test_that_cannot_be_there(self, product: Path, tmp_path: Path) -> None:
        (tmp_path / "folder.tif").mkdir()
        for out in (
            tmp_path / "folder.tif",
            product / "stack.tif",
            Path("/proc/nothing/stack.tif"),
        ):
            with pytest.raises(OutputNotWritable, match=r"^OUTPUT: ") as caught:
                stack(Request(product=str(product)), str(out))
            assert str(out) in str(caught.value)
        names = {path.name for path in tmp_path.iterdir()}
        assert names == {"product.tif", "folder.tif"}

    def test_in_a_place_where_nothing_may_be_written(
        self, product: Path, tmp_path: Path
    ) -> None:
        locked = tmp_path / "locked"
        locked.mkdir(mode=0o500)
        if os.access(locked, os.W_OK):
            pytest.skip("this user may write anywhere")
        with pytest.raises(OutputNotWritable, match="Permission denied"):
            stack(Request(product=str(product)), str(locked / "stack.tif"))

    def test_has_the_rights_of_any_new_file(
        self, product: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "stack.tif"
        stack(Request(product=str(product)), str(out))
        (tmp_path / "any").touch()
        assert stat.S_IMODE(out.stat().st_mode) == stat.S_IMODE(
            (tmp_path / "any").stat().st_mode
        )

    def test_loses_what_described_the_old_pixels(
        self, product: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "stack.tif"
        stack(Request(product=str(product)), str(out))
        for suffix in (".aux.xml", ".ovr", ".msk"):
            Path(f"{out}{suffix}").write_text("old")
        (tmp_path / "stack.tif.txt").write_text("mine")
        stack(Request(product=str(product)), str(out))
        names = {path.name for path in tmp_path.iterdir()}
        assert names == {"product.tif", "stack.tif", "stack.tif.txt"}

    @pytest.mark.parametrize("profile", ["GDALGeoTIFF", "GeoTIFF", "BASELINE"])
    def test_keeps_what_a_profile_has_no_tag_for(
        self, product: Path, tmp_path: Path, profile: str
    ) -> None:
        out = tmp_path / "out" / "stack.tiff"
        options = OutputOptions(dtype="int16", creation={"PROFILE": profile})
        stack(Request(product=str(product)), str(out), options)
        own, made = read_back(product), read_back(out)
        assert made.profile["crs"] == own.profile["crs"]
        assert made.profile["transform"] == own.profile["transform"]
        assert made.descriptions == ("Band 1",)
        with rasterio.open(out) as src:
            values = src.read(1) * src.scales[0] + src.offsets[0]
        assert np.allclose(values, own.values[0], rtol=1e-3)
        names = {path.name for path in out.parent.iterdir()}
        assert names <= {"stack.tiff", "stack.tiff.aux.xml"}

    def test_has_its_world_file_beside_it(self, product: Path, tmp_path: Path) -> None:
        out = tmp_path / "out" / "stack.tif"
        options = OutputOptions(creation={"TFW": "YES"})
        stack(Request(product=str(product)), str(out), options)
        assert {p.name for p in out.parent.iterdir()} == {"stack.tif", "stack.tfw"}

    def test_is_never_a_part_of_an_input(self, product: Path, tmp_path: Path) -> None:
        dem = make_raster(tmp_path / "dem.tif")
        virtual = tmp_path / "dem.vrt"
        rasterio.shutil.copy(dem, virtual, driver="VRT")
        before = dem.read_bytes()
        for path in (virtual, f"GTIFF_DIR:1:{dem}"):
            asked = Request(
                product=str(product), layers=parse_exo({"dem": {"path": str(path)}})
            )
            with pytest.raises(OutputNotWritable, match="the run reads it"):
                collocate(asked, str(tmp_path))
        assert dem.read_bytes() == before

    def test_is_never_an_input(self, product: Path, tmp_path: Path) -> None:
        dem = make_raster(tmp_path / "dem.tif")
        link = tmp_path / "link.tif"
        link.symlink_to(dem)
        before = dem.read_bytes(), product.read_bytes()
        for run, out in (
            (stack, product),
            (stack, dem),
            (stack, link),
            (stack, tmp_path / "." / "dem.tif"),
            (collocate, tmp_path),
        ):
            with pytest.raises(OutputNotWritable, match="the run reads it"):
                run(request(product, str(dem)), str(out))
        assert (dem.read_bytes(), product.read_bytes()) == before


class TestWhatAFileSays:
    @pytest.mark.rule(1, against="the product's header")
    @pytest.mark.parametrize(
        "transform",
        [placed(), placed(south_up=True, rows=40), placed(degrees=20)],
        ids=["north-up", "south-up", "turned"],
    )
    def test_it_has_the_products_grid(self, tmp_path: Path, transform: Any) -> None:
        product = make_raster(tmp_path / "p.tif", ramp(40, 50), transform=transform)
        stack(Request(product=str(product)), str(tmp_path / "s.tif"))
        own, made = read_back(product), read_back(tmp_path / "s.tif")
        assert made.profile["transform"].almost_equals(transform, precision=1e-9)
        assert made.profile["crs"] == own.profile["crs"]
        assert made.values.shape == own.values.shape
        assert (made.values == own.values).all()

    @pytest.mark.rule(7, 10, against="the request")
    def test_names_and_tags(self, product: Path, tmp_path: Path) -> None:
        layer = make_raster(tmp_path / "a.tif", np.stack([ramp(40, 50)] * 2))
        name = "Sentinel-1_2025/11 température"
        layers = parse_exo(
            {name: {"path": str(layer), "band": 2, "resampler": "nearest"}}
        )
        asked = Request(product=str(product), bands=("1",), layers=layers)
        stack(asked, str(tmp_path / "s.tif"))
        written = read_back(tmp_path / "s.tif")
        assert written.descriptions == ("Band 1", name)
        assert written.tags["long_name"] == f"Band 1 {name}"
        assert written.tags["product_name"] == "product"
        tags = written.band_tags[1]
        assert tags["source"] == str(layer)
        assert (tags["source_band"], tags["resampler"]) == ("2", "nearest")
        assert tags["nodata"] == "nan"

    @pytest.mark.rule(7, against="the request")
    def test_names_of_any_text_are_unchanged(
        self, product: Path, tmp_path: Path
    ) -> None:
        names = [
            "a b",
            "a/b",
            "<&>\"'",
            "a\nb",
            "a\tb",
            "a=b",
            "a:b|c",
            "雪",
            "🛰",
            "é" * 999,
        ]
        layers = parse_exo({name: {"path": str(product)} for name in names})
        request = Request(product=str(product), layers=layers)
        stack(request, str(tmp_path / "s.tif"))
        assert read_back(tmp_path / "s.tif").descriptions == tuple(names)

    def test_palette_of_classes_is_kept(self, product: Path, tmp_path: Path) -> None:
        colours = {1: (10, 20, 30, 255), 2: (40, 50, 60, 255)}
        values = ramp(40, 50, "uint8") % 2 + 1
        layer = make_raster(tmp_path / "a.tif", values, colormap=colours)
        row = f"{layer}|resampler=nearest"
        collocate(request(product, row), str(tmp_path / "out"))
        with rasterio.open(tmp_path / "out" / "a.tif") as src:
            assert src.colormap(1)[2] == (40, 50, 60, 255)
            assert (src.read(1) == values).all()

    def test_creation_options_are_taken_in_any_case(
        self, product: Path, tmp_path: Path
    ) -> None:
        options = OutputOptions(creation={"compress": "zstd", "BlockXSize": "256"})
        stack(Request(product=str(product)), str(tmp_path / "s.tif"), options)
        profile = read_back(tmp_path / "s.tif").profile
        assert (profile["compress"], profile["blockxsize"]) == ("zstd", 256)


class TestFileNames:
    @pytest.mark.parametrize(
        ("name", "safe"),
        [
            ("dem", "dem"),
            ("Sentinel-1_2025/11_mosaic", "Sentinel-1_2025_11_mosaic"),
            ("temperature 2m", "temperature 2m"),
            ("température", "température"),
            ("雪/рельеф", "雪_рельеф"),
            ("C:\\a", "C__a"),
            ('a<b>c"d|e?f*g', "a_b_c_d_e_f_g"),
            ("a\nb\tc", "a_b_c"),
            ("..", "_"),
            (" . ", "_"),
            ("///", "___"),
            ("name.", "name"),
            (".hidden", "hidden"),
            ("CON", "CON_"),
            ("con.txt", "con_.txt"),
            ("Com1", "Com1_"),
            ("lpt9.a.b", "lpt9_.a.b"),
            ("console", "console"),
            ("../../etc/passwd", "_.._etc_passwd"),
        ],
    )
    def test_is_safe(self, name: str, safe: str) -> None:
        assert safe_file_names([name]) == (safe,)

    def test_names_that_become_the_same_are_told_apart(self) -> None:
        assert safe_file_names(["a/b", "a:b", "A_B", "a_b_2", "a|b"]) == (
            *("a_b", "a_b_2", "A_B_3", "a_b_2_2", "a_b_4"),
        )

    def test_letters_written_in_two_ways_are_the_same(self) -> None:
        twice = [unicodedata.normalize(form, "été") for form in ("NFC", "NFD")]
        first, second = safe_file_names(twice)
        assert (first, second) == ("été", "été_2")

    @given(st.lists(st.text(min_size=1), min_size=1, max_size=6, unique=True))
    def test_of_any_names_can_be_files_of_one_folder(self, names: list[str]) -> None:
        safe = safe_file_names(names)
        assert len({name.casefold() for name in safe}) == len(names)
        for name in safe:
            file = f"{name}.tif"
            assert len(file.encode("utf-8", "surrogatepass")) <= 255
            assert Path(file).name == file
            assert not set(file) & set('<>:"/\\|?*')
            assert name.strip(" .") == name

    def test_files_of_such_names_are_written(
        self, product: Path, tmp_path: Path
    ) -> None:
        layer = str(make_raster(tmp_path / "a.tif"))
        names = ["a/b", "a:b", "CON", "é" * 300, "..", "A_B"]
        asked = parse_exo({name: {"path": layer} for name in names})
        result = collocate(
            Request(product=str(product), layers=asked), str(tmp_path / "out")
        )
        assert result.band_names == tuple(names)
        assert len(set(result.paths)) == len(names)
        for path, name in zip(result.paths, names, strict=True):
            assert Path(path).parent == tmp_path / "out"
            assert read_back(path).descriptions == (name,)


def is_whole_at(path: Path, raw: bytes) -> bool:
    path.write_bytes(raw)
    return is_whole(path)


class TestIntegrity:
    @pytest.mark.parametrize(
        "how",
        [
            {},
            {"interleave": "pixel", "compress": "deflate"},
            {"tiled": True, "blockxsize": 64, "blockysize": 64, "compress": "zstd"},
            {"bigtiff": "yes", "nodata_kind": "declared", "nodata": -1},
            {"endianness": "big"},
        ],
    )
    def test_of_a_file_that_is_whole(self, tmp_path: Path, how: dict[str, Any]) -> None:
        path = make_raster(tmp_path / "a.tif", np.stack([ramp(200, 300)] * 3), **how)
        assert is_whole(path)

    @pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
    @pytest.mark.parametrize("bigtiff", ["no", "yes"])
    def test_of_a_file_that_was_cut(self, tmp_path: Path, bigtiff: str) -> None:
        noise = np.random.default_rng(0).random((200, 300))
        path = make_raster(
            tmp_path / "a.tif", noise, bigtiff=bigtiff, tags={"long_name": "a" * 999}
        )
        raw = path.read_bytes()
        lengths = [
            0,
            1,
            2,
            4,
            8,
            50,
            len(raw) // 2,
            *range(len(raw) - 1500, len(raw), 7),
        ]
        whole = [length for length in lengths if is_whole_at(path, raw[:length])]
        assert whole == []
        assert is_whole_at(path, raw)

    def test_of_a_file_with_blocks_left_out(self, tmp_path: Path) -> None:
        path = make_raster(
            tmp_path / "a.tif",
            np.zeros((600, 600), dtype="uint8"),
            nodata_kind="declared",
            nodata=0,
            tiled=True,
            sparse_ok=True,
        )
        assert not is_whole(path)
        assert is_whole(path, is_sparse=True)

    def test_sparse_files_may_be_asked_for(self, product: Path, tmp_path: Path) -> None:
        nowhere = make_raster(tmp_path / "a.tif", transform=placed(left=0))
        options = OutputOptions(creation={"SPARSE_OK": "TRUE"}, dtype="uint8")
        collocate(request(product, str(nowhere)), str(tmp_path / "out"), options)
        assert (read_back(tmp_path / "out" / "a.tif").band == 255).all()


def test_errors_are_ours_whatever_the_place(product: Path) -> None:
    with pytest.raises(ExogenousError):
        stack(Request(product=str(product)), "/dev/null/stack.tif")
