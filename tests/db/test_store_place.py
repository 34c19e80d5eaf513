"""Where a store lies: told from paths, the table of file systems, and what services leave behind."""

from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from db.store import place
from db.store.place import Mount, Place, Surroundings, Where

ROOT = Mount("/", "ext4", "/dev/sda2")
HOME = PurePosixPath("/home/asel")


def posix(path: str, *mounts: Mount, **known: object) -> Place:
    return place.find(PurePosixPath(path), Surroundings(HOME, (ROOT, *mounts), **known))  # type: ignore[arg-type]


def windows(path: str, **known: object) -> Place:
    return place.find(PureWindowsPath(path), Surroundings(PureWindowsPath(r"C:\Users\asel"), **known))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("type_", "device"),
    [
        ("cifs", "//server/office"),
        ("nfs4", "server:/office"),
        ("9p", "office"),
        ("fuse.sshfs", "asel@server:/office"),
        ("fuse.rclone", "office:"),
        ("fuse.gvfsd-fuse", "gvfsd-fuse"),
        ("fuse", "https://dav.example.com/"),
        ("smbfs", "//asel@server/office"),
        ("afpfs", "//server/office"),
        ("webdav", "https://dav.example.com/"),
        ("vboxsf", "office"),
    ],
)
def test_a_share_is_a_network_drive(type_: str, device: str) -> None:
    share = Mount("/mnt/office", type_, device)
    assert posix("/mnt/office/pr/dateline.db", share) == Place(Where.NETWORK, root="/mnt/office")
    assert posix("/mnt/office-old/dateline.db", share) == Place()


@pytest.mark.parametrize(
    "mount",
    [
        Mount("/media/stick", "vfat", "/dev/sdb1"),
        Mount("/media/stick", "fuseblk", "/dev/sdb1"),
        Mount("/media/stick", "bcachefs", "/dev/sdb:/dev/sdc"),
        Mount("/media/stick", "apfs", "/dev/disk3s5"),
        Mount("/media/stick", "tmpfs", "tmpfs"),
    ],
)
def test_a_drive_of_the_machine_is_local(mount: Mount) -> None:
    assert posix("/media/stick/dateline.db", mount) == Place()


def test_what_is_mounted_last_and_innermost_counts() -> None:
    automatic = Mount("/office", "autofs", "systemd-1")
    share, stick = Mount("/office", "cifs", "//server/office"), Mount("/office/stick", "ext4", "/dev/sdb1")
    assert posix("/office/dateline.db", automatic, share).where is Where.NETWORK
    assert posix("/office/stick/dateline.db", stick, automatic, share) == Place()


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - CADAP", "OneDrive"),
        ("Dropbox", "Dropbox"),
        ("Dropbox (CADAP)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("Nextcloud", "Nextcloud"),
        ("Nextcloud2", "Nextcloud"),
        ("ownCloud", "ownCloud"),
        ("Yandex.Disk", "Yandex.Disk"),
        ("Яндекс Диск", "Yandex.Disk"),
        ("Облако Mail.Ru", "Mail.ru"),
        ("Box Sync", "Box"),
        ("pCloudDrive", "pCloud"),
        ("Seafile", "Seafile"),
        ("iCloudDrive", "iCloud Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud Drive"),
        ("Library/CloudStorage/OneDrive-CADAP", "OneDrive"),
        ("Library/CloudStorage/GoogleDrive-asel@example.kg", "Google Drive"),
        ("Library/CloudStorage/Tresorit-CADAP", "Tresorit"),
    ],
)
def test_the_folder_of_a_service_is_known_by_its_name(folder: str, service: str) -> None:
    found = posix(f"/home/asel/{folder}/pr/dateline.db")
    assert (found.where, found.service, found.root) == (Where.SYNCED, service, f"/home/asel/{folder}")
    assert service in found.warning


@pytest.mark.parametrize("name", ["Boxes", "Dropboxes", "My OneDrive notes", "Seafile.txt", "Documents"])
def test_a_name_that_is_only_like_it_is_no_service(name: str) -> None:
    assert posix(f"/home/asel/{name}/dateline.db") == Place()


@pytest.mark.parametrize(
    ("mark", "service"),
    [(".stfolder", "Syncthing"), (".sync/ID", "Resilio Sync"), (".dropbox.cache", "Dropbox")],
)
def test_the_folder_of_a_service_is_known_by_what_is_in_it(mark: str, service: str) -> None:
    there = PurePosixPath("/data/office") / mark
    found = posix("/data/office/pr/dateline.db", exists=there.__eq__)
    assert found == Place(Where.SYNCED, service, "/data/office")


def test_dropbox_keeps_its_settings_at_home() -> None:
    assert posix("/home/asel/dateline.db", exists=(HOME / ".dropbox").__eq__) == Place()


def test_linux_tells_of_its_mounts() -> None:
    listed = "/dev/sda2 / ext4 rw 0 0\n//server/pr\\040office /mnt/pr\\040office cifs rw,vers=3 0 0\n"
    share = Mount("/mnt/pr office", "cifs", "//server/pr office")
    assert place._table(listed) == (ROOT, share)


def test_a_share_is_not_asked_for_marks() -> None:
    def exists(path: PurePath) -> bool:
        raise AssertionError(path)

    share = Mount("/mnt/dead", "nfs", "server:/gone")
    assert posix("/mnt/dead/dateline.db", share, exists=exists).where is Where.NETWORK


def test_windows_shares_mapped_drives_and_services() -> None:
    assert windows(r"\\server\office\dateline.db") == Place(Where.NETWORK, root="\\\\server\\office")
    assert windows(r"g:\pr\dateline.db", remote_drives=frozenset({"G:"})).where is Where.NETWORK
    assert windows(r"D:\pr\dateline.db", remote_drives=frozenset({"G:"})) == Place()
    one = windows(r"d:\work\cloud\dateline.db", environment={"OneDriveCommercial": r"D:\Work\Cloud"})
    assert (one.where, one.service) == (Where.SYNCED, "OneDrive")
    assert windows(r"D:\Team\pr.db", synced={r"D:\team": "Nextcloud"}).service == "Nextcloud"


def test_on_this_machine_a_folder_of_ones_own_is_local(tmp_path: Path) -> None:
    assert place.place_of(tmp_path / "dateline.db") == Place()
    (tmp_path / ".stfolder").mkdir()
    assert place.place_of(tmp_path / "pr" / "dateline.db").service == "Syncthing"


def test_a_link_into_a_service_leads_there(tmp_path: Path) -> None:
    (tmp_path / "Nextcloud").mkdir()
    (tmp_path / "office").symlink_to(tmp_path / "Nextcloud")
    assert place.place_of(tmp_path / "office" / "dateline.db").service == "Nextcloud"


def test_dropbox_says_where_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / ".dropbox").mkdir()
    info = tmp_path / ".dropbox" / "info.json"
    info.write_text(f'{{"business": {{"path": "{tmp_path}/team", "host": 1}}}}', encoding="utf-8")
    assert place.place_of(tmp_path / "team" / "dateline.db").service == "Dropbox"
    info.write_text('["something else"]', encoding="utf-8")
    assert place.place_of(tmp_path / "team" / "dateline.db") == Place()


def test_copies_in_conflict_are_noticed(tmp_path: Path) -> None:
    copies = [
        "dateline (Asel's conflicted copy 2026-04-25).db",
        "dateline (conflicted copy 2026-04-25 101010).db",
        "dateline (конфликтующая копия).db",
        "dateline (1).db",
        "dateline-DESKTOP-4A11.db",
        "dateline.sync-conflict-20260425-101010-ABCDEFG.db",
        "dateline_conflict-20260425-101010.db",
    ]
    others = [
        "dateline.db",
        "dateline-before-3.db",
        "dateline-2026-04-25.db",
        "dateline.db-wal",
        "example.db",
    ]
    for name in (*copies, *others):
        (tmp_path / name).touch()
    assert [each.name for each in place.conflict_copies(tmp_path / "dateline.db")] == sorted(copies)
