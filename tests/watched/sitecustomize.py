"""Loaded by every Python process of a watched run: whatever would reach beyond this machine is written down.

The file is named by DATELINE_NETWORK_LOG. Pipes and sockets of this machine (AF_UNIX) are let be: processes
that read workbooks answer through them.
"""

import os
import sys
import traceback
from typing import Any

LOG = os.environ.get("DATELINE_NETWORK_LOG", "")
ALWAYS = ("socket.getaddrinfo", "socket.gethostby", "socket.getnameinfo", "urllib.Request", "http.client.",
          "ftplib.", "smtplib.", "poplib.", "imaplib.", "telnetlib.", "webbrowser.open")  # fmt: skip
SOCKETS = ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg")


def watch(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse and write down what would go out; for `sys.addaudithook`."""
    if event.startswith(ALWAYS) or (event.startswith(SOCKETS) and not _stays_here(arguments[0])):
        with open(LOG, "a", encoding="utf-8") as log:
            log.write(f"{event} {arguments!r}\n{''.join(traceback.format_stack())}\n")
        raise ConnectionError(f"{event} in a program that opens no connection")


def _stays_here(one: Any) -> bool:
    return getattr(one, "family", None) == getattr(sys.modules["socket"], "AF_UNIX", None)


if LOG:
    sys.addaudithook(watch)
