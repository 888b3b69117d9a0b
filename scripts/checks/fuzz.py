# SPDX-License-Identifier: GPL-3.0-or-later
"""Feeds readers with bytes that atheris makes, until one raises what is no sentence.

Each reader gets a share of the time, in a process of its own, niced. What it fails on
lies in `.fuzz/` afterwards, by reader, and is meant to become a test.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import warnings
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).parents[2]
KEPT: Final = ROOT / ".fuzz"


def main() -> int:
    """Fuzz all readers, or the one that `--reader` names, in this process."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=3600, help="for all readers")
    parser.add_argument("--reader", help="one of the readers")
    asked = parser.parse_args()
    if asked.reader:
        _fuzz(asked.reader, asked.seconds)
        return 0
    share = max(1, asked.seconds // len(READERS))
    failed = [name for name in READERS if not _is_sound(name, share)]
    print(f"{len(READERS) - len(failed)} of {len(READERS)} readers held", *failed)
    return len(failed)


def _is_sound(reader: str, seconds: int) -> bool:
    command = [sys.executable, "-m", "scripts.checks.fuzz", "--reader", reader]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / ".venv/package")}
    done = subprocess.run(
        [*command, "--seconds", str(seconds)],
        cwd=ROOT,
        env=environment,
        check=False,
        preexec_fn=lambda: os.nice(19),
    )
    return done.returncode == 0


def _fuzz(reader: str, seconds: int) -> None:
    """Run one reader under atheris, which ends the process."""
    import atheris

    with atheris.instrument_imports(include=["exogenous.core"]):
        work = READERS[reader]()
    from exogenous.core.errors import ExogenousError

    folder = KEPT / reader
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    _seed(corpus)
    warnings.simplefilter("ignore")

    def one(data: bytes) -> None:
        with suppress(ExogenousError):
            work(data)

    limits = ["-max_len=4096", "-timeout=20", "-rss_limit_mb=3000"]
    place = f"-artifact_prefix={folder}/"
    words = [sys.argv[0], str(corpus), f"-max_total_time={seconds}", *limits, place]
    atheris.Setup([*words, "-print_final_stats=1"], one)
    atheris.Fuzz()


def _seed(corpus: Path) -> None:
    """Begin with the malformed inputs of the tests."""
    sys.path.insert(0, str(ROOT / "tests"))
    import malformed

    texts = (text.encode(errors="replace") for text in malformed.TEXTS.values())
    data = (data for _, data in malformed.files())
    for number, each in enumerate([*texts, *data]):
        (corpus / f"seed-{number}").write_bytes(each[:4096])


def _table() -> Callable[[bytes], object]:
    from exogenous.core.request.layer_table import parse_exo

    return lambda data: parse_exo(data.decode(errors="surrogateescape"))


def _nodata() -> Callable[[bytes], object]:
    from exogenous.core.request.layer_table import parse_exo

    def work(data: bytes) -> object:
        text = data.decode(errors="replace")
        return parse_exo([{"name": "a", "path": "a.tif", "nodata": text, "crs": text}])

    return work


def _area() -> Callable[[bytes], object]:
    from exogenous.core.request.aoi_parsing import from_text

    return lambda data: from_text(data.decode(errors="surrogateescape"))


def _file(suffix: str, reader: Callable[[str], object]) -> Callable[[bytes], object]:
    """Return work that reads data from a file."""
    path = Path(tempfile.mkdtemp(prefix="exogenous-fuzz-"), f"a{suffix}")

    def work(data: bytes) -> object:
        path.write_bytes(data)
        return reader(str(path))

    return work


def _area_file() -> Callable[[bytes], object]:
    from exogenous.core.request.aoi_parsing import from_text

    return _file(".geojson", from_text)


def _described() -> Callable[[str], object]:
    from exogenous.core.environment import raster_environment
    from exogenous.core.products import open_product
    from exogenous.core.products.describe import describe

    def work(path: str) -> object:
        with raster_environment():
            return describe(open_product(path), with_quicklook=True)

    return work


def _archive() -> Callable[[bytes], object]:
    return _file(".zip", _described())


def _virtual_raster() -> Callable[[bytes], object]:
    return _file(".vrt", _described())


def _metadata() -> Callable[[bytes], object]:
    sys.path.insert(0, str(ROOT / "tests"))
    from safe_builder import SafeBuilder, counts

    images = {("04", 10): counts(10)}
    safe = SafeBuilder(images=images).write(Path(tempfile.mkdtemp()))
    describe = _described()
    files = [*safe.rglob("MTD_*.xml"), *safe.rglob("manifest.safe")]

    def work(data: bytes) -> object:
        if not data:
            return None
        file = files[data[0] % len(files)]
        kept = file.read_bytes()
        try:
            file.write_bytes(data[1:])
            return describe(str(safe))
        finally:
            file.write_bytes(kept)

    return work


READERS: Final[dict[str, Callable[[], Callable[[bytes], object]]]] = {
    "table": _table,
    "nodata": _nodata,
    "area": _area,
    "area_file": _area_file,
    "archive": _archive,
    "virtual_raster": _virtual_raster,
    "metadata": _metadata,
}


if __name__ == "__main__":
    sys.exit(main())
