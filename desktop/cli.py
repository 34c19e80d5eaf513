"""The command line: `dateline` alone opens the window, its verbs do the same work without one.

Everything heavy, Qt above all, is imported where it is used, so that an answer does not wait for the window.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from db.errors import Cancelled, Damaged, WorldError
from db.language import mark, tr
from desktop import cli_language
from desktop.cli_output import answer, prepare_streams

if TYPE_CHECKING:
    from db.store import Store

DONE, LOOK, NOT_DONE = 0, 1, 2
"""Exit status: done; done, with something for a person to look at; not done."""

FILE = click.Path(path_type=Path)
AUDIENCES = ("internal", "delegation", "public")
MODES = ("add", "fill", "update", "both")


@dataclass(frozen=True)
class Chosen:
    """Which store a command works on."""

    path: Path | None
    sample: bool

    @contextmanager
    def store(self, *, create: bool = False, reads: bool = False) -> Iterator["Store"]:
        """The store, opened for one command, which may only be one that `reads`.

        Raises WorldError when it can't be opened.
        """
        from db.rescue import noticing
        from db.store import Store, default_path
        from desktop.cli_opening import open_store
        from desktop.cli_passphrase import with_passphrase

        if self.sample:
            from db import example

            store = Store.open(example.default_path())
            example.fill_once(store)
        else:
            path = self.path or default_path()
            store = with_passphrase(
                lambda given: noticing(
                    path, given, lambda: open_store(path, given, create=create, reads=reads)
                ),
                path,
            )
        try:
            yield store
        finally:
            store.close()

    def open_window(self) -> int:
        """The window on this store; answers the exit status when it is closed.

        One that is there already comes to the front instead: it is asked before another is even loaded.
        """
        from desktop.single_instance import knock

        place = self.place()
        if knock(place):
            return DONE
        from desktop.app import run

        return run(place, sample=self.sample)

    def place(self) -> Path:
        """Where the store is."""
        if self.sample:
            from db import example

            return example.default_path()
        from db.store import default_path

        return self.path or default_path()


as_json = click.option(
    "--json", "as_json", is_flag=True, help=mark("Print one JSON document and nothing else.")
)
chosen_store = click.make_pass_decorator(Chosen)


def _say_version(context: click.Context, _parameter: click.Parameter, asked: bool) -> None:
    if asked:
        click.echo(f"dateline {version()}")
        context.exit(DONE)


@click.group(invoke_without_command=True, help=mark("Open the window, or do the same work without it."))
@click.option("--store", "path", type=FILE, help=mark("The store to use instead of the usual one."))
@click.option("--sample", is_flag=True, help=mark("Use the example, which is kept apart from your store."))
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_say_version,
              help=mark("Print the version."))  # fmt: skip
@click.pass_context
def dateline(context: click.Context, path: Path | None, sample: bool) -> int | None:
    """All commands; without one the window opens."""
    context.obj = Chosen(path, sample)
    return context.obj.open_window() if context.invoked_subcommand is None else None


@dateline.command("import", help=mark("Bring in workbooks."))
@click.argument("workbooks", metavar="WORKBOOK…", type=FILE, nargs=-1, required=True)
@click.option("--into", metavar="KIND", default="", help=mark("What the rows are, such as contacts."))
@click.option("--sheet", metavar="NAME", default="", help=mark("Take this sheet only."))
@click.option("--dry-run", is_flag=True, help=mark("Say what would be done and write nothing."))
@click.option("--prefer", type=click.Choice(("theirs", "ours")),
              help=mark("Whose value to take where both sides changed it since the export."))  # fmt: skip
@click.option("--mode", type=click.Choice(MODES), default="both",
              help=mark("What rows may do: add new records, fill in blanks, update known ones."))  # fmt: skip
@click.option("--held-back", type=FILE, metavar="OUT.xlsx",
              help=mark("Save the rows that were held back, with the reason."))  # fmt: skip
@click.option("--no-memory", is_flag=True,
              help=mark("Do not use what was chosen before for the same headers, nor keep it."))  # fmt: skip
@as_json
@chosen_store
def _import(chosen: Chosen, /, *, as_json: bool, **asked: Any) -> int:
    from desktop.cli_import import Wish, bring_in, together, told

    wish = Wish(**{**asked, "prefer": asked["prefer"] or ""})
    with chosen.store(create=True) as store:
        reports, without_backup = bring_in(store, wish)
    answer(as_json, together(reports), lambda: told(reports, wish))
    if without_backup:
        _fail(without_backup)
    return LOOK if without_backup or any(report.needs_attention for report in reports) else DONE


@dateline.command("export", help=mark("Write a workbook with all of the store, one sheet for each kind."))
@click.argument("out", metavar="OUT.xlsx", type=FILE)
@click.option("--only", metavar="KINDS", default="", help=mark("Kinds of record, separated by commas."))
@click.option("--audience", type=click.Choice(AUDIENCES), help=mark("Whom it is for."))
@click.option("--language", type=click.Choice(("en", "ru")), default="en",
              help=mark("The language of its headers."))  # fmt: skip
@click.option("--pack", is_flag=True, help=mark("Write the Delegation pack: figures, charts and their rows."))
@click.option("--from", "first", metavar="DATE", default="", help=mark("The first day of the pack."))
@click.option("--to", "last", metavar="DATE", default="", help=mark("The last day of the pack."))
@click.option("--with-opted-out", is_flag=True,
              help=mark("Contacts who opted out, too: for the programme itself only."))  # fmt: skip
@click.option("--without-opted-out", is_flag=True,
              help=mark("Leave out contacts who opted out, as is done anyway."))  # fmt: skip
@click.option("--all-releases", is_flag=True,
              help=mark("Put drafts and withdrawn releases into an internal pack, too."))  # fmt: skip
@click.option("--group", metavar="NAME", default="",
              help=mark("Only the contacts of this group, without those who opted out."))  # fmt: skip
@chosen_store
def _export(chosen: Chosen, /, **asked: Any) -> int:
    from desktop.cli_export import Wish, export, told

    with chosen.store(reads=True) as store:
        report = export(store, Wish(**{**asked, "audience": asked["audience"] or ""}))
    for line in told(report):
        click.echo(line)
    return DONE


@dateline.command("search", help=mark("Find records of all kinds by any of their words."))
@click.argument("text", metavar="TEXT")
@as_json
@chosen_store
def _search(chosen: Chosen, text: str, as_json: bool) -> int:
    from db.search import search
    from desktop.cli_text import hits

    with chosen.store(reads=True) as store, store.read() as session:
        found = search(session, text)
    answer(as_json, [hit.to_json() for hit in found], lambda: hits(found))
    return DONE


@dateline.command("list", help=mark("List the records of a kind."))
@click.argument("kind", metavar="KIND")
@click.option("--where", "conditions", metavar="FIELD=VALUE", multiple=True,
              help=mark("Only records that meet this condition; may be given several times."))  # fmt: skip
@as_json
@chosen_store
def _list(chosen: Chosen, kind: str, conditions: tuple[str, ...], as_json: bool) -> int:
    from db.queries import as_json as plain
    from db.queries import list_ids, rows
    from db.records import record_type
    from desktop.cli_text import listed
    from desktop.cli_where import narrowed

    name = record_type(kind).about.name
    with chosen.store(reads=True) as store, store.read() as session:
        asked = narrowed(session, name, conditions)
        listing = rows(session, name, list_ids(session, asked.view), as_of_today=True)
        found = [row for row in listing if asked.keeps(row)]
    answer(as_json, [plain(row) for row in found] if as_json else None, lambda: listed(name, found))
    return DONE


@dateline.command("show", help=mark("Show one record with all it is tied to."))
@click.argument("kind", metavar="KIND")
@click.argument("uid", metavar="UID")
@as_json
@chosen_store
def _show(chosen: Chosen, kind: str, uid: str, as_json: bool) -> int:
    from db.queries import as_json as plain
    from db.queries import one, related
    from db.records import record_type
    from desktop.cli_text import record

    name = record_type(kind).about.name
    with chosen.store(reads=True) as store, store.read() as session:
        row = one(session, name, uid)
        lists = related(session, name, uid) if row is not None and not as_json else []
    if row is None:
        raise WorldError(tr("There is no {kind} with the uid “{uid}”.", kind=name, uid=uid))
    answer(as_json, plain(row), lambda: record(row, lists))
    return DONE


@dateline.command("history", help=mark("What was changed, newest first: all of it, or of one record."))
@click.argument("uid", metavar="[UID]", required=False)
@as_json
@chosen_store
def _history(chosen: Chosen, uid: str | None, as_json: bool) -> int:
    from desktop import cli_text
    from desktop.cli_history import NEWEST, entries_of, plain

    with chosen.store(reads=True) as store:
        entries = entries_of(store, uid, everything=as_json)
    if uid is not None and not entries:
        raise WorldError(tr("Nothing is known of a record with the uid “{uid}”.", uid=uid))
    answer(
        as_json,
        [plain(entry) for entry in entries],
        lambda: cli_text.history(entries, with_changes=uid is not None, cut=len(entries) == NEWEST),
    )
    return DONE


@dateline.command("undo", help=mark("Take back the latest change."))
@chosen_store
def _undo(chosen: Chosen) -> int:
    with chosen.store() as store:
        label = store.undo()
    if label is None:
        raise WorldError(tr("There is nothing to undo."))
    click.echo(tr("Undone: {label}", label=label))
    return DONE


@dateline.command("redo", help=mark("Apply again what was taken back last."))
@chosen_store
def _redo(chosen: Chosen) -> int:
    with chosen.store() as store:
        label = store.redo()
    if label is None:
        raise WorldError(tr("There is nothing to redo."))
    click.echo(tr("Redone: {label}", label=label))
    return DONE


@dateline.command("data", help=mark("Write all that is kept about a contact, to be given to them."))
@click.argument("uid", metavar="UID")
@click.argument("out", metavar="OUT", type=FILE)
@chosen_store
def _data(chosen: Chosen, uid: str, out: Path) -> int:
    from db.personal.giving import give

    with chosen.store() as store:
        give(store, uid, out)
    click.echo(tr("Written to {path}.", path=out))
    return DONE


@dateline.command("backup", help=mark("Save a checked copy of the store, in a file or in a folder."))
@click.argument("out", metavar="OUT", type=FILE)
@chosen_store
def _backup(chosen: Chosen, out: Path) -> int:
    from db.backup import backup

    with chosen.store(reads=True) as store:
        made = backup(store, out) if out.is_dir() else out
        if made == out:
            store.copy_to(out)
    click.echo(tr("The store was copied to {path} and checked.", path=made))
    return DONE


@dateline.command("backups", help=mark("List the backups of the store, newest first, and what they hold."))
@as_json
@chosen_store
def _backups(chosen: Chosen, as_json: bool) -> int:
    from desktop.cli_backups import look, told

    with chosen.store(reads=True) as store:
        found = look(store)
    answer(as_json, found, lambda: told(found))
    return LOOK if any(each["problem"] for each in found) else DONE


@dateline.command("restore", help=mark("Make the store what a backup is; what it was before is kept."))
@click.argument("file", metavar="FILE", type=FILE)
@chosen_store
def _restore(chosen: Chosen, file: Path) -> int:
    from db.backup import restore
    from db.store import is_encrypted
    from desktop import cli_passphrase as asking

    with chosen.store(create=True) as store:
        open_now = store.key is None and file.is_file() and is_encrypted(file)
        kept = asking.with_passphrase(
            lambda given: restore(store, file, passphrase=given), file, asking.BACKUP
        )
    click.echo(tr("The store was restored. How it was before is in {path}.", path=kept))
    if open_now:
        click.echo(tr("The backup was protected; the store is not. “dateline passphrase --set” protects it."))
    return LOOK if open_now else DONE


@dateline.command("passphrase", help=mark("Protect the store and its backups with a passphrase, or no more."))
@click.option("--set", "protected", flag_value=True, type=bool, default=None,
              help=mark("Put them under a passphrase, or another one, which is asked for."))  # fmt: skip
@click.option("--remove", "protected", flag_value=False, type=bool,
              help=mark("Write them without encryption."))  # fmt: skip
@chosen_store
def _passphrase(chosen: Chosen, protected: bool | None) -> int:
    from desktop.cli_passphrase import change

    if protected is None:
        raise WorldError(tr("Say what to do: --set or --remove."))
    with chosen.store() as store:
        left = change(store, protected=protected)
    click.echo(tr("The store is protected.") if protected else tr("The store is not protected any more."))
    for each in left:
        click.echo(tr("{path} stays as it was: {why}", path=each.path, why=each.why))
    return LOOK if left else DONE


@dateline.command("doctor", help=mark("See whether the store is whole, and mend what can be mended."))
@click.option("--rebuild", is_flag=True,
              help=mark("Rebuild a damaged store from what is left; the damaged file is kept."))  # fmt: skip
@chosen_store
def _doctor(chosen: Chosen, rebuild: bool) -> int:
    from desktop.cli_doctor import visit

    if chosen.sample and not chosen.place().exists():
        with chosen.store():
            pass
    found = visit(chosen.place(), rebuild=rebuild)
    for line in found.told():
        click.echo(line)
    return DONE if found.is_well else LOOK


def _later(verb: str) -> NoReturn:
    raise WorldError(tr("“{verb}” comes in a later version.", verb=verb))


@dateline.command("read", help=mark("Read a press release from a document (in a later version)."))
@click.argument("document", metavar="DOCUMENT", type=FILE)
@click.option("--save", is_flag=True, help=mark("Keep it as a release."))
@as_json
def _read(document: Path, save: bool, as_json: bool) -> NoReturn:
    _later("read")


@dateline.command("write", help=mark("Write a release as a document (in a later version)."))
@click.argument("reference", metavar="REFERENCE")
@click.argument("out", metavar="OUT", type=FILE)
def _write(reference: str, out: Path) -> NoReturn:
    _later("write")


@dateline.command("check", help=mark("Check a release before it goes out (in a later version)."))
@click.argument("reference", metavar="REFERENCE")
@as_json
def _check(reference: str, as_json: bool) -> NoReturn:
    _later("check")


@dateline.command("duplicates", help=mark("Find contacts, partners and facilities that are there twice."))
@click.argument("kind", metavar="[KIND]", required=False)
@as_json
@chosen_store
def _duplicates(chosen: Chosen, kind: str | None, as_json: bool) -> int:
    from desktop.cli_duplicates import look, told

    with chosen.store(reads=True) as store, store.read() as session:
        found = look(session, kind)
        lines = [] if as_json else list(told(session, found))
    answer(as_json, [twin.as_json() for twin in found.twins], lambda: lines)
    return LOOK if found.twins else DONE


def version() -> str:
    """The version of Dateline: that of the installed package, else of the checkout."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    try:
        return installed("dateline")
    except PackageNotFoundError:
        import tomllib

        declared = Path(__file__).parent.parent / "pyproject.toml"
        return str(tomllib.loads(declared.read_text(encoding="utf-8"))["project"]["version"])


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; answers the exit status. What failed is one line on standard error."""
    prepare_streams()
    cli_language.speak(dateline)
    try:
        status = dateline.main(arguments, prog_name="dateline", standalone_mode=False)
    except click.Abort:
        return _fail(tr("Stopped; nothing was kept."))
    except click.ClickException as error:
        return _fail(error.format_message())
    except (WorldError, Cancelled) as error:
        further = tr("“dateline doctor” says what is left of it.") if isinstance(error, Damaged) else ""
        return _fail(f"{error} {further}" if str(error) else tr("Stopped; nothing was kept."))
    except SystemExit:
        # So Click ends when the program that reads the output has had enough of it.
        return NOT_DONE
    except Exception as error:
        from desktop import crash

        return _fail(crash.report(error))
    return status if isinstance(status, int) else DONE


def _fail(sentence: str) -> int:
    click.echo(f"dateline: {' '.join(sentence.split())}", err=True)
    return NOT_DONE
