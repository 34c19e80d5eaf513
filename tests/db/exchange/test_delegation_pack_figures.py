"""The figures of a Delegation pack are those of the records, also when LibreOffice works them out."""

import random
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from db.exchange.reading import read_workbook
from db.store import Store
from tests.db.exchange.pack_desk import (
    COUNTRIES,
    END,
    KINDS,
    START,
    Records,
    filled_with,
    generated,
    pack,
    tables,
    tiles,
)


@pytest.fixture(scope="module")
def records() -> Records:
    return generated(random.Random(20190425))


@pytest.fixture
def filled(store: Store, records: Records) -> Store:
    return filled_with(store, records)


def expected(records: Records) -> dict[str, dict[str, list[float]]]:
    """The same tables, counted over the records as they were made."""
    inside = {
        kind: [each for each in records[kind].values() if each[day] and START <= each[day] <= END]
        for kind, day in (("release", "date"), ("visit", "date"))
    }
    inside["release"] = [each for each in inside["release"] if each["status"] == "released"]
    events = {uid: e for uid, e in records["event"].items() if e["start"] and START <= e["start"] <= END}
    groups = [each for each in records["participation"].values() if each["event"] in events]
    facility, partner = records["facility"], records["partner"]
    months = Counter(f"{each['date']:%Y-%m}" for each in inside["release"])

    def people(labels: list[str]) -> dict[str, list[float]]:
        sums: dict[str, list[float]] = {}
        for label, each in zip(labels, groups, strict=True):
            parts = [each[name] or 0 for name in ("women", "men", "undisclosed")]
            old = sums.get(label, [0, 0, 0, 0])
            sums[label] = [a + b for a, b in zip(old, [sum(parts), *parts], strict=True)]
        return {label: figures for label, figures in sums.items() if figures[0]}

    def counted(values: Any) -> dict[str, list[float]]:
        return {label: [n] for label, n in Counter(values).items()}

    order, costs = counted_currencies(records), dict[str, list[float]]()
    for each in records["cost"].values():
        label = COUNTRIES[facility[each["facility"]]["country"]]
        sums = costs.setdefault(label, [0.0, 0.0, 0.0])
        if each["currency"] in order:
            sums[order.index(each["currency"])] += float(each["amount"])
    return {
        "Releases by month": {f"2019-{month:02}": [months[f"2019-{month:02}"]] for month in range(1, 9)},
        "Participants by country": people([COUNTRIES[each["country"]] for each in groups]),
        "Participants by kind of institution": people(
            [KINDS[partner[each["institution"]]["kind"] if each["institution"] else None] for each in groups]
        ),
        "Events by country": counted(COUNTRIES[each["country"]] for each in events.values()),
        "Facilities by country": counted(COUNTRIES[each["country"]] for each in facility.values()),
        "Visits by country": counted(COUNTRIES[facility[e["facility"]]["country"]] for e in inside["visit"]),
        "Media contacts by country": counted(
            COUNTRIES[each["country"]] for each in records["contact"].values() if each["kind"] == "media"
        ),
        "Partners by kind": counted(KINDS[each["kind"]] for each in partner.values()),
        "Costs by country": {label: sums for label, sums in costs.items() if any(sums)},
    }


def counted_currencies(records: Records) -> list[str]:
    """The three currencies that most costs are in."""
    number = Counter(each["currency"] for each in records["cost"].values() if each["currency"])
    return sorted(number, key=lambda code: (-number[code], code))[:3]


def assert_right(path: Path, records: Records) -> None:
    shown = tables(path)
    for title, rows in expected(records).items():
        found = dict(shown[title])
        assert found.pop("Total") == pytest.approx([sum(each) for each in zip(*rows.values(), strict=True)])
        assert found.keys() == rows.keys(), title
        assert all(found[label] == pytest.approx(figures) for label, figures in rows.items()), title


def assert_places(path: Path, records: Records) -> None:
    """Places are told apart as a formula does it; those that a formula can't compare with go together."""
    dated = [e for e in records["release"].values() if e["date"] and START <= e["date"] <= END]
    inside = [e for e in dated if e["status"] == "released"]
    number = Counter((each["place"] or "").lower() for each in inside)
    shown = {label.lower(): figures[0] for label, figures in tables(path)["Releases by place"].items()}
    assert shown == {
        **{place: number[place] for place in ("bishkek", "dushanbe", "osh")},
        "not given": number[""],
        "all others": number["=a1"] + number["any*where"] + number["100"],
        "total": len(inside),
    }


def test_figures_are_those_of_the_records(filled: Store, records: Records, tmp_path: Path) -> None:
    target = pack(filled, tmp_path)
    assert_right(target, records)
    assert_places(target, records)
    totals = expected(records)["Participants by country"].values()
    great = tiles(target)
    assert great["Participants"] == sum(figures[0] for figures in totals)
    assert great["Women among them"] == sum(figures[1] for figures in totals)
    assert (great["Partners"], great["Facilities"]) == (30, 25)


def without_values(path: Path, target: Path) -> Path:
    """The same workbook with no value beside its formulas, so that whoever opens it must calculate."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                content = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content)
            new.writestr(name, content)
    return target


def saved_by_libreoffice(path: Path, folder: Path) -> Path:
    command = ["soffice", "--headless", f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
    subprocess.run(
        [*command, "--convert-to", "xlsx", "--outdir", str(folder / "saved"), str(path)],
        check=True,
        timeout=180,
        capture_output=True,
    )
    return folder / "saved" / path.name


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_calculates_the_same(filled: Store, records: Records, tmp_path: Path) -> None:
    target = pack(filled, tmp_path)
    bare = without_values(target, tmp_path / "bare.xlsx")
    assert set(tiles(bare).values()) == set()
    saved = saved_by_libreoffice(bare, tmp_path)
    assert_right(saved, records)
    assert_places(saved, records)
    assert tiles(saved) == tiles(target)
    for name in ("Visits", "Costs", "Events", "Participants"):
        ours, theirs = read_workbook(target).sheet(name), read_workbook(saved).sheet(name)
        assert ours is not None and theirs is not None
        assert [list(row) for row in theirs.rows] == [list(row) for row in ours.rows]
