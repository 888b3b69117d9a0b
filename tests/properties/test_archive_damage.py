# SPDX-License-Identifier: GPL-3.0-or-later
"""Archives that are damaged, cut off, packed twice or in ways of their own."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from safe_builder import SafeBuilder, counts

from exogenous.core.errors import ExogenousError, InvalidProduct, UnknownProduct
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.products import open_product
from exogenous.core.products.describe import describe
from exogenous.core.products.page import to_html
from exogenous.core.sources.decode import read_values

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from exogenous.core.products import Product


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return SafeBuilder(images={("04", 10): counts(10)}).zip(
        tmp_path_factory.mktemp("archive")
    )


@pytest.fixture(scope="module")
def damaged(
    archive: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[bytes], Path]:
    """Return what writes another content under the archive's name."""
    path = tmp_path_factory.mktemp("damaged") / archive.name

    def write(content: bytes) -> Path:
        path.write_bytes(content)
        return path

    return write


def survives(path: Path) -> Product | None:
    """Do all that is done with a product, unless an error says why not."""
    try:
        product = open_product(str(path))
        to_html(describe(product, with_quicklook=True))
        source = product.source(product.band("RED"), 10)
        with DatasetPool() as pool:
            read_values(source, source.grid.whole, pool)
    except ExogenousError as error:
        assert "\n" not in str(error)  # noqa: PT017 either is right, a traceback is not
        return None
    return product


def test_untouched_it_is_whole(archive: Path) -> None:
    assert survives(archive) is not None


def test_cut_off_anywhere_it_is_refused(
    archive: Path, damaged: Callable[[bytes], Path]
) -> None:
    content = archive.read_bytes()
    for end in range(0, len(content) - 1, len(content) // 60):
        assert survives(damaged(content[:end])) is None


@given(data=st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_anywhere_it_is_told(
    archive: Path, damaged: Callable[[bytes], Path], data: st.DataObject
) -> None:
    content = bytearray(archive.read_bytes())
    directory = content.find(b"PK\x01\x02")
    places = st.integers(0, len(content) - 1) | st.integers(directory, len(content) - 1)
    for at, byte in data.draw(
        st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=8)
    ):
        content[at] = byte
    survives(damaged(bytes(content)))


@pytest.mark.parametrize(
    "method", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)
def test_however_it_is_packed(archive: Path, tmp_path: Path, method: int) -> None:
    path = tmp_path / archive.name
    with zipfile.ZipFile(archive) as src, zipfile.ZipFile(path, "w", method) as dst:
        for name in src.namelist():
            dst.writestr(name, src.read(name))
    product = survives(path)
    if method == zipfile.ZIP_STORED:
        assert product is not None


def test_an_archive_in_an_archive_says_what_is_there(
    archive: Path, tmp_path: Path
) -> None:
    path = tmp_path / "outer.zip"
    with zipfile.ZipFile(path, "w") as outer:
        outer.write(archive, archive.name)
    with pytest.raises(UnknownProduct, match="no Sentinel-2 product in the archive"):
        open_product(str(path))


@pytest.mark.parametrize(
    "name", ["..\\outside.jp2", "x.SAFE/..\\..\\outside.jp2", "\\\\host\\share\\a.jp2"]
)
def test_backslashes_reach_outside_as_well(
    archive: Path, tmp_path: Path, name: str
) -> None:
    path = tmp_path / archive.name
    path.write_bytes(archive.read_bytes())
    with zipfile.ZipFile(path, "a") as opened:
        opened.writestr(zipfile.ZipInfo(name), b"")
    with pytest.raises(InvalidProduct, match="reaches outside"):
        open_product(str(path))
