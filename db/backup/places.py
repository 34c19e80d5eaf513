"""Where backups lie: in "backups" beside the store, or in a folder that was chosen, such as on another disk.

Which one was chosen stands in a small file in the folder beside the store, so that the window and the
command line agree; it holds a path and nothing of the store.
"""

import json
from pathlib import Path

from db.backup.contents import contents_of, look
from db.backup.naming import Backup, backups_beside, backups_in, newest_first
from db.errors import WorldError
from db.language import tr
from db.store import Store
from db.store.sentences import world


def default_folder(store: Store) -> Path:
    """Where backups go unless told otherwise: "backups" beside the store."""
    return beside(store.path)


def beside(store: Path) -> Path:
    """The folder beside the store at a path."""
    return store.parent / "backups"


def folder_of(store: Path) -> Path:
    """Where new backups of a store go: the folder that was chosen where it is there, else that beside it."""
    chosen = _chosen(store)
    return chosen if chosen is not None and chosen.is_dir() else beside(store)


def missing_folder(store: Path) -> Path | None:
    """The folder that was chosen and is not there now, as when its disk is not connected."""
    chosen = _chosen(store)
    return chosen if chosen is not None and not chosen.is_dir() else None


def all_folders(store: Path) -> list[Path]:
    """Every folder in which backups of a store may lie."""
    return list(dict.fromkeys((folder_of(store), beside(store))))


def listed(store: Path) -> list[Backup]:
    """The backups of the store at a path, newest first: ours by name and by their first bytes.

    Raises WorldError where a folder can't be read.
    """
    found = [each for folder in all_folders(store) for each in backups_in(folder, store)]
    return newest_first([*found, *backups_beside(store)])


def choose_folder(store: Store, folder: Path | None) -> None:
    """Put new backups there from now on; None for the folder beside the store.

    A folder belongs to one store of a name: WorldError is raised where backups of another one with this
    name lie in it already, which would be thinned with ours. Backups that were made before stay where they
    are, are listed no longer unless they lie beside the store, and are not thinned.
    """
    note = _note(store.path)
    with world(note):
        if folder is None or folder.absolute() == beside(store.path).absolute():
            note.unlink(missing_ok=True)
            return
        _check_free(store, folder)
        note.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"folder": str(folder.absolute())}, ensure_ascii=False)
        part = note.with_suffix(".json.part")
        part.write_text(text, encoding="utf-8")
        part.replace(note)


def _check_free(store: Store, folder: Path) -> None:
    with store.read() as session:
        own = contents_of(session).state.store
    for backup in backups_in(folder, store.path):
        try:
            held = look(backup.path, store.key_of(backup.path)).state.store
        except WorldError:
            continue
        if own and held and held != own:
            words = tr(
                "{folder} has backups of another store called {name}. Choose another folder.",
                folder=folder,
                name=store.path.stem,
            )
            raise WorldError(words)


def _chosen(store: Path) -> Path | None:
    try:
        kept = json.loads(_note(store).read_text(encoding="utf-8"))
        return Path(kept["folder"])
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _note(store: Path) -> Path:
    return beside(store) / f"{store.stem}.json"
