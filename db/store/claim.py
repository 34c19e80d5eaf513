"""In whose window a store is open: a lock for this machine, a file that is kept fresh for others.

Locks do not reach other machines where a store lies on a share or in a folder that a service keeps in step.
So whoever has a store open writes beside it who that is, and writes it anew every few seconds: a claim that
no longer changes is one that was left behind. The clocks of two machines are never compared.
"""

import datetime as dt
import getpass
import json
import os
import platform
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from enum import Enum, auto
from pathlib import Path
from threading import Event, Thread
from uuid import uuid4

from filelock import FileLock, Timeout

from db.errors import InUse
from db.language import mark, tr
from db.logged_in import who

BEAT_SECONDS = 20.0
"""How often a claim is written anew."""

STALE_SECONDS = 120.0
"""A claim that was not written for so long is one that was left behind."""

WATCH_SECONDS = 25.0
"""How long a claim is watched for a sign of life where its age can't be told: a little more than a beat."""

FIRST_SECONDS = 2.0
"""After how long it is first looked whether another machine claimed the store at the same moment."""

SAME_START_SECONDS = 60.0
"""By how much the moments may differ at which one machine says that it was started: its clock may be set."""

ELSEWHERE = mark("{name} is open on {host} by {user}, since {since}. Close it there, then try again.")
_LOST = mark(
    "{name} was opened on {host} by {user} while this computer was not heard of, so nothing more is saved"
    " here. Close Dateline there, then start it again here."
)


@dataclass(frozen=True)
class Holder:
    """Who has a store open: machine, person, process, since when (UTC), when the machine was started."""

    host: str
    user: str
    pid: int
    since: str
    started: float
    token: str

    @classmethod
    def here(cls) -> "Holder":
        """This process, from now on."""
        import psutil

        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        return cls(platform.node(), who(), os.getpid(), now, psutil.boot_time(), uuid4().hex)

    @property
    def is_here(self) -> bool:
        """Whether it is this machine; another of the same name was not started at the same moment."""
        import psutil

        same_start = abs(self.started - psutil.boot_time()) < SAME_START_SECONDS
        return self.host == platform.node() and same_start

    @property
    def since_here(self) -> str:
        """Since when, in local time, as a person reads it."""
        since = dt.datetime.fromisoformat(self.since).astimezone()
        is_today = since.date() == dt.datetime.now().date()
        return f"{since:%H:%M}" if is_today else f"{since:%Y-%m-%d %H:%M}"

    def said(self, sentence: str, path: Path) -> str:
        """A sentence about a store that names who has it."""
        return tr(sentence, name=path.name, host=self.host, user=self.user or "–", since=self.since_here)


class Elsewhere(InUse):
    """A store is open on another machine."""

    def __init__(self, path: Path, holder: Holder) -> None:
        super().__init__(holder.said(ELSEWHERE, path))
        self.holder = holder


class Sign(Enum):
    """What a watched claim came to: nothing is known yet, it is alive, the store is free."""

    UNSURE = auto()
    ALIVE = auto()
    FREE = auto()


def claim_of(path: Path) -> Path:
    """Where it stands who has a store open."""
    return path.with_name(f"{path.name}.claim")


def lock_of(path: Path) -> Path:
    """What keeps two windows of one machine apart."""
    return path.with_name(f"{path.name}.window")


def check_free(path: Path, *, same_clock: bool = True) -> None:
    """Raise Elsewhere where another machine has a store open, as far as can be told at once.

    `same_clock` says that the times of files there come from one clock, as on a drive, and not from the
    machine that wrote them, as with a service that copies files.
    """
    holder = _read(claim_of(path))[1]
    if holder is not None and not holder.is_here and not (same_clock and _age(path) > STALE_SECONDS):
        raise Elsewhere(path, holder)


class Watch:
    """Watches a claim of another machine; what no longer changes is taken away, so that the store is free."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._clock = clock
        self._seen, _ = _read(claim_of(path))
        self._since = clock()
        self._patience = WATCH_SECONDS

    def look(self) -> Sign:
        """What can be told by now. Raises OSError where the drive does not answer."""
        text, holder = _read(claim_of(self._path))
        if holder is None or holder.is_here:
            return Sign.FREE
        if text != self._seen:
            # Who was heard of may be late once.
            self._seen, self._since, self._patience = text, self._clock(), STALE_SECONDS
        elif self._clock() - self._since > self._patience:
            claim_of(self._path).unlink(missing_ok=True)
            return Sign.FREE
        return Sign.ALIVE if self._patience == STALE_SECONDS else Sign.UNSURE


class Claim:
    """The claim of one window to a store, from when it is made until it is released.

    Raises InUse where another window of this machine has the store, Elsewhere where another machine does.
    """

    def __init__(self, path: Path, *, beat: float = BEAT_SECONDS, first: float = FIRST_SECONDS) -> None:
        self._path = path
        self._own = Holder.here()
        self._number = 0
        self._lost: Holder | None = None
        self._lock = self._locked()
        # A disk that is full keeps nobody from reading, and has room later.
        with suppress(OSError):
            self._write()
        self._ended = Event()
        # Of its own: it must go on while a write or a search keeps everything else busy.
        self._thread = Thread(target=self._keep, args=(first, beat), name="claim", daemon=True)
        self._thread.start()

    def check_kept(self) -> None:
        """Raise Elsewhere where another machine took the store while this one was not heard of."""
        # Where the drive is gone, what is to be read or written says so itself.
        with suppress(OSError):
            self._look()
        if self._lost is not None:
            raise _Lost(self._path, self._lost)

    def release(self) -> None:
        """Let others have the store."""
        self._ended.set()
        # A drive that does not answer must not keep the window from closing.
        self._thread.join(timeout=1)
        with suppress(OSError):
            self._look()
            if self._lost is None:
                claim_of(self._path).unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.release()

    def _locked(self) -> FileLock | None:
        """The lock; None where the file system has none, and the claim alone has to do."""
        lock = FileLock(lock_of(self._path), thread_local=False)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            holder = _read(claim_of(self._path))[1]
            if holder is not None and not holder.is_here:
                raise Elsewhere(self._path, holder) from None
            raise InUse(
                tr("{name} is open in another Dateline window. Use that one.", name=self._path.name)
            ) from None
        except (NotImplementedError, OSError):
            self._check_process()
            return None
        return lock

    def _check_process(self) -> None:
        import psutil

        holder = _read(claim_of(self._path))[1]
        if holder is not None and holder.is_here and psutil.pid_exists(holder.pid):
            raise InUse(tr("{name} is open in another Dateline window. Use that one.", name=self._path.name))

    def _keep(self, first: float, beat: float) -> None:
        wait = first
        while not self._ended.wait(wait) and self._lost is None:
            wait = beat
            # Where the drive is gone for a while, the next beat finds it again.
            with suppress(OSError):
                self._look()
                if self._lost is None and not self._ended.is_set():
                    self._write()

    def _look(self) -> None:
        holder = _read(claim_of(self._path))[1]
        if holder is not None and holder.token != self._own.token:
            self._lost = holder

    def _write(self) -> None:
        """Write the claim, in place and always as long: who reads it meanwhile finds it whole."""
        self._number += 1
        text = json.dumps({**asdict(self._own), "beat": f"{self._number:010}"}, ensure_ascii=False)
        place = claim_of(self._path)
        with place.open("r+b" if place.exists() else "xb") as file:
            file.write(text.encode())
            file.truncate()


class _Lost(Elsewhere):
    def __init__(self, path: Path, holder: Holder) -> None:
        super().__init__(path, holder)
        self.args = (holder.said(_LOST, path),)


def _read(place: Path) -> tuple[bytes, Holder | None]:
    """What stands in a claim, and whom it names: nobody where there is none, or something else in it."""
    try:
        text = place.read_bytes()
        told = json.loads(text)
        told.pop("beat")
        return text, Holder(**told)
    except FileNotFoundError:
        return b"", None
    except (ValueError, TypeError, KeyError, AttributeError):
        return text, None


def _age(path: Path) -> float:
    """How old a claim is, in seconds, by the clock of the drive that it is on."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f"{path.name}.clock-") as probe:
            probe.write(b".")
            probe.flush()
            os.fsync(probe.fileno())
            now = os.stat(probe.name).st_mtime
        return now - claim_of(path).stat().st_mtime
    except FileNotFoundError:
        return STALE_SECONDS + 1
    except OSError:
        # Nothing can be written there, so there is no clock to ask.
        return 0.0


def _user() -> str:
    with suppress(OSError, KeyError):
        return getpass.getuser()
    return ""
