# SPDX-License-Identifier: GPL-3.0-or-later
"""The log of a run: in the message panel, in a file, and enough to repeat the run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsRasterLayer,
)
from rasters import make_raster, ramp, read_back

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def panel(qgis_app: QgsApplication) -> Iterator[list[str]]:
    """What the message panel shows below our name."""
    shown: list[str] = []

    def show(text: str, tab: str, _level: object) -> None:
        if tab == "Exogenous":
            shown.append(text)

    messages = QgsApplication.messageLog()
    messages.messageReceived[str, str, type(_level())].connect(show)
    yield shown
    messages.messageReceived[str, str, type(_level())].disconnect(show)


def _level() -> Any:
    from qgis.core import Qgis

    return Qgis.MessageLevel.Info


@pytest.fixture
def rasters(tmp_path: Path) -> tuple[str, str]:
    product = make_raster(tmp_path / "p.tif", ramp(40, 50, "uint16"))
    return str(product), str(make_raster(tmp_path / "a.tif", ramp(40, 50)))


def test_a_stranger_repeats_the_run(
    run: Any, rasters: tuple[str, str], tmp_path: Path, panel: list[str]
) -> None:
    import processing

    product, layer = rasters
    log = tmp_path / "run.log"
    run(
        "stack",
        PRODUCT=product,
        EXO={"a": {"path": layer, "resampler": "cubic"}},
        OUTPUT=str(tmp_path / "out.tif"),
        LOG=str(log),
    )
    text = log.read_text(encoding="utf-8")
    assert panel == [text]
    for word in ("Exogenous", "QGIS", "GDAL", "PROJ", "rasterio", "numpy", "Python"):
        assert word in text
    assert "50 x 40 px" in text
    assert "It takes at most" in text
    assert text.rstrip().endswith("Done.")
    (line,) = [one for one in text.splitlines() if one.startswith("{")]
    inputs = json.loads(line)["inputs"]
    first = read_back(tmp_path / "out.tif").values
    (tmp_path / "out.tif").unlink()
    processing.run("exo:stack", inputs)
    assert (read_back(tmp_path / "out.tif").values == first).all()


def test_a_run_that_fails_has_its_reason(
    run: Any, rasters: tuple[str, str], tmp_path: Path, panel: list[str]
) -> None:
    log = tmp_path / "run.log"
    with pytest.raises(QgsProcessingException, match="nowhere"):
        run(
            "stack",
            PRODUCT=rasters[0],
            EXO=[str(tmp_path / "nowhere.tif")],
            OUTPUT=str(tmp_path / "out.tif"),
            LOG=str(log),
        )
    assert "nowhere.tif" in log.read_text(encoding="utf-8").splitlines()[-1]
    assert len(panel) == 1


def test_a_log_that_cannot_be_written_is_a_warning(
    run: Any, rasters: tuple[str, str], tmp_path: Path
) -> None:
    done = run(
        "stack",
        PRODUCT=rasters[0],
        OUTPUT=str(tmp_path / "out.tif"),
        LOG=str(tmp_path),
    )
    assert (tmp_path / "out.tif").exists()
    assert any(str(tmp_path) in text for text in done.feedback.warnings)


def test_secrets_stay_out() -> None:
    from exogenous.algorithms.run_log import RunLog, as_json

    parameters = {"EXO": ["/vsicurl/https://me:secret1@host/a.tif?token=secret2"]}
    log = RunLog("exo:stack", as_json(parameters), is_verbose=False)
    log.warn(  # noqa: G010
        "https://me:secret1@host/a.tif cannot be read"
    )
    assert "secret" not in log.text()


def test_steps_are_told_where_the_user_logs_verbosely() -> None:
    from exogenous.algorithms.run_log import RunLog

    for is_verbose in (False, True):
        log = RunLog("exo:stack", "{}", is_verbose=is_verbose)
        log.step("block 1 of 2")
        assert ("block 1 of 2" in log.text()) is is_verbose


def test_map_layers_are_their_sources(
    qgis_app: QgsApplication, rasters: tuple[str, str]
) -> None:
    from exogenous.algorithms.run_log import as_json

    layer = QgsRasterLayer(rasters[1], "a")
    told = json.loads(as_json({"EXO": [{"path": layer}], "PRODUCT": layer}))
    assert told["inputs"] == {"EXO": [{"path": rasters[1]}], "PRODUCT": rasters[1]}
    assert QgsProcessingContext().logLevel() is not None
