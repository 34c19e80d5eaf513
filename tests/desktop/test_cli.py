"""The command line: what it prints, how it ends, and that it is what the documents say."""

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest

from db import example
from db.exchange.reading import read_workbook
from db.queries import View, count
from db.store import Store
from desktop import cli
from desktop.cli_history import NEWEST

ROOT = Path(__file__).parent.parent.parent

DOCUMENTED = """
dateline [--store FILE] [--sample] [--version]
dateline import WORKBOOK… [--into contacts] [--sheet NAME] [--dry-run] [--json]
dateline export OUT.xlsx [--only releases,contacts] [--audience internal|delegation|public] [--language en|ru]
dateline search TEXT [--json]
dateline read DOCUMENT [--save] [--json]
dateline write REFERENCE OUT
dateline check REFERENCE [--json]
dateline duplicates [contacts|partners|facilities] [--json]
dateline history [UID] [--json]
dateline undo
dateline redo
dateline backup OUT
dateline restore FILE
dateline doctor
dateline show KIND UID [--json]
dateline list KIND [--where FIELD=VALUE] [--json]
"""
"""The command line as the design has it: scripts rely on it."""

ADDED = {
    "import": {"--prefer", "--mode", "--held-back", "--no-memory"},
    "export": {
        "--pack",
        "--from",
        "--to",
        "--with-opted-out",
        "--without-opted-out",
        "--all-releases",
        "--group",
    },
    "doctor": {"--rebuild"},
}
"""Options beyond those of the design."""

ADDED_COMMANDS = {"data": set[str](), "passphrase": {"--set", "--remove"}, "backups": {"--json"}}


@dataclass(frozen=True)
class Done:
    """What a command answered."""

    status: int
    out: str
    error: str

    @property
    def json(self) -> Any:
        """The one document that it printed."""
        return json.loads(self.out)


class Program:
    """Runs commands on one store, in this process."""

    def __init__(self, path: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self._capture = capture

    def __call__(self, *arguments: object) -> Done:
        self._capture.readouterr()
        status = cli.main(["--store", str(self.path), *map(str, arguments)])
        captured = self._capture.readouterr()
        return Done(status, captured.out, captured.err)

    def refused(self, *arguments: object) -> str:
        """The sentence with which a command ends that was not done."""
        done = self(*arguments)
        assert (done.status, done.out) == (2, "")
        lines = done.error.splitlines()
        assert len(lines) == 1
        assert lines[0].startswith("dateline: ")
        return lines[0].removeprefix("dateline: ")


@pytest.fixture
def program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Program:
    """Commands on a store with the example in it."""
    path = tmp_path / "dateline.db"
    store = Store.open(path)
    example.fill(store)
    store.close()
    return Program(path, capsys)


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """English, whatever the machine of the person who runs the tests speaks."""
    monkeypatch.setattr("locale.getlocale", lambda: ("en_GB", "UTF-8"))
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def commands() -> dict[str, set[str]]:
    """Every command that there is with its options; under "" those that stand before a command."""

    def options(command: click.Command) -> set[str]:
        return {name for parameter in command.params if isinstance(parameter, click.Option)
                for name in parameter.opts}  # fmt: skip

    below = {name: options(command) for name, command in cli.dateline.commands.items()}
    return {"": options(cli.dateline), **below}


def documented(text: str) -> dict[str, set[str]]:
    """The commands that a text shows on lines of their own, with their options."""
    found: dict[str, set[str]] = {}
    for line in re.findall(r"^ *dateline(?: .*)?$", text, re.MULTILINE):
        # A line may show two commands beside each other.
        for each in re.split(r"\bdateline\b", line)[1:]:
            words = each.split()
            verb = words[0] if words and words[0].isalpha() and words[0].islower() else ""
            found[verb] = set(re.findall(r"--[\w-]+", each))
    return found


def test_what_the_design_documents_exists_and_nothing_else() -> None:
    designed = documented(DOCUMENTED)
    found = {verb: options | ADDED.get(verb, set()) for verb, options in designed.items()}
    assert commands() == found | ADDED_COMMANDS


def test_the_readme_shows_every_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    section = readme.split("## Without a window")[1].split("\n## ")[0]
    shown = documented(section)
    assert shown == {verb: options for verb, options in commands().items() if verb in shown}
    assert set(commands()) - set(shown) == {verb for verb in LATER if f"`dateline {verb}`" in section}


def test_help_names_every_command(program: Program) -> None:
    done = program("--help")
    assert done.status == 0
    for verb in filter(None, commands()):
        assert re.search(rf"^  {verb} ", done.out, re.MULTILINE)
        assert program(verb, "--help").status == 0


LATER = {
    "read": ["letter.docx", "--save", "--json"],
    "write": ["CADAP-2019-03", "out.docx"],
    "check": ["CADAP-2019-03", "--json"],
}


@pytest.mark.parametrize("verb", LATER)
def test_what_comes_later_says_so(program: Program, verb: str) -> None:
    assert program.refused(verb, *LATER[verb]) == f"“{verb}” comes in a later version."


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """`python -m desktop`, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "desktop", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_the_version_is_there_at_once() -> None:
    done = run("--version")
    declared = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert declared is not None
    assert (done.returncode, done.stdout, done.stderr) == (0, f"dateline {declared[1]}\n", "")
    loaded = run("--version", PYTHONPROFILEIMPORTTIME="1").stderr
    assert "desktop.cli" in loaded
    assert not re.search(r"PySide6|sqlalchemy|openpyxl|phonenumbers|babel", loaded)


def test_no_command_waits_for_the_window(tmp_path: Path) -> None:
    source = (
        "import sys; from desktop.cli import main; "
        "status = main(['--sample', 'list', 'contacts', '--json']); "
        "assert status == 0; assert not [m for m in sys.modules if m.startswith('PySide6')]"
    )
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")


def test_json_is_utf_8_whatever_the_platform_speaks(program: Program) -> None:
    done = run("--store", str(program.path), "search", "дүйшенов", "--json", PYTHONIOENCODING="cp1252")
    assert json.loads(done.stdout)[0]["title"] == "Дүйшенов Талант Абдиевич"


def test_the_store_may_be_named_by_the_environment(program: Program) -> None:
    done = run("list", "wordings", "--json", DATELINE_STORE=str(program.path))
    assert len(json.loads(done.stdout)) == 14


def test_the_example_is_a_store_apart(program: Program, tmp_path: Path) -> None:
    apart = {"XDG_DATA_HOME": str(tmp_path / "data"), "DATELINE_STORE": str(tmp_path / "hers.db")}
    for _ in range(2):
        done = run("--sample", "history", "--json", **apart)
        assert [entry["label"] for entry in json.loads(done.stdout)] == ["Example"]
    assert not (tmp_path / "hers.db").exists()


def test_list_as_json(program: Program) -> None:
    done = program("list", "facilities", "--json")
    assert (done.status, done.error) == (0, "")
    zone = next(row for row in done.json if row["name"] == "Clean zone at the women's colony")
    assert zone["costs"] == ["EUR 150,000.00"]
    assert (zone["capacity"], zone["handover"], zone["country"]) == (30, "2018-09-26", "KG")
    assert "Ө" in program("list", "contacts", "--json").out


@pytest.mark.parametrize(
    ("kind", "conditions", "titles"),
    [
        ("contacts", ["country=TJ", "kind=media"], ["Назаров Суҳроб"]),
        ("contact", ["country=Tajikistan", "kind=Media"], ["Назаров Суҳроб"]),
        ("contacts", ["family_name=назаров"], ["Назаров Суҳроб"]),
        ("contacts", ["family_name=NAZAROV"], ["Назаров Суҳроб"]),
        ("contacts", ["Family name=Nazarov"], ["Назаров Суҳроб"]),
        ("contacts", ["family_name=Naza"], []),
        ("contacts", ["title=Kim Viktor"], ["Ким Виктор"]),
        ("contacts", ["phones=+992 90 000 00 02"], ["Назаров Суҳроб"]),
        ("contacts", ["phones=992900000002"], ["Назаров Суҳроб"]),
        ("contacts", ["emails=s.nazarov@misol.example.tj"], ["Назаров Суҳроб"]),
        ("contacts", ["partner=TV Misol"], ["Назаров Суҳроб"]),
        ("contacts", ["partner=GIZ"], ["Brandt Jonas"]),
        ("contacts", ["opt_out=yes"], ["Bekturova Aigerim"]),
        ("contacts", ["languages=fr"], ["Moreau Claire"]),
        ("contacts", ["birthday=1989-03-14"], ["Asanalieva Begimai Ulanovna"]),
        ("contacts", ["birthday=14.03.1989"], ["Asanalieva Begimai Ulanovna"]),
        ("contacts", ["kind=media", "phones="], ["Bekturova Aigerim"]),
        ("facilities", ["handover=2017"], ["Narcology centre in Kulob"]),
        ("facilities", ["host=NNC"], ["Rehabilitation ward of the National Narcology Centre"]),
        ("facilities", ["costs=EUR 73,200.00"], ["Toxicology laboratory in Tashkent"]),
        ("facilities", ["capacity=30"], ["Clean zone at the women's colony"]),
        ("facilities", ["created=2001-01-01"], []),
        ("programmes", ["budget=5000000"], ["CADAP 6"]),
        ("costs", ["amount=38500.00"], ["EUR 38,500.00"]),
    ],
)  # fmt: skip
def test_list_where(program: Program, kind: str, conditions: list[str], titles: list[str]) -> None:
    options = [word for condition in conditions for word in ("--where", condition)]
    done = program("list", kind, *options, "--json")
    assert (done.status, done.error) == (0, "")
    assert [row["title"] for row in done.json] == titles


def test_list_where_the_tie_is_given_by_uid(program: Program) -> None:
    (giz,) = program("list", "partners", "--where", "acronym=GIZ", "--json").json
    (brandt,) = program("list", "contacts", "--where", f"partner={giz['uid']}", "--json").json
    assert brandt["family_name"] == "Brandt"


def test_a_condition_that_cannot_be_understood(program: Program) -> None:
    sentence = program.refused("list", "contacts", "--where", "shoe_size=38", "--json")
    assert sentence.startswith("There is no field “shoe_size” here. Choose one of: honorific, given_name,")
    assert "FIELD=VALUE" in program.refused("list", "contacts", "--where", "country")
    assert "is not a date" in program.refused("list", "contacts", "--where", "birthday=sometime")
    assert program.refused("list", "people") == (
        "“people” is not a kind of record. Choose one of: releases, contacts, partners, facilities, events, "
        "visits, programmes, wordings, groups."
    )


def test_list_for_a_person(program: Program) -> None:
    lines = program("list", "contacts", "--where", "country=TJ").out.splitlines()
    assert lines[0].split() == [
        "Full",
        "name",
        "Job",
        "title",
        "Partner",
        "Country",
        "Phone",
        "E-mail",
        "uid",
    ]
    assert lines[-1] == "3 contacts"
    starts = {line.index("Tajikistan") for line in lines[1:-1]}
    assert starts == {lines[0].index("Country")}
    assert program("list", "contacts", "--where", "country=FR").out == "0 contacts\n"


def test_show(program: Program) -> None:
    (zone,) = program(
        "list", "facilities", "--where", "serves=women", "--where", "capacity=30", "--json"
    ).json
    assert program("show", "facility", zone["uid"], "--json").json == zone
    shown = program("show", "facilities", zone["uid"])
    assert shown.status == 0
    assert shown.out.startswith("Facility: Clean zone at the women's colony\n")
    assert re.search(r"^ *Host partner  State Service for Executing Sentences$", shown.out, re.MULTILINE)
    assert "Visits (2)\n  25 Apr 2019 · How the Clean zone for women came about" in shown.out
    assert program.refused("show", "contact", zone["uid"], "--json") == (
        f"There is no contact with the uid “{zone['uid']}”."
    )


def test_search(program: Program) -> None:
    done = program("search", "Duishenov", "--json")
    assert done.status == 0
    hit, *others = done.json
    assert [other["kind"] for other in others] == ["release"]  # its quote was cleared by him
    assert set(hit) == {"kind", "uid", "title", "snippet"}
    assert (hit["kind"], hit["title"]) == ("contact", "Дүйшенов Талант Абдиевич")
    assert program("search", "nothing-like-this", "--json").json == []
    assert program("search", "nothing-like-this").out == "Nothing found.\n"
    assert re.search(r"^Contact +Дүйшенов Талант", program("search", "дүйшенов").out, re.MULTILINE)


def test_history_undo_and_redo(program: Program) -> None:
    store = Store.open(program.path)
    with store.write("Add a person") as writer:
        uid = writer.create("contact", {"given_name": "Аида"})
    with store.write("Correct the name") as writer:
        writer.update("contact", uid, {"given_name": "Айдай"})
    store.close()
    assert program("undo").out == "Undone: Correct the name\n"
    entries = program("history", uid, "--json").json
    assert [(entry["label"], entry["undone"]) for entry in entries] == [
        ("Undo: Correct the name", False),
        ("Correct the name", True),
        ("Add a person", False),
    ]
    assert entries[1]["changes"] == [
        {"kind": "contact", "uid": uid, "field": "given_name", "old": "Аида", "new": "Айдай"}
    ]
    assert set(entries[0]) == {"batch", "at", "label", "undone", "changes"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", entries[0]["at"])
    assert len(program("history", "--json").json) == 4
    assert program("redo").out == "Redone: Correct the name\n"
    assert program.refused("redo") == "There is nothing to redo."
    told = program("history", uid).out
    assert "Given name: Аида → Айдай" in told
    assert "no such uid" in program.refused("history", "no such uid")


def test_all_of_a_long_history(program: Program) -> None:
    store = Store.open(program.path)
    for number in range(NEWEST + 20):
        with store.write(f"Add {number}") as writer:
            writer.create("contact", {"given_name": f"Person {number}"})
    store.close()
    entries = program("history", "--json").json
    assert [entry["batch"] for entry in entries] == list(range(NEWEST + 21, 0, -1))
    lines = program("history").out.splitlines()
    assert len(lines) == NEWEST + 1
    assert lines[-1] == "What is older is left out; --json has all of it."


def test_nothing_to_undo(tmp_path: Path, program: Program) -> None:
    assert program("undo").status == 0
    assert program.refused("undo") == "There is nothing to undo."


def test_backup_and_restore(program: Program, tmp_path: Path) -> None:
    copy = tmp_path / "copies" / "april.db"
    assert program("backup", copy).status == 0
    program("undo")
    done = program("restore", copy)
    assert done.status == 0
    kept = Path(done.out.strip().removesuffix(".").split(" is in ")[1])
    assert kept.exists()
    assert len(program("list", "facilities", "--json").json) == 10
    (tmp_path / "folder").mkdir()
    assert program("backup", tmp_path / "folder").status == 0
    assert len(list((tmp_path / "folder").glob("dateline-*.db"))) == 1
    assert "is no backup" in program.refused("backup", program.path)


def test_backups_are_listed(program: Program) -> None:
    assert "There is no backup yet" in program("backups").out
    program("backup", program.path.parent / "elsewhere.db")
    assert program("backups", "--json").json == []
    program("restore", program.path.parent / "elsewhere.db")
    (one,) = program("backups", "--json").json
    assert one["reason"] == "before-restore"
    assert one["counts"]["facility"] == 10
    assert one["label"]
    told = program("backups")
    assert told.status == 0
    assert "before a restore" in told.out
    assert "10 facilities" in told.out


def test_restore_into_a_new_store(
    program: Program, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.db"
    program("backup", copy)
    fresh = Program(tmp_path / "fresh" / "dateline.db", capsys)
    assert fresh("restore", copy).status == 0
    store = Store.open(fresh.path)
    with store.read() as session:
        assert count(session, View("facility")) == 10
    store.close()


def test_doctor(program: Program) -> None:
    assert program("doctor") == Done(0, "The store is in order.\n", "")
    store = Store.open(program.path)
    with store.write("Break") as writer:
        writer.session.connection().exec_driver_sql("DELETE FROM search_text WHERE rowid = 1")
    store.close()
    done = program("doctor")
    assert (done.status, done.error) == (1, "")
    assert done.out == "The search was wrong about 1 record. It was put right.\n"
    assert program("doctor").status == 0


def test_export_writes_a_workbook(program: Program, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    done = program(
        "export", out, "--only", "contacts,partners", "--audience", "delegation", "--language", "ru"
    )
    assert (done.status, done.error) == (0, "")
    assert out.read_bytes().startswith(b"PK")
    assert "32 rows" in done.out
    assert str(out) in done.out
    assert "“people” is not a kind of record" in program.refused("export", out, "--only", "people")


def test_export_writes_the_pack_of_a_period(program: Program, tmp_path: Path) -> None:
    out = tmp_path / "pack.xlsx"
    done = program("export", out, "--pack", "--from", "2019-04-01", "--to", "2019-06-30")
    assert (done.status, done.error) == (0, "")
    assert str(out) in done.out and "Contacts: 31 rows" in done.out
    assert "1 release that is not released, or under embargo, was left out." in done.out
    summary, about, *_ = read_workbook(out).sheets
    assert summary.name == "Summary"
    assert "1 April 2019 to 30 June 2019" in str(summary.rows)
    assert "The EU Delegation" in str(about.rows)
    assert "“1 April” is not a day" in program.refused("export", out, "--pack", "--from", "1 April")
    assert "Only a pack has a period" in program.refused("export", out, "--to", "2019-04-01")
    assert "kinds of its own" in program.refused("export", out, "--pack", "--only", "contacts")
    assert "for the programme itself only" in program.refused("export", out, "--pack", "--all-releases")
    assert "Only a pack leaves" in program.refused("export", out, "--all-releases")
    every = (
        "--pack",
        "--from",
        "2019-04-01",
        "--to",
        "2019-06-30",
        "--audience",
        "internal",
        "--all-releases",
    )
    assert "left out" not in program("export", out, *every, "--with-opted-out").out


def test_export_writes_cards(program: Program, tmp_path: Path) -> None:
    out = tmp_path / "people.vcf"
    done = program("export", out, "--audience", "delegation", "--without-opted-out")
    assert (done.status, done.error) == (0, "")
    assert done.out.splitlines() == [
        "31 cards",
        "1 contact who opted out was left out.",
        f"Written to {out}.",
    ]
    cards = out.read_text(encoding="utf-8")
    assert cards.count("BEGIN:VCARD") == 31 and "NOTE:" not in cards
    assert program("export", out, "--only", "contacts").out.startswith("31 cards")
    assert program("export", out, "--with-opted-out").out.startswith("32 cards")
    refused = program.refused("export", out, "--audience", "public", "--with-opted-out")
    assert "for the programme itself only" in refused
    assert "Only contacts have cards" in program.refused("export", out, "--only", "partners")


def test_a_store_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    absent = Program(tmp_path / "absent" / "dateline.db", capsys)
    for arguments in (
        ["list", "contacts"],
        ["search", "x", "--json"],
        ["undo"],
        ["doctor"],
        ["backup", "out.db"],
    ):
        assert absent.refused(*arguments).startswith("There is no store at ")
    assert list(tmp_path.glob("absent")) == []


def test_a_file_that_is_no_store(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.db").write_text("Dear colleagues, " * 50)
    letter = Program(tmp_path / "letter.db", capsys)
    assert letter.refused("list", "contacts", "--json") == (
        "letter.db is not a Dateline store. Choose another file."
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["lst"], "No such command 'lst'."),
        (["list"], "Missing argument 'KIND'."),
        (["list", "contacts", "--shape"], "No such option"),
        (["show", "contact"], "Missing argument 'UID'."),
        (["export", "out.xlsx", "--audience", "everybody"], "Invalid value for '--audience'"),
        (["import"], "Missing argument"),
        (["history", "a", "b"], "unexpected extra argument"),
    ],
)
def test_a_command_that_is_typed_wrong(program: Program, arguments: list[str], sentence: str) -> None:
    assert sentence in program.refused(*arguments)


def test_a_fault_of_ours_is_reported_and_not_shown(
    program: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("about Asel Sekimova")

    monkeypatch.setattr("db.search.search", fail)
    sentence = program.refused("search", "asel", "--json")
    assert sentence.startswith("Something went wrong in Dateline. A report is in ")
    report = Path(sentence.split(" is in ")[1].split(". Please")[0])
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert "Sekimova" not in text


def test_a_reader_that_stops_early(program: Program) -> None:
    command = [sys.executable, "-m", "desktop", "--store", str(program.path), "list", "contacts", "--json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 2


IMPORT_SHEET = {"sheet", "into", "rows", "added", "updated", "unchanged", "held_back", "conflicts", "mapping"}


@pytest.fixture
def people(tmp_path: Path) -> Path:
    """A table of two people, one of them with a date that is none."""
    pytest.importorskip("db.exchange.importing")
    file = tmp_path / "people.csv"
    file.write_text(
        "Family name,Given name,Country,Birthday\nӨмүрбекова,Айгүл,Kyrgyzstan,01.02.1990\n"
        "Tester,Tom,Kyrgyzstan,sometime\n",
        encoding="utf-8",
    )
    return file


def test_an_import_says_what_it_did(program: Program, people: Path) -> None:
    rehearsed = program("import", people, "--into", "contacts", "--dry-run", "--json")
    assert (rehearsed.status, rehearsed.error) == (1, "")
    assert program("list", "contacts", "--where", "family_name=Өмүрбекова", "--json").json == []
    done = program("import", people, "--into", "contacts", "--json")
    assert (done.status, done.error) == (1, "")
    (sheet,) = done.json["sheets"]
    assert set(done.json) == {"batch", "sheets"}
    assert set(sheet) == IMPORT_SHEET
    assert (sheet["rows"], sheet["added"]) == (2, 1)
    (held,) = sheet["held_back"]
    assert set(held) == {"row", "column", "value", "why"}
    assert (held["row"], held["value"]) == (3, "sometime")
    assert len(program("list", "contacts", "--where", "family_name=Өмүрбекова", "--json").json) == 1
    assert program("undo").status == 0


def test_an_import_for_a_person(program: Program, people: Path) -> None:
    done = program("import", people, "--into", "contacts")
    assert done.status == 1
    assert "1 added" in done.out
    assert "row 3" in done.out


def test_an_import_tells_what_came_along_what_is_there_twice_and_saves_what_was_held_back(
    program: Program, tmp_path: Path
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        "Family name,Given name,Organisation,E-mail\nTester,Tom,City News,tom@example.kg\n"
        "Tester,Tom,,tom@example.kg\nBekova,Asel,,nowhere\n",
        encoding="utf-8",
    )
    done = program("import", file, "--into", "contacts", "--held-back", tmp_path / "back.xlsx")
    assert done.status == 1
    assert "also added: 1 partner" in done.out
    assert "row 3: The same record as in row 2." in done.out
    assert "1 held-back row was saved" in done.out
    (sheet,) = read_workbook(tmp_path / "back.xlsx").sheets
    assert list(sheet.rows[0]) == ["Family name", "Given name", "Organisation", "E-mail", "Why"]
    assert list(sheet.rows[1])[:4] == ["Bekova", "Asel", None, "nowhere"]
    again = program("import", file, "--into", "contacts", "--mode", "add", "--json")
    assert again.json["sheets"][0]["added"] == 0 and again.json["batch"] is None
    assert "2 skipped" in program("import", file, "--into", "contacts", "--mode", "add").out
    assert "another name" in program.refused(
        "import", tmp_path / "back.xlsx", "--held-back", tmp_path / "back.xlsx"
    )


def test_importing_what_is_no_workbook(program: Program, people: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.xlsx").write_bytes(b"nothing like it")
    assert "bad.xlsx" in program.refused("import", tmp_path / "bad.xlsx", "--json")
    assert "absent.xlsx" in program.refused("import", tmp_path / "absent.xlsx", "--json")
    assert "“people” is not a kind of record" in program.refused("import", people, "--into", "people")


def test_the_data_of_a_person_are_written_for_the_person(program: Program, tmp_path: Path) -> None:
    uid = program("list", "contacts", "--json").json[0]["uid"]
    done = program("data", uid, tmp_path / "data.json")
    assert (done.status, done.error) == (0, "")
    assert json.loads((tmp_path / "data.json").read_text(encoding="utf-8"))["uid"] == uid
    assert "There is no contact" in program.refused("data", "nobody", tmp_path / "more.json")
