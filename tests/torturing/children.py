"""Processes that do one deed and say line by line what was acknowledged to them, until they are killed."""

import json
import os
import select
import signal
import tempfile
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

from db.errors import WorldError

Line = dict[str, Any]

PATIENCE = 300.0
"""Seconds after which a process that says nothing and does not end is taken for stuck."""


class Say(Protocol):
    """The child's end: each call says one line, which the parent has even when the child is killed then."""

    def __call__(self, **line: Any) -> None: ...


class Child:
    """A process forked from this one, which runs `run` and writes what it has to complain of to `errors`.

    It is a fork, not a new interpreter, because a thousand of these are started: what is killed is the same
    code on the same file. The parent must not have a store open meanwhile.
    """

    def __init__(self, run: Callable[[Say], None], errors: Path, scratch: Path | None = None) -> None:
        self.lines: list[Line] = []
        self._rest = b""
        self._errors = errors
        self._reading, writing = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            os.close(self._reading)
            _live(run, writing, errors, scratch)
        os.close(writing)
        self._is_open = True

    def listen(self, seconds: float) -> bool:
        """Take in what the child says for so long; answers False as soon as it has ended."""
        deadline = time.monotonic() + seconds
        while self._is_open:
            left = deadline - time.monotonic()
            if left <= 0 or not select.select([self._reading], [], [], left)[0]:
                break
            self._take()
        return self._is_open

    def wait_for(self, count: int) -> bool:
        """Wait until the child has said so many lines; answers False when it ended before."""
        deadline = time.monotonic() + PATIENCE
        while self._is_open and len(self.lines) < count and time.monotonic() < deadline:
            if select.select([self._reading], [], [], 1.0)[0]:
                self._take()
        return self._is_open

    def kill(self) -> bool:
        """Kill the child and take in all that it said; answers False when it had ended by itself."""
        os.kill(self.pid, signal.SIGKILL)
        return self._reap() == os.CLD_KILLED

    def finish(self) -> int:
        """Wait for the child's own end; answers its exit status. One that is stuck is killed."""
        if self.listen(PATIENCE):
            os.kill(self.pid, signal.SIGKILL)
        self._reap()
        return self.status

    @property
    def refusal(self) -> str:
        """The sentence that the child was answered with; "" where it was not refused."""
        return next((str(line["refused"]) for line in self.lines if "refused" in line), "")

    @property
    def fault(self) -> str:
        """The traceback with which the child ended, "" where it ended well."""
        return next((str(line["fault"]) for line in self.lines if "fault" in line), "")

    @property
    def acknowledged(self) -> list[Line]:
        """What the child said of its deed."""
        return [line for line in self.lines if not {"began", "refused", "fault"} & set(line)]

    @property
    def complaint(self) -> str:
        """What the child wrote to standard error."""
        return self._errors.read_text(encoding="utf-8", errors="replace") if self._errors.exists() else ""

    def _reap(self) -> int:
        ended = os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
        assert ended is not None
        while self._is_open and select.select([self._reading], [], [], 1.0)[0]:
            self._take()
        # A process of its own that was reading a workbook goes with it.
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        if self._is_open:
            os.close(self._reading)
            self._is_open = False
        return ended.si_code

    def _take(self) -> None:
        part = os.read(self._reading, 1 << 16)
        if not part:
            os.close(self._reading)
            self._is_open = False
            return
        *whole, self._rest = (self._rest + part).split(b"\n")
        self.lines += [json.loads(line) for line in whole]


def _live(run: Callable[[Say], None], writing: int, errors: Path, scratch: Path | None) -> None:
    """What the child does from its beginning to its end; never returns."""

    def say(**line: Any) -> None:
        os.write(writing, json.dumps(line).encode() + b"\n")

    try:
        os.setsid()
        os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_APPEND), 2)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        if scratch is not None:
            tempfile.tempdir = os.environ["TMPDIR"] = str(scratch)
        run(say)
    except WorldError as error:
        say(refused=str(error))
    except BaseException:
        say(fault=traceback.format_exc())
    finally:
        os._exit(0)
