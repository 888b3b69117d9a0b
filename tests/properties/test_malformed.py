# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever is typed or given ends in a sentence, or in a result; never in a traceback.

The values and files are made by `malformed`.
"""

from __future__ import annotations

import shutil
from collections import Counter
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import malformed
import pytest
from rasters import make_raster, ramp

from exogenous.core import OutputOptions, Request, collocate, parse_exo, stack
from exogenous.core.errors import ExogenousError, InvalidRequest, OutputNotWritable
from exogenous.core.planning.inspect_row import inspect_row
from exogenous.core.products import open_product
from exogenous.core.products.describe import describe
from exogenous.core.request.aoi_parsing import from_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MOST_CHARACTERS = 500


def outcome(work: Callable[[], object]) -> str:
    """Return nothing where a sentence or a result comes out, else what is wrong."""
    try:
        work()
    except ExogenousError as error:
        said = str(error)
        if len(said) > MOST_CHARACTERS:
            return f"{len(said)} characters: {said[:200]}"
        if not said or "\n" in said:
            return f"no sentence: {said!r}"
    except BaseException as error:  # noqa: BLE001  (that is what is looked for)
        return f"{type(error).__name__}: {str(error)[:200]}"
    return ""


def work_of(
    parameter: str, value: Any, folder: Path, raster: str
) -> Callable[[], object]:
    """Return what a user does with a value."""

    def run(**asked: Any) -> object:
        out = asked.pop("output", str(folder / "out.tif"))
        options = OutputOptions(**asked.pop("options", {}))
        asked = {"product": raster, **asked}
        return stack(Request(**asked), out, options)

    return {
        "exo": lambda: run(layers=parse_exo(value)),
        "product": lambda: run(product=value),
        "bands": lambda: run(bands=value),
        "aoi": lambda: run(aoi=from_text(value)),
        "pixel_size": lambda: run(pixel_size=value),
        "output": lambda: run(output=value),
        "folder": lambda: collocate(Request(product=raster, bands=("1",)), value),
        "threads": lambda: run(options={"threads": value}),
        "memory": lambda: run(options={"memory_bytes": value}),
        "nodata": lambda: run(options={"nodata": value}),
    }[parameter]


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Relative names lead into the test's own folder, and storage lets nobody in."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_S3_ENDPOINT", "CPL_GS_ENDPOINT", "CPL_AZURE_ENDPOINT"):
        monkeypatch.setenv(name, "127.0.0.1:9")
    monkeypatch.setenv("CPL_GCE_SKIP", "YES")
    monkeypatch.setenv("GDAL_HTTP_MAX_RETRY", "0")


@pytest.mark.parametrize(
    "parameter", sorted({one.parameter for one in malformed.values("")})
)
def test_values_end_in_a_sentence(tmp_path: Path, parameter: str) -> None:
    raster = str(make_raster(tmp_path / "a.tif", ramp(4, 4)))
    wrong: Counter[str] = Counter()
    for one in malformed.values(raster):
        if one.parameter == parameter:
            said = outcome(work_of(parameter, one.value, tmp_path, raster))
            if said:
                wrong[f"{one.name} -> {said}"] += 1
    assert not wrong, "\n".join(wrong)


def test_files_end_in_a_sentence(tmp_path: Path) -> None:
    raster = str(make_raster(tmp_path / "right.tif", ramp(4, 4)))
    wrong = []
    for path in malformed.write_files(tmp_path):
        text = str(path)
        for name, work in {
            "describe": lambda text: describe(open_product(text), with_quicklook=True),
            "product": lambda text: work_of("product", text, tmp_path, raster)(),
            "row": lambda text: work_of("exo", [text], tmp_path, raster)(),
            "inspect": lambda text: inspect_row({"name": "a", "path": text}),
            "aoi": from_text,
        }.items():
            said = outcome(partial(work, text))
            if said:
                wrong.append(f"{path.name!a} {name} -> {said}")
    assert not wrong, "\n".join(wrong)


REFUSED = {
    "nothing in a list": [None],
    "an empty row": [{}],
    "scale is true": [{"path": "RASTER", "scale": True}],
    "offset is false": [{"path": "RASTER", "offset": False}],
    "path and PATH": [{"path": "RASTER", "PATH": "RASTER"}],
    "heights alone": [{"path": "RASTER", "crs": "EPSG:5773"}],
    "401 digits": [{"path": "RASTER", "scale": 10**400}],
    "5000 digits": '[{"path": "RASTER", "scale": ' + "9" * 5000 + "}]",
    "deep JSON": "[" * 100_000,
    "a deep name": [{"path": "RASTER", "name": "n" * 1001}],
    "no scale": [{"path": "RASTER", "scale": float("nan")}],
}


@pytest.mark.parametrize("name", REFUSED)
def test_rows_that_nobody_means_are_refused(tmp_path: Path, name: str) -> None:
    raster = str(make_raster(tmp_path / "a.tif", ramp(4, 4)))
    value = REFUSED[name]
    rows = (
        value.replace("RASTER", raster)
        if isinstance(value, str)
        else [
            row and {key: raster if at == "RASTER" else at for key, at in row.items()}
            for row in value
        ]
    )
    with pytest.raises(ExogenousError):
        parse_exo(rows)


@pytest.mark.parametrize("size", [1e7, 1e30, 1e300, 1e-5, 1e-300])
def test_sizes_of_pixels_that_nobody_means_are_refused(
    tmp_path: Path, size: float
) -> None:
    raster = str(make_raster(tmp_path / "a.tif", ramp(4, 4)))
    with pytest.raises(InvalidRequest, match=r"^PIXEL_SIZE: .*(its|the CRS|larger)"):
        stack(Request(product=raster, pixel_size=size), str(tmp_path / "out.tif"))


def test_a_result_of_too_many_pixels_says_how_many(tmp_path: Path) -> None:
    raster = str(make_raster(tmp_path / "a.tif", ramp(100, 100)))
    request = Request(product=raster, pixel_size=0.02)
    with pytest.raises(InvalidRequest, match="50000 x 50000 pixels, 10 GB a band"):
        stack(request, str(tmp_path / "out.tif"))
    assert not (tmp_path / "out.tif").exists()


@pytest.mark.parametrize("compress", ["NONE", "DEFLATE"])
def test_a_result_that_the_disk_has_no_room_for_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, compress: str
) -> None:
    raster = str(make_raster(tmp_path / "a.tif", ramp(100, 100)))
    free = 39_999 if compress == "NONE" else 399
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free))
    options = OutputOptions(creation={"COMPRESS": compress})
    with pytest.raises(OutputNotWritable, match="GB are free"):
        stack(Request(product=raster), str(tmp_path / "out.tif"), options)


def test_a_result_that_may_fit_is_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raster = str(make_raster(tmp_path / "a.tif", ramp(100, 100)))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=39_999))
    made = stack(Request(product=raster), str(tmp_path / "out.tif"))
    assert any("before it is compressed" in text for text in made.warnings)


def test_a_sentence_keeps_both_ends_of_what_was_typed() -> None:
    path = "/begin/" + "x" * 5000 + "/end.tif"
    with pytest.raises(ExogenousError) as caught:
        open_product(path)
    assert "/begin/" in str(caught.value)
    assert str(caught.value).endswith("check the path.")
    assert "/end.tif" in str(caught.value)
    assert len(str(caught.value)) <= MOST_CHARACTERS


def test_there_are_hundreds() -> None:
    assert len(list(malformed.values("a.tif"))) + len(list(malformed.files())) > 600
