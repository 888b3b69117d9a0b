# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that never answer hold up no run, and nobody who cancels it."""

from __future__ import annotations

import os
import socket
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
import pytest
from rasters import make_raster, placed

from exogenous.core import OutputOptions, Request, collocate, parse_exo
from exogenous.core.errors import Cancelled, SourceUnreadable
from exogenous.core.progress import SilentProgress

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="there are no pipes with names"
)


class Impatient(SilentProgress):
    """A user who cancels soon."""

    def __init__(self) -> None:
        self._end = time.monotonic() + 0.3

    def is_cancelled(self) -> bool:
        return time.monotonic() > self._end


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[Path]:
    """A pipe that nobody writes to."""
    path = tmp_path / "pipe.tif"
    os.mkfifo(path)
    yield path
    os.close(os.open(path, os.O_RDWR | os.O_NONBLOCK))  # lets whoever waits go


@contextmanager
def server(content: bytes, most: int) -> Iterator[str]:
    """Yield the address of a file whose bytes from `most` on never come."""
    listening = socket.create_server(("127.0.0.1", 0))
    kept = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            kept.append(connection)
            threading.Thread(target=answer, args=[connection], daemon=True).start()

    def answer(connection: socket.socket) -> None:
        while asked := connection.recv(65536):
            head = f"Content-Length: {len(content)}\r\nAccept-Ranges: bytes\r\n\r\n"
            if asked.startswith(b"HEAD"):
                connection.sendall(b"HTTP/1.1 200 OK\r\n" + head.encode())
                continue
            words = asked.decode().lower().partition("range: bytes=")[2]
            first, last = (int(n) for n in words.partition("\r")[0].split("-"))
            last = min(last, len(content) - 1)
            part = (
                "HTTP/1.1 206 Partial Content\r\n"
                f"Content-Range: bytes {first}-{last}/{len(content)}\r\n"
                f"Content-Length: {last - first + 1}\r\n\r\n"
            )
            connection.sendall(part.encode() + content[first : min(last + 1, most)])

    threading.Thread(target=serve, daemon=True).start()
    port = listening.getsockname()[1]
    try:
        yield f"/vsicurl/http://127.0.0.1:{port}/a.tif"
    finally:
        listening.close()
        for connection in kept:
            connection.close()


def request(product: Path, path: object) -> Request:
    return Request(product=str(product), layers=parse_exo({"far": str(path)}))


def test_cancel_is_heard_while_a_file_is_opened(
    product: Path, pipe: Path, tmp_path: Path
) -> None:
    start = time.monotonic()
    with pytest.raises(Cancelled):
        collocate(request(product, pipe), str(tmp_path / "out"), None, Impatient())
    assert time.monotonic() - start < 20  # for ever, before
    assert not (tmp_path / "out").exists()


def test_a_file_that_does_not_open_is_named(
    product: Path, pipe: Path, tmp_path: Path
) -> None:
    options = OutputOptions(patience_s=0.3)
    with pytest.raises(SourceUnreadable, match=r"'far'.*pipe\.tif.*has not answered"):
        collocate(request(product, pipe), str(tmp_path / "out"), options)
    assert not (tmp_path / "out").exists()


@pytest.fixture
def large(tmp_path: Path) -> bytes:
    """A raster whose header comes first, and whose pixels do not fit in a packet."""
    noise = np.random.default_rng(0).random((600, 600)).astype("float32")
    path = make_raster(
        tmp_path / "large.tif",
        noise,
        transform=placed(pixel=1.0),
        tiled=True,
        blockxsize=128,
        blockysize=128,
    )
    return path.read_bytes()


@pytest.mark.parametrize("most", [0, 100, 40_000])
def test_a_server_that_stalls_is_named(
    product: Path, tmp_path: Path, large: bytes, most: int
) -> None:
    options = OutputOptions(patience_s=0.5)
    with (
        server(large, most) as address,
        pytest.raises(SourceUnreadable, match=r"'far'.*a\.tif.*has not answered"),
    ):
        collocate(request(product, address), str(tmp_path / "out"), options)
    assert not (tmp_path / "out").exists()


def test_cancel_is_heard_while_pixels_are_waited_for(
    product: Path, tmp_path: Path, large: bytes
) -> None:
    start = time.monotonic()
    with server(large, 40_000) as address, pytest.raises(Cancelled):
        collocate(request(product, address), str(tmp_path / "out"), None, Impatient())
    assert time.monotonic() - start < 20
    assert not (tmp_path / "out").exists()


def test_a_preview_waits_no_longer_than_a_run(product: Path, pipe: Path) -> None:
    from exogenous.core.preview import make_preview

    options = OutputOptions(patience_s=0.3)
    with pytest.raises(SourceUnreadable, match=r"pipe\.tif.*has not answered"):
        make_preview(request(product, pipe), options, as_stack=False)
    start = time.monotonic()
    with pytest.raises(Cancelled):
        make_preview(
            request(product, pipe),
            OutputOptions(),
            as_stack=False,
            is_cancelled=Impatient().is_cancelled,
        )
    assert time.monotonic() - start < 20
