"""The command line of the torture: how many of each fault, and the seed that repeats a run."""

import argparse
import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from random import Random, SystemRandom

from tests.torturing import families
from tests.torturing.table import Outcome, printed
from tests.torturing.trials import run


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what was asked for and print the table; the exit status is 1 when anything was lost or half."""
    asked = _parser().parse_args(arguments)
    seed = asked.seed if asked.seed is not None else SystemRandom().randrange(2**32)
    print(f"seed {seed}: repeat with --seed {seed}", flush=True)
    folder = Path(tempfile.mkdtemp(prefix="dateline-torture-", dir=asked.folder))
    folder.chmod(0o755)
    counts = {name: getattr(asked, name.replace("-", "_")) for name in families.COUNTS}
    if asked.only:
        counts = {name: count if name in asked.only.split(",") else 0 for name, count in counts.items()}
    began, outcomes = time.monotonic(), list[Outcome]()
    try:
        cases = families.cases(counts, folder, Random(seed), asked.deeds.split(",") if asked.deeds else None)
        outcomes.extend(run(cases, folder, asked.jobs, asked.keep))
    finally:
        if not asked.keep:
            shutil.rmtree(folder, ignore_errors=True)
    order = {fault: place for place, fault in enumerate(dict.fromkeys(case.fault for case in cases))}
    outcomes.sort(key=lambda outcome: order[outcome.fault])
    print(printed(outcomes))
    print(f"{time.monotonic() - began:.0f} seconds")
    return int(any(outcome.loss for outcome in outcomes))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="tests/torture", description=__doc__)
    for name, (count, words) in families.COUNTS.items():
        parser.add_argument(f"--{name}", type=int, default=count, metavar="N", help=f"{words} ({count})")
    parser.add_argument("--seed", type=int, help="the seed of all chance, as an earlier run printed it")
    parser.add_argument("--only", default="", metavar="LIST", help="of the counts above only these")
    parser.add_argument("--deeds", default="", metavar="LIST", help="of the deeds only these")
    parser.add_argument(
        "--folder", type=Path, help="where the stores are made, instead of the place for such"
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="how many trials at once")
    parser.add_argument("--keep", action="store_true", help="leave the folders of what was lost")
    return parser
