"""What the window remembers, and that of a protected store it tells nothing to others."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.store import Store
from desktop.settings import Settings

SECRET = "Секимова"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = Store.open(tmp_path / "dateline.db")
    yield made
    made.close()


def tells(folder: Path) -> list[str]:
    """The files that hold the secret, as it is or as settings write it."""
    forms = [SECRET.encode(), SECRET.encode("utf-16-le"), rb"\x421\x435\x43a\x438\x43c"]
    return [
        file.name
        for file in folder.rglob("*")
        if file.is_file() and any(form in file.read_bytes() for form in forms)
    ]


def test_what_tells_of_contents_moves_under_the_passphrase_and_back(store: Store, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "dateline.ini").of_store(store)
    settings.put("views/contact", [SECRET])
    settings.put("scheme", "dark")
    settings.sync()
    assert tells(tmp_path) == ["dateline.ini"]
    store.protect("first passphrase")
    settings.follow_store()
    assert tells(tmp_path) == []
    settings.put("view/contact", {"filter": SECRET})
    settings.sync()
    assert tells(tmp_path) == []

    again = Settings(tmp_path / "dateline.ini").of_store(store)
    assert again.get("views/contact") == [SECRET]
    assert again.get("view/contact") == {"filter": SECRET}
    assert again.get("scheme") == "dark"
    store.protect("second passphrase")
    again.follow_store()
    assert Settings(tmp_path / "dateline.ini").of_store(store).get("views/contact") == [SECRET]
    assert tells(tmp_path) == []

    store.protect(None)
    again.follow_store()
    assert again.get("views/contact") == [SECRET]
    assert Settings(tmp_path / "dateline.ini").of_store(store).get("view/contact") == {"filter": SECRET}
    assert not (tmp_path / "dateline.db.settings").exists()


def test_other_windows_do_not_see_what_is_under_a_passphrase(store: Store, tmp_path: Path) -> None:
    store.protect("first passphrase")
    shared = Settings(tmp_path / "dateline.ini")
    own = shared.of_store(store)
    own.put("folder", SECRET)
    assert shared.get("folder") is None
    shared.put("folder", "elsewhere")
    assert own.get("folder") == SECRET


def test_what_is_changed_while_the_store_is_locked_is_kept_after(store: Store, tmp_path: Path) -> None:
    store.protect("first passphrase")
    settings = Settings(tmp_path / "dateline.ini").of_store(store)
    store.lock()
    settings.put("folder", SECRET)
    settings.sync()
    assert tells(tmp_path) == []
    store.unlock("first passphrase")
    settings.sync()
    assert Settings(tmp_path / "dateline.ini").of_store(store).get("folder") == SECRET


def test_all_windows_hear_how_close_rows_stand(store: Store, tmp_path: Path) -> None:
    shared = Settings(tmp_path / "dateline.ini")
    heard: list[str] = []
    first, second = shared.of_store(store), shared.of_store(store)
    second.density_changed.connect(lambda: heard.append("second"))
    first.density_changed.emit()
    assert heard == ["second"]


def test_a_protected_store_that_is_only_read_takes_no_settings_away(store: Store, tmp_path: Path) -> None:
    store.protect("first passphrase")
    shared = Settings(tmp_path / "dateline.ini")
    shared.put("folder", "elsewhere")
    reader = Store.open(store.path, passphrase="first passphrase", read_only=True)
    shared.of_store(reader).put("folder", SECRET)
    shared.sync()
    assert tells(tmp_path) == []
    assert Settings(tmp_path / "dateline.ini").get("folder") == "elsewhere"
    reader.close()


def test_what_two_programs_keep_is_all_kept(store: Store, tmp_path: Path) -> None:
    store.protect("first passphrase")
    window, command = (Settings(tmp_path / "dateline.ini").of_store(store) for _ in range(2))
    command.put("import/mappings", {"Фамилия": "family_name"})
    command.sync()
    window.put("folder", SECRET)
    window.sync()
    again = Settings(tmp_path / "dateline.ini").of_store(store)
    assert again.get("import/mappings") == {"Фамилия": "family_name"}
    assert again.get("folder") == SECRET
