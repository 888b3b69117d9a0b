# SPDX-License-Identifier: GPL-3.0-or-later
"""Serves requests to EOReader: a JSON request a line, a JSON reply a line.

Requests are `{"do": method of Service, "with": its arguments}`, replies
`{"ok": result}` or `{"error": text}`. The first reply has the version. The end of
the input, which comes however the other process ends, ends this process at once.
"""

from __future__ import annotations

import json
import os
import queue
import sys
import threading
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable


def main() -> None:
    """Serve requests; keep libraries from printing into the replies' stream."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    inbox: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(inbox,), daemon=True).start()
    _serve(inbox, replies)


def _listen(inbox: queue.SimpleQueue[str]) -> None:
    """Pass requests on; end this process at the end of its input, whatever it does."""
    for line in sys.stdin:
        inbox.put(line)
    os._exit(0)


def _serve(inbox: queue.SimpleQueue[str], replies: TextIO) -> None:
    """Greet, then answer one request after the other."""
    service: Any = None

    def greet() -> Any:
        nonlocal service
        from .service import Service  # noqa: PLC0415  EOReader may be missing

        service = Service()
        return service.version()

    _answer(replies, greet)
    while True:
        request = json.loads(inbox.get())
        method = getattr(service, request["do"])
        _answer(replies, method, **request["with"])


def _answer(replies: TextIO, method: Callable[..., Any], **arguments: Any) -> None:
    try:
        reply = {"ok": method(**arguments)}
    except Exception as error:  # noqa: BLE001  EOReader raises errors of all kinds
        said = " ".join(str(error).split())
        reply = {"error": f"{type(error).__name__}: {said}" if said else repr(error)}
    replies.write(json.dumps(reply) + "\n")
    replies.flush()
