"""What the commands print: lines for a person, or one JSON document."""

import io
import json
import sys
from collections.abc import Callable, Iterable
from typing import Any

import click


def prepare_streams() -> None:
    """Into files and pipes go UTF-8 and nothing else, whatever the platform; a screen shows what it can."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def answer(as_json: bool, plain: Any, lines: Callable[[], Iterable[str]]) -> None:
    """Print a result: one JSON document, or lines for a person."""
    if as_json:
        click.echo(json.dumps(plain, ensure_ascii=False, indent=2))
        return
    for line in lines():
        click.echo(line)
