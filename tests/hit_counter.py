# SPDX-License-Identifier: GPL-3.0-or-later
"""A server on this machine that counts what is asked of it."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(kw_only=True)
class HitCounter:
    """The address, and the paths that were asked for."""

    address: str
    hits: list[str] = field(default_factory=list)


@contextmanager
def counting_server() -> Iterator[HitCounter]:
    """Answer 404 to everything, and remember it."""
    hits: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            hits.append(self.path)
            self.send_response(404)
            self.end_headers()

        def do_HEAD(self) -> None:
            self.do_GET()

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *words: object) -> None:
            """Stay silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield HitCounter(
            address=f"http://127.0.0.1:{server.server_address[1]}", hits=hits
        )
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
