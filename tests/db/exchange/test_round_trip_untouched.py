"""Workbooks that come back as they went out: whoever they were for, nothing changes."""

import shutil
import subprocess
from pathlib import Path

import pytest

from db.example import fill
from db.exchange.delegation_pack import export_pack
from db.exchange.exporting import export_store
from db.exchange.importing import run_import
from db.exchange.merging import Verdict
from db.exchange.plan import State
from db.exchange.planning import plan
from db.exchange.proposing import propose
from db.fields import Audience
from db.records import RECORDS
from db.store import Store
from tests.db.exchange.returning_desk import Desk, phones, read, states


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("audience", list(Audience))
def test_unedited_it_is_untouched_whoever_it_was_for(
    store: Store, tmp_path: Path, audience: Audience, language: str
) -> None:
    fill(store)
    export_store(store, tmp_path / "all.xlsx", audience=audience, language=language)
    with store.write("Since then") as writer:
        for kind in ("contact", "partner", "facility"):
            for record in writer.session.query(RECORDS[kind]).limit(3).all():
                writer.update(kind, record.uid, {"city": "Elsewhere", "note": "Since"})
    with store.read() as session:
        made = plan(session, propose(session, read(tmp_path / "all.xlsx")))
    assert set(states(made)) == {State.UNCHANGED}
    assert {cell.verdict for row in made.rows() for cell in row.cells} == {Verdict.OURS}


def test_the_pack_comes_back_too(store: Store, tmp_path: Path) -> None:
    fill(store)
    export_pack(store, tmp_path / "pack.xlsx", start=None, end=None)
    with store.read() as session:
        made = plan(session, propose(session, read(tmp_path / "pack.xlsx")))
    assert set(states(made)) == {State.UNCHANGED}
    assert not [cell for row in made.rows() for cell in row.cells]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_saved_by_libreoffice_unedited_it_changes_nothing(store: Store, tmp_path: Path) -> None:
    fill(store)
    export_store(store, tmp_path / "all.xlsx")
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "saved")]
    subprocess.run([*command, str(tmp_path / "all.xlsx")], check=True, capture_output=True, timeout=120)
    (report,) = run_import(store, tmp_path / "saved" / "all.xlsx", dry_run=True)
    assert report.plan.origin is not None
    assert set(states(report.plan)) == {State.UNCHANGED}
    assert not [cell for row in report.plan.rows() for cell in row.cells]
    assert not [remark for sheet in report.plan.sheets for remark in sheet.remarks]


@pytest.mark.slow
def test_fifty_thousand_rows_that_nobody_edited_change_nothing(store: Store, tmp_path: Path) -> None:
    desk = Desk(store, tmp_path)
    with store.write("Fill") as writer:
        for number in range(50_000):
            values = {
                "family_name": f"Family{number}",
                "given_name": "Given",
                "job_title": f"Officer {number % 100}",
                "country": "KG",
                "phones": phones(f"+996 312 {number:06}") if number % 10 == 0 else (),
                "note": f"Note {number}",
            }
            writer.create("contact", values)
    desk.export_all()
    (report,) = run_import(store, desk.path)
    assert set(states(report.plan)) == {State.UNCHANGED}
