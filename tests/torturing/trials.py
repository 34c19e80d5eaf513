"""Trials: each in a folder of its own that is a copy of what was prepared, spread over several processes."""

import os
import shutil
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random

from tests.torturing.children import Child
from tests.torturing.deeds import deed
from tests.torturing.filling import STORE
from tests.torturing.migrating_deeds import MODERN
from tests.torturing.moments import Span, watched
from tests.torturing.table import Loss, Outcome, Untried
from tests.torturing.wholeness import Contents, contents

SLOW = 2.0
"""Seconds after which it is said how far the trials are."""


@dataclass(frozen=True)
class Prepared:
    """A deed made ready: the folder that trials copy, what its store held, how far the deed goes."""

    name: str
    folder: Path
    span: Span
    before: Contents = field(default_factory=lambda: Contents({}))

    def copied(self, folder: Path) -> Path:
        """A copy for one trial."""
        shutil.copytree(self.folder, folder)
        return folder


Trial = Callable[[Path, Random], str]
"""Brings one fault about in a folder that is not there yet; answers a note. Raises Loss and Untried."""


@dataclass(frozen=True)
class Case:
    """One trial of one fault, all of its chance from one seed."""

    fault: str
    seed: int
    trial: Trial


def prepare(name: str, folder: Path, seed: int) -> Prepared:
    """Make a deed ready, and do it once to see how far it goes. Raises RuntimeError when it fails."""
    chosen, place = deed(name), folder / "prepared" / name
    place.mkdir(parents=True)
    chosen.prepare(place, Random(seed))
    measured = place.with_name(f"{name}-measured")
    shutil.copytree(place, measured)
    child = Child(partial(chosen.run, measured), folder / f"{name}.stderr")
    span = watched(child, measured)
    if child.fault or child.refusal or child.status not in (0, 1):
        raise RuntimeError(f"{name} fails by itself: {child.fault or child.refusal or child.complaint}")
    shutil.rmtree(measured)
    held = [path for path in (place / MODERN, place / STORE) if path.exists()]
    before = contents(held[0]) if held else Contents({})
    return Prepared(name, place, span, before)


def run(cases: list[Case], folder: Path, jobs: int, keep: bool) -> Iterator[Outcome]:
    """Try all cases, several at once; the folders of those that lost something stay with `keep`."""
    if jobs == 1:
        for case in cases:
            yield try_one(case, folder, keep)
        return
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as executor:
        waiting = [executor.submit(try_one, case, folder, keep) for case in cases]
        said = time.monotonic()
        for number, done in enumerate(as_completed(waiting), 1):
            yield done.result()
            if time.monotonic() - said > SLOW and sys.stderr.isatty():
                said = time.monotonic()
                print(f"\r{number} of {len(cases)}", end="", file=sys.stderr, flush=True)


def try_one(case: Case, folder: Path, keep: bool) -> Outcome:
    """Try one case in a folder of its own."""
    place = folder / f"trial-{os.getpid()}-{case.seed}"
    loss = ""
    try:
        return Outcome(case.fault, case.seed, case.trial(place, Random(case.seed)))
    except Untried as untried:
        return Outcome(case.fault, case.seed, untried=str(untried))
    except Loss as lost:
        loss = str(lost)
    except Exception:
        loss = f"the check itself failed: {traceback.format_exc()}"
    finally:
        if not (keep and loss):
            shutil.rmtree(place, ignore_errors=True)
    return Outcome(case.fault, case.seed, loss=loss + (f" ({place})" if keep else ""))
