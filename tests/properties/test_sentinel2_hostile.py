# SPDX-License-Identifier: GPL-3.0-or-later
"""Metadata damaged in every way: an error in a line or a warning, and no traceback.

The product lies on the disk once; what is read of its metadata is changed on the way.
"""

from __future__ import annotations

import re
from collections import Counter
from contextlib import nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from safe_builder import SafeBuilder, box, counts, gml

from exogenous.core.errors import ExogenousError
from exogenous.core.io.dataset_pool import DatasetPool
from exogenous.core.products import Cleaning, open_product
from exogenous.core.products.describe import describe, to_values
from exogenous.core.products.page import to_html
from exogenous.core.products.sentinel2.folder import Folder, open_folder
from exogenous.core.products.sentinel2.product import open_safe
from exogenous.core.sources.decode import read_values

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from exogenous.core.products import Product

FILES = ("MTD_MSIL2A.xml", "MTD_TL.xml", "MSK_DETFOO_B04.gml", "MSK_DEFECT_B04.gml")

#: Long files are cut off at so many places.
CUTS = 40

#: Of a long file, so many elements say each text, or a few more.
TEXTS = 25

#: Of many elements of one path, as rows of angles are, so many are changed.
ALIKE = 1

HOSTILE_TEXTS = (
    "",
    " \n\t ",
    "nan",
    "inf",
    "-1",
    "0",
    "1e-320",
    "1e308",
    "1e999",
    "9" * 5000,
    "٣",
    "1,5",
    "0x10",
    "../../../etc/passwd",
    "%s%n{0}{x}",
    "é\u202e\U0001f6f0",
    "<b>",
    "EPSG:999999",
    "EPSG:4326",
    "+proj=pipeline",
    "S2A_MSIL2A_99999999T999999_N9999_R999_T99ZZZ_99999999T999999.SAFE",
)


@dataclass(frozen=True, kw_only=True)
class Tampered(Folder):
    """A folder of which one file reads as something else."""

    tampered: str
    content: bytes

    def read(self, name: str) -> bytes:
        is_it = name.endswith(self.tampered)
        return self.content if is_it else Folder.read(self, name)

    def reopened(self) -> Any:
        return nullcontext(self)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Folder:
    safe = SafeBuilder(
        baseline="02.09",
        images={("04", 10): counts(10), ("AOT", 10): counts(10)},
        masks={
            ("DETFOO", "04"): gml(box(0, 0, 240, 240)),
            ("DEFECT", "04"): gml(box(0, 0, 20, 20), kind="DEFECT"),
        },
    ).write(tmp_path_factory.mktemp("hostile"))
    found = open_folder(str(safe))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def original(folder: Folder) -> Callable[[str], bytes]:
    def read(file: str) -> bytes:
        (name,) = (name for name in folder.names if name.endswith(file))
        return folder.read(name)

    return read


def survives(folder: Folder, file: str, content: bytes) -> Product | None:
    """Do all that is done with a product; return it unless an error says why not."""
    container = Tampered(
        path=folder.path, names=folder.names, tampered=file, content=content
    )
    try:
        product = open_safe(container, Cleaning.CLEAN)
        description = describe(product)
        to_html(description)
        to_values(description)
        assert not any("\n" in warning for warning in product.warnings)
        for word in ("RED", "AOT", "DETFOO_RED", "DEFECT_RED"):
            source = product.source(product.band(word), 10)
            with DatasetPool() as pool:
                read_values(source, source.grid.whole, pool)
    except ExogenousError as error:
        assert "\n" not in str(error)  # noqa: PT017 either is right, a traceback is not
        return None
    return product


@pytest.mark.parametrize("file", FILES)
def test_untouched_it_is_whole(
    folder: Folder, original: Callable[[str], bytes], file: str
) -> None:
    product = survives(folder, file, original(file))
    assert product is not None
    assert product.warnings == ()


@pytest.mark.parametrize("file", FILES)
def test_wherever_it_is_cut_off(
    folder: Folder, original: Callable[[str], bytes], file: str
) -> None:
    content = original(file)
    for end in range(0, len(content) - 2, max(31, len(content) // CUTS)):
        product = survives(folder, file, content[:end])
        if product is not None:
            assert any(text.startswith(file) for text in product.warnings)


@pytest.mark.parametrize("file", FILES)
def test_whichever_element_is_missing(
    folder: Folder, original: Callable[[str], bytes], file: str
) -> None:
    for content in _without_one_element(original(file)):
        survives(folder, file, content)


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("text", HOSTILE_TEXTS, ids=lambda text: repr(text[:20]))
def test_whatever_an_element_says(
    folder: Folder, original: Callable[[str], bytes], file: str, text: str
) -> None:
    changed = list(_with_other_texts(original(file), text))
    step = max(1, len(changed) // TEXTS)  # the next text begins at another place
    for content in changed[HOSTILE_TEXTS.index(text) % step :: step]:
        survives(folder, file, content)


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize(
    "encoding", ["utf-16", "utf-32", "utf-8-sig", "latin-1", "cp500", "utf-7"]
)
@pytest.mark.parametrize("declared", ["UTF-8", "utf-16", "ascii", "x" * 300])
def test_however_it_is_encoded(
    folder: Folder,
    original: Callable[[str], bytes],
    file: str,
    encoding: str,
    declared: str,
) -> None:
    text = original(file).decode().replace('"UTF-8"', f'"{declared}"')
    text = text.replace("DESCENDING", "DESCENDÉNG")
    survives(folder, file, text.encode(encoding, "replace"))


@pytest.mark.parametrize("file", FILES)
@given(data=st.data())
@settings(max_examples=50)
def test_however_it_is_damaged(
    folder: Folder, original: Callable[[str], bytes], file: str, data: st.DataObject
) -> None:
    content = bytearray(original(file))
    places = st.integers(0, len(content) - 1)
    pieces = st.sampled_from([b"<", b">", b"&", b'"', b"]]>", b"<!--", b"\x00", b"-9"])
    for at, piece, over in data.draw(
        st.lists(
            st.tuples(
                places, pieces | st.binary(max_size=4), st.integers(0, len(content))
            ),
            max_size=6,
        )
    ):
        content[at : at + over % 40] = piece
    survives(folder, file, bytes(content))


@pytest.mark.parametrize("file", FILES)
@given(content=st.binary(max_size=200))
@settings(max_examples=30)
def test_whatever_it_is(folder: Folder, file: str, content: bytes) -> None:
    survives(folder, file, content)


@pytest.mark.parametrize("file", FILES)
def test_however_deep_it_is(folder: Folder, file: str) -> None:
    depth = 50_000
    survives(folder, file, b"<a>" * depth + b"</a>" * depth)
    survives(folder, file, b"<a>" * depth)


@pytest.mark.parametrize(
    ("dimension", "numbers"),
    [
        ("2", ""),
        ("2", "1 2 3"),
        ("2", "0 0 1 1"),
        ("2", "0 0 0 0 0 0 0 0"),
        ("2", "0 0 1 1 1 0 0 1 0 0"),
        ("3", "0 0 0 1 1 0 1 0 0"),
        ("2", "nan nan 1 1 2 2 nan nan"),
        ("2", "1e308 -1e308 -1e308 1e308 1e308 1e308 1e308 -1e308"),
        ("2", "300000 6700020 1e300 6700020 1e300 -1e300 300000 6700020"),
        ("-1", "0 0 1 0 1 1 0 0"),
        ("x", "0 0 1 0 1 1 0 0"),
    ],
)
def test_whatever_polygons_are_drawn(
    folder: Folder, original: Callable[[str], bytes], dimension: str, numbers: str
) -> None:
    root = ET.fromstring(original("MSK_DETFOO_B04.gml"))  # noqa: S314 it is our own
    for element in root.iterfind(".//{*}posList"):
        element.text = numbers
        element.set("srsDimension", dimension)
    for file in ("MSK_DETFOO_B04.gml", "MSK_DEFECT_B04.gml"):
        survives(folder, file, ET.tostring(root))


@pytest.mark.parametrize("far", ["1e300", "-1e9", "inf", "nan"])
def test_places_that_cannot_be_are_left_out_with_a_warning(
    folder: Folder, original: Callable[[str], bytes], far: str
) -> None:
    file = "MSK_DETFOO_B04.gml"
    content = original(file).replace(b"300240.000", far.encode())
    assert content != original(file)
    assert survives(folder, file, content) is None  # asked for, the mask is an error
    container = Tampered(
        path=folder.path, names=folder.names, tampered=file, content=content
    )
    assert open_safe(container).warnings[0] == (
        f"{file} cannot be read: its coordinates are no list of points; "
        "the mask is left out."
    )


@given(
    rings=st.lists(
        st.lists(
            st.tuples(*[st.floats(-1e6, 1e7, width=32)] * 2), min_size=3, max_size=8
        ),
        min_size=1,
        max_size=3,
    )
)
def test_however_polygons_cross(folder: Folder, rings: Any) -> None:
    text = gml(*([*ring, ring[0]] for ring in rings))
    survives(folder, "MSK_DETFOO_B04.gml", text.encode())


@pytest.mark.parametrize("value", ["1e-320", "1e-9", "1e308", "-1e308", "9" * 400])
@pytest.mark.parametrize("element", ["BOA_QUANTIFICATION_VALUE", "BOA_ADD_OFFSET"])
def test_numbers_that_cannot_be_are_left_out_with_a_warning(
    tmp_path: Path, value: str, element: str
) -> None:
    safe = SafeBuilder(images={("04", 10): counts(10)}).write(tmp_path)
    path = safe / "MTD_MSIL2A.xml"
    text, found = re.subn(
        rf"(<{element}[^>]*>)[^<]*", rf"\g<1>{value}", path.read_text()
    )
    assert found
    path.write_text(text)
    product = open_product(str(safe))
    decoding = product.band("RED").decoding
    is_tiny_offset = element == "BOA_ADD_OFFSET" and value.startswith("1e-")
    expected = (1 / 10000, 0 if is_tiny_offset else -0.1)
    assert (decoding.scale, decoding.offset) == pytest.approx(expected)
    said = any("as in every product" in warning for warning in product.warnings)
    assert said is not is_tiny_offset


def _without_one_element(content: bytes) -> Iterator[bytes]:
    """Leave out one element after the other, with all that is in it."""
    for number in _numbers(content)[1:]:
        root = ET.fromstring(content)  # noqa: S314
        parents = {child: parent for parent in root.iter() for child in parent}
        element = list(root.iter())[number]
        parents[element].remove(element)
        yield ET.tostring(root)


def _with_other_texts(content: bytes, text: str) -> Iterator[bytes]:
    """Put a text into one element after the other, then into each attribute."""
    for number in _numbers(content):
        root = ET.fromstring(content)  # noqa: S314
        element = list(root.iter())[number]
        if not len(element):
            element.text = text
            yield ET.tostring(root, encoding="utf-8")
        for name in element.attrib:
            element.set(name, text)
            yield ET.tostring(root, encoding="utf-8")


def _numbers(content: bytes) -> list[int]:
    """Count elements in the document's order; leave out most of those alike."""
    root = ET.fromstring(content)  # noqa: S314
    paths = {root: root.tag}
    for parent in root.iter():
        paths |= {child: f"{paths[parent]}/{child.tag}" for child in parent}
    met: Counter[str] = Counter()
    numbers = []
    for number, element in enumerate(root.iter()):
        met[paths[element]] += 1
        if met[paths[element]] <= ALIKE:
            numbers.append(number)
    return numbers
