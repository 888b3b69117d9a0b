# SPDX-License-Identifier: GPL-3.0-or-later
"""Rasters that somebody else reads: their pixels come in a file before a run."""

from __future__ import annotations

import pickle
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import rasterio
from rasterio.windows import Window
from rasters import make_raster, ramp

from exogenous.core import Request, collocate, load, parse_exo
from exogenous.core.errors import (
    BandNotFound,
    Cancelled,
    SourceUnreadable,
    SubdatasetNeeded,
)
from exogenous.core.planning.build import make_plan
from exogenous.core.planning.inspect_row import inspect_row
from exogenous.core.products import open_product
from exogenous.core.sources.other_reader import (
    Borrowed,
    Header,
    borrow,
    drop_reader,
    use_reader,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core_fixtures import KeptProgress
    from numpy.typing import NDArray

    from exogenous.core.geometry.grid import Block


@dataclass(eq=False)
class Lent:
    """A raster by another name, and what is read of it."""

    path: Path
    reads: list[tuple[int, Block]] = field(default_factory=list)

    @property
    def header(self) -> Header:
        with rasterio.open(self.path) as src:
            return Header(
                crs=src.crs,
                transform=src.transform,
                rows=src.height,
                cols=src.width,
                dtype=src.dtypes[0],
                nodata=src.nodata,
                descriptions=tuple(text or "" for text in src.descriptions),
                packings=tuple(zip(src.scales, src.offsets, strict=True)),
            )

    def read(self, band: int, block: Block) -> NDArray[Any]:
        self.reads.append((band, block))
        window = Window(block.col_off, block.row_off, block.cols, block.rows)
        with rasterio.open(self.path) as src:
            numbers: NDArray[Any] = src.read(band, window=window)
        return numbers


@dataclass(eq=False)
class Reader:
    """Opens files with `.odd` behind their names."""

    opened: list[Lent] = field(default_factory=list)

    def open(self, path: str) -> Lent | None:
        if not path.endswith(".odd"):
            return None
        self.opened.append(Lent(Path(path.removesuffix(".odd"))))
        return self.opened[-1]

    def inside(self, path: str) -> tuple[str, ...]:
        return (f"{path}:a.odd", f"{path}:b.odd") if path.endswith(".box") else ()


@pytest.fixture
def reader() -> Iterator[Reader]:
    reader = Reader()
    use_reader(reader)
    yield reader
    drop_reader(reader)


@pytest.fixture
def odd(tmp_path: Path) -> str:
    """Return a raster over the product of the tests that rasterio does not open."""
    path = make_raster(
        tmp_path / "plain.tif", ramp(40, 50), nodata_kind="declared", nodata=7
    )
    Path(f"{path}.odd").write_text("something else")
    return f"{path}.odd"


def values(product: Path, path: str, **row: Any) -> NDArray[Any]:
    data = load(product, exo={"e": {"path": path, **row}})
    return data["e"].to_numpy()[0]


def test_without_a_reader_it_cannot_be_read(product: Path, odd: str) -> None:
    with pytest.raises(SourceUnreadable, match=r"plain\.tif\.odd"):
        values(product, odd)
    assert borrow(odd, "odd", "layer") is None


@pytest.mark.parametrize("as_row", [False, True])
def test_of_a_container_the_rasters_are_named(
    product: Path, tmp_path: Path, reader: Reader, *, as_row: bool
) -> None:
    path = tmp_path / "many.box"
    path.write_text("something else")
    with pytest.raises(SubdatasetNeeded, match=r"several.*box:a\.odd") as said:
        values(product, str(path)) if as_row else open_product(str(path))
    assert str(said.value).startswith("layer 'e': " if as_row else "PRODUCT: ")
    if as_row:
        found = inspect_row({"name": "e", "path": str(path)})
        assert found.subdatasets == said.value.subdatasets


@pytest.mark.parametrize("resampler", ["nearest", "bilinear", "average"])
def test_a_row_is_what_the_raster_is(
    product: Path, odd: str, reader: Reader, resampler: str
) -> None:
    found = values(product, odd, resampler=resampler)
    expected = values(product, odd.removesuffix(".odd"), resampler=resampler)
    np.testing.assert_array_equal(found, expected)
    assert np.isnan(found).sum() >= 1
    assert reader.opened[-1].reads


def test_a_name_of_flags_counts_whatever_the_row_is_called(
    product: Path, tmp_path: Path, reader: Reader
) -> None:
    """As of `HDF4_EOS:EOS_GRID:"….hdf":MODIS_Grid_1km_2D:state_1km_1`."""
    make_raster(tmp_path / "state_1km_1", ramp(40, 50).astype("uint16"))
    path = tmp_path / "state_1km_1.odd"
    path.write_text("something else")
    rows = parse_exo([{"name": "mine", "path": str(path)}])
    (layer,) = make_plan(Request(product=str(product), layers=rows)).layers
    assert layer.resampler.name == "nearest"
    assert "'state_1km_1' is a name of flags" in layer.reason


@pytest.mark.parametrize("row", [{}, {"scale": 1, "offset": 0}, {"nodata": 9}])
def test_packed_numbers_are_unpacked_as_file_and_row_say(
    product: Path, odd: str, reader: Reader, row: dict[str, Any]
) -> None:
    plain = odd.removesuffix(".odd")
    with rasterio.open(plain, "r+") as dst:
        dst.scales, dst.offsets = (0.5,), (100.0,)
    found = values(product, odd, resampler="nearest", **row)
    np.testing.assert_array_equal(
        found, values(product, plain, resampler="nearest", **row)
    )
    assert (np.nanmin(found) >= 100) == ("scale" not in row)


def test_what_the_row_says_counts(product: Path, odd: str, reader: Reader) -> None:
    found = values(product, odd, nodata=9, scale=2, resampler="nearest")
    numbers = ramp(40, 50)
    np.testing.assert_array_equal(found, np.where(numbers == 9, np.nan, numbers * 2))
    assert reader.opened


def test_a_product_is_what_the_raster_is(odd: str, reader: Reader) -> None:
    data = load(odd)
    expected = load(odd.removesuffix(".odd"))
    np.testing.assert_array_equal(
        data["Band 1"].to_numpy(), expected["Band 1"].to_numpy()
    )
    assert data.attrs["product_path"] == odd
    assert open_product(odd).pixels() == open_product(odd[:-4]).pixels()
    assert reader.opened


def test_a_band_that_is_missing_names_the_row(
    product: Path, odd: str, reader: Reader
) -> None:
    with pytest.raises(BandNotFound, match=r"^layer 'e': .*no band 3\. It has 1"):
        load(product, exo={"e": {"path": odd, "band": 3}}, strict=True)
    assert reader.opened


def test_nothing_is_read_for_a_plan(product: Path, odd: str, reader: Reader) -> None:
    layers = parse_exo({"e": {"path": odd}})
    plan = make_plan(Request(product=str(product), layers=layers))
    assert [lent.reads for lent in reader.opened] == [[]]
    (file,) = plan.deferred_files
    assert Path(file.path).is_file()
    file.producer.close()
    assert not Path(file.path).parent.exists()


def test_a_run_removes_the_file(
    product: Path, odd: str, reader: Reader, tmp_path: Path, monkeypatch: Any
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    layers = parse_exo({"e": {"path": odd}})
    collocate(Request(product=str(product), layers=layers), str(tmp_path / "out"))
    assert not list(folder.rglob("*.tif"))
    assert reader.opened


def test_a_run_that_is_cancelled_reads_no_more(
    product: Path, odd: str, reader: Reader, progress: KeptProgress
) -> None:
    layers = parse_exo({"e": {"path": odd}})
    plan = make_plan(Request(product=str(product), layers=layers))
    (file,) = plan.deferred_files
    progress.stops_at = 0
    with pytest.raises(Cancelled):
        file.producer.make([file], progress)
    assert reader.opened[-1].reads == []


def test_a_file_stays_where_it_is(odd: str, tmp_path: Path) -> None:
    borrowed = Borrowed(Lent(Path(odd[:-4])), "a / b")
    assert Path(borrowed.path).name == "a_b.tif"
    assert pickle.loads(pickle.dumps(borrowed)) is None  # noqa: S301  (our own)
    assert tmp_path.is_dir()


def test_a_file_goes_with_who_holds_it(odd: str) -> None:
    borrowed = Borrowed(Lent(Path(odd[:-4])), "a")
    path = Path(borrowed.path)
    del borrowed
    assert not path.exists()
