# SPDX-License-Identifier: GPL-3.0-or-later
"""A QGIS without a window, the plugin in it, and small rasters to run it on."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

pytest.importorskip("qgis.core", reason="these tests need QGIS")

import rasterio
from affine import Affine
from places import DATA
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
)

from exogenous.host.packages.folder import own_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from exogenous.plugin import ExogenousPlugin

ORIGIN_X, ORIGIN_Y = 600_000.0, 6_650_000.0
ROWS, COLS = 16, 24


@pytest.fixture(scope="session")
def qgis_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[QgsApplication]:
    if QgsApplication.instance() is not None:  # There cannot be a second one.
        yield QgsApplication.instance()
        return
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QGIS_CUSTOM_CONFIG_PATH"] = str(tmp_path_factory.mktemp("profile"))
    app = QgsApplication([], True)
    app.initQgis()
    sys.path.append(str(Path(QgsApplication.pkgDataPath()) / "python" / "plugins"))
    from processing.core.Processing import Processing

    Processing.initialize()
    yield app
    Processing.deinitialize()
    app.exitQgis()


@pytest.fixture
def plugin(qgis_app: QgsApplication) -> Iterator[ExogenousPlugin]:
    import exogenous

    plugin = exogenous.classFactory(None)
    plugin.initProcessing()
    yield plugin
    plugin.unload()


@pytest.fixture(scope="session")
def cases() -> Path:
    """Return the folder of inputs that failed once."""
    if not (DATA / "cases").is_dir():
        pytest.skip(f"the cases are not in {DATA}")
    return DATA / "cases"


@pytest.fixture
def project(qgis_app: QgsApplication) -> Iterator[QgsProject]:
    project = QgsProject.instance()
    yield project
    project.clear()


class Feedback(QgsProcessingFeedback):
    """Keeps what a run says; stops it at a share of the work, if told so."""

    def __init__(self, cancel_at: float = 200.0) -> None:
        super().__init__(False)
        self.infos: list[str] = []
        self.warnings: list[str] = []
        self.errors: list[str] = []
        self.cancel_at = cancel_at
        self.progressChanged.connect(self._watch)
        if cancel_at <= 0:
            self.cancel()

    def _watch(self, percent: float) -> None:
        if percent >= self.cancel_at:
            self.cancel()

    def pushInfo(self, info: str) -> None:
        self.infos.append(info)

    def pushWarning(self, warning: str) -> None:
        self.warnings.append(warning)

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: FBT001, FBT002, N803
        self.errors.append(error)


@pytest.fixture
def make_feedback(qgis_app: QgsApplication) -> type[Feedback]:
    return Feedback


@dataclass
class Run:
    outputs: dict[str, Any]
    feedback: Feedback


@pytest.fixture
def run(plugin: ExogenousPlugin, project: QgsProject) -> Callable[..., Run]:
    """Run an algorithm as a user does from Python."""
    import processing

    def run(name: str, feedback: Feedback | None = None, **values: Any) -> Run:
        feedback = feedback or Feedback()
        context = QgsProcessingContext()
        context.setProject(project)
        outputs = processing.run(
            f"exo:{name}", values, feedback=feedback, context=context
        )
        return Run(outputs, feedback)

    return run


@dataclass
class Scene:
    """A product of two bands, 24 x 16 px at 10 m, and layers around it."""

    folder: Path
    green: np.ndarray = field(init=False)
    red: np.ndarray = field(init=False)
    vv: np.ndarray = field(init=False)
    vh: np.ndarray = field(init=False)
    classes: np.ndarray = field(init=False)

    def __post_init__(self) -> None:
        pixel = np.arange(ROWS * COLS, dtype="int16").reshape(ROWS, COLS)
        self.green, self.red = pixel, pixel + 1000
        # 20 m, from 40 m left of and above the product to 40 m beyond it.
        rows, cols = ROWS // 2 + 4, COLS // 2 + 4
        cell = np.arange(rows * cols).reshape(rows, cols)
        self.vv, self.vh = cell / 8 - 20, cell / 4 - 30
        self.classes = cell % 7 + 1
        write(self.product, [self.green, self.red], 10, names=("GREEN", "RED"))
        margin = (ORIGIN_X - 40, ORIGIN_Y + 40)
        write(
            self.radar,
            [self.vv.astype("float32"), self.vh.astype("float32")],
            20,
            margin,
            names=("VV", "VH"),
            nodata=-32768,
        )
        write(self.cover, [self.classes.astype("uint8")], 20, margin, nodata=0)

    @property
    def product(self) -> str:
        return str(self.folder / "scene.tif")

    @property
    def radar(self) -> str:
        return str(self.folder / "radar.tif")

    @property
    def cover(self) -> str:
        return str(self.folder / "land cover.tif")

    @staticmethod
    def nearest(cells: np.ndarray) -> np.ndarray:
        """Return a 20 m layer on the product's grid: each cell is 2 x 2 pixels."""
        return np.kron(cells[2:-2, 2:-2], np.ones((2, 2), dtype=cells.dtype))


def write(
    path: str,
    bands: list[np.ndarray],
    size: float,
    origin: tuple[float, float] = (ORIGIN_X, ORIGIN_Y),
    *,
    names: tuple[str, ...] = (),
    nodata: float | None = None,
) -> None:
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        count=len(bands),
        height=bands[0].shape[0],
        width=bands[0].shape[1],
        dtype=bands[0].dtype,
        crs="EPSG:32632",
        transform=Affine(size, 0, origin[0], 0, -size, origin[1]),
        nodata=nodata,
    ) as dataset:
        dataset.write(np.stack(bands))
        for index, name in enumerate(names, 1):
            dataset.set_band_description(index, name)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    folder = tmp_path / "données d'entrée"
    folder.mkdir()
    return Scene(folder)


@pytest.fixture
def write_raster() -> Callable[..., None]:
    return write


@dataclass
class Raster:
    names: tuple[str, ...]
    values: np.ndarray
    profile: dict[str, Any]


@pytest.fixture
def read() -> Callable[[Any], Raster]:
    """Read a result: a path, or the layer that `processing.run` makes of it."""

    def read(result: Any) -> Raster:
        path = result if isinstance(result, str) else result.source()
        with rasterio.open(path) as dataset:
            return Raster(dataset.descriptions, dataset.read(), dataset.profile)

    return read


#: Debian's `qgis_process` is a wrapper that hands on an option of the desktop's.
PROGRAM = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def packages(qgis_app):
    """The folder that holds the core's packages, if they are in one beside QGIS's."""
    import rasterio

    folder = Path(rasterio.__file__).parents[1]
    beside = Path(QgsApplication.pkgDataPath()).parents[1] / "lib" / "python3"
    return None if folder.is_relative_to(beside) else folder


@pytest.fixture
def profile(tmp_path, packages):
    python = tmp_path / "profile" / "profiles" / "default" / "python"
    (python / "plugins").mkdir(parents=True)
    (python / "plugins" / "exogenous").symlink_to(ROOT)
    if packages:
        ours = own_folder(python.parent)
        ours.parent.mkdir()
        ours.symlink_to(packages)
    ini = python.parent / "QGIS" / "QGIS3.ini"
    ini.parent.mkdir()
    ini.write_text("[PythonPlugins]\nexogenous=true\n")
    return tmp_path / "profile"


@pytest.fixture
def qgis_process(profile):
    """Run qgis_process in a profile of its own, with the environment of a user."""
    if PROGRAM is None:
        pytest.skip("there is no qgis_process")

    def qgis_process(*arguments, stdin=None):
        kept = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        return subprocess.run(
            [PROGRAM, *arguments],
            input=stdin,
            env={
                **kept,
                "QGIS_CUSTOM_CONFIG_PATH": str(profile),
                "QT_QPA_PLATFORM": "offscreen",
            },
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    return qgis_process
