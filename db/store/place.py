"""Where a store lies: on this machine, on a network drive, or in a folder that a service keeps in step.

SQLite's write-ahead log needs memory that all who use the file share, so it does not work over a network
(https://sqlite.org/wal.html), and a service that copies the file and its log one after the other may put
together what never belonged together. There a store is kept in one file, see `Store`.

Sources: which types of file system are remote is gnulib's ME_REMOTE (lib/mountlist.c, by which `df --local`
goes), with those of macOS, of FUSE and of virtual machines added; OneDrive's variables and macOS's folder
~/Library/CloudStorage are what the services' own manuals name, Dropbox's info.json is described at
https://help.dropbox.com/installs/locate-dropbox-folder, SyncRootManager at
https://learn.microsoft.com/en-us/windows/win32/shell/integrate-cloud-storage; `.stfolder` and the names of
copies in conflict are Syncthing's, Dropbox's, Nextcloud's and OneDrive's.
"""

import json
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from pathlib import Path, PurePath

from db.language import mark, tr, trn


class Where(Enum):
    """What kind of place it is."""

    LOCAL = auto()
    NETWORK = auto()
    SYNCED = auto()


@dataclass(frozen=True)
class Place:
    """Where a store lies; `root` is the folder from which on it is so, `service` who keeps it in step."""

    where: Where = Where.LOCAL
    service: str = ""
    root: str = ""

    @property
    def is_shared(self) -> bool:
        """Whether other machines may come to the file."""
        return self.where is not Where.LOCAL

    @property
    def warning(self) -> str:
        """What that means and what to do about it; empty where it means nothing."""
        match self.where:
            case Where.LOCAL:
                return ""
            case Where.NETWORK:
                return tr(_ON_NETWORK)
            case Where.SYNCED:
                return tr(_IN_SERVICE, service=self.service)


@dataclass(frozen=True)
class Mount:
    """A file system, where it begins, and on what it is."""

    point: str
    type: str
    device: str = ""


@dataclass(frozen=True)
class Surroundings:
    """What a machine says about its drives and services; nothing of it is found by asking a drive."""

    home: PurePath
    mounts: Sequence[Mount] = ()
    environment: Mapping[str, str] = field(default_factory=dict)
    remote_drives: frozenset[str] = frozenset()
    """Letters of Windows's mapped drives, such as "G:"."""
    synced: Mapping[str, str] = field(default_factory=dict)
    """Folders that services have entered with the system, and the name of the service."""
    exists: Callable[[PurePath], bool] = lambda _path: False


_ON_NETWORK = mark(
    "This store lies on a network drive. One computer at a time can change it; close Dateline here before you"
    " open it elsewhere."
)
_IN_SERVICE = mark(
    "This store lies in {service}. Close Dateline, and let {service} finish, before you open it on another"
    " computer."
)

_REMOTE_TYPES = {
    *("acfs", "afs", "auristorfs", "coda", "fhgfs", "gpfs", "ibrix", "ocfs2", "vxfs"),
    *("nfs", "nfs4", "smbfs", "smb3", "cifs"),
    # What gnulib leaves out; the last line are folders of the machine around a virtual one.
    *("ncpfs", "ceph", "glusterfs", "lustre", "gfs2", "beegfs", "9p", "davfs"),
    *("afpfs", "webdav", "ftp", "macfuse", "osxfuse", "fusefs"),
    *("vboxsf", "vmhgfs", "prl_fs", "virtiofs"),
}
_LOCAL_FUSE = {
    *("fuseblk", "fuse.ntfs-3g", "fuse.ntfs", "fuse.exfat", "fuse.portal", "fuse.lxcfs"),
    *("fuse.gocryptfs", "fuse.encfs", "fuse.cryfs", "fuse.veracrypt", "fuse.bindfs", "fuse.mergerfs"),
    *("fuse-overlayfs", "fuse.fuse-overlayfs"),
}

# How the services call the folder that they make.
_FOLDERS = [
    (service, re.compile(pattern, re.IGNORECASE))
    for service, pattern in (
        ("OneDrive", r"(One|Sky)Drive([ -].+)?"),
        ("Dropbox", r"Dropbox(-.+| \(.+\))?"),
        ("Google Drive", r"Google ?Drive([ -].+)?"),
        ("iCloud Drive", r"iCloud ?Drive|com~apple~CloudDocs"),
        ("Nextcloud", r"Nextcloud\d*"),
        ("ownCloud", r"ownCloud\d*"),
        ("Yandex.Disk", r"(Yandex|Яндекс)[. ]?(Disk|Диск).*"),
        ("Mail.ru", r"(Cloud|Облако) ?Mail\.?Ru"),
        ("Box", r"Box([ -](Sync|Box))?"),
        ("pCloud", r"pCloud ?(Drive|Sync)"),
        ("Seafile", r"Seafile"),
        ("MEGA", r"MEGA(sync)?"),
        ("Proton Drive", r"Proton ?Drive([ -].+)?"),
    )
]
# What they put into it, for folders that have another name.
_MARKS = (
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".sync/ID", "Resilio Sync"),
    (".tmp.drivedownload", "Google Drive"),
)
_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")


def place_of(path: Path) -> Place:
    """Where a store lies, or would lie, on this machine; no drive but its own is asked."""
    whole = Path(os.path.abspath(path))
    # A link may lead elsewhere; the drive that it leads to is that of the store.
    real = Path(os.path.realpath(whole))
    around = surroundings(real)
    found = find(real, around)
    return found if found.is_shared or real == whole else find(whole, around)


def find(path: PurePath, around: Surroundings) -> Place:
    """Where a path lies, by what is known of the machine."""
    service = _synced(path, around)
    if service is not None:
        return service
    mount = _mount_of(path, around.mounts)
    if mount is not None and _is_remote(mount):
        return Place(Where.NETWORK, root=mount.point)
    if path.drive.startswith("\\\\") or path.drive.upper() in around.remote_drives:
        return Place(Where.NETWORK, root=path.drive)
    # Last, as it asks the drive, which is known to be local now.
    return _marked(path, around) or Place()


def conflict_copies(path: Path) -> list[Path]:
    """Copies that a service made of a store beside it when it was changed on two machines, by name.

    Raises OSError where the folder can't be read.
    """
    pattern = _conflicts(path)
    return sorted(each for each in path.parent.iterdir() if pattern.fullmatch(each.name))


def conflict_words(service: str, copies: Sequence[Path]) -> str:
    """That there are copies in conflict, and what to do about them."""
    return trn(
        "The store was changed on two computers: {service} kept the other version as {names}. Open it to see"
        " what it has, then move it away.",
        "The store was changed on several computers: {service} kept the other versions as {names}. Open them"
        " to see what they have, then move them away.",
        len(copies),
        service=service,
        names=", ".join(each.name for each in copies),
    )


def _conflicts(path: Path) -> re.Pattern[str]:
    """Names such as "dateline (conflicted copy 2026-04-25).db" or, by OneDrive, "dateline-DESKTOP-47.db"."""
    within = r"[^/\\]*(conflict|конфликт|konflikt|conflit)[^/\\]*"
    computer = r"-(?=[A-Z0-9-]*[A-Z])[A-Z0-9-]{2,}"
    return re.compile(
        rf"{re.escape(path.stem)}((?i:{within})|{computer}| \(\d+\)){re.escape(path.suffix)}", re.DOTALL
    )


def surroundings(path: Path) -> Surroundings:
    """What this machine says about its drives and services, as far as it concerns a path."""
    is_windows = sys.platform == "win32"
    return Surroundings(
        home=Path.home(),
        mounts=() if is_windows else _mounts(),
        environment=os.environ,
        remote_drives=frozenset({path.drive.upper()} if _is_mapped(path.drive) else ()),
        synced={**_dropbox(), **_sync_roots()},
        exists=os.path.exists,
    )


def _synced(path: PurePath, around: Surroundings) -> Place | None:
    """The service in whose folder a path lies, by its name or by what the system knows."""
    known = {around.environment.get(name, ""): "OneDrive" for name in _VARIABLES} | dict(around.synced)
    for root, service in known.items():
        if root and path.is_relative_to(root):
            return Place(Where.SYNCED, service, root)
    for folder in path.parents:
        for service, pattern in _FOLDERS:
            if pattern.fullmatch(folder.name):
                return Place(Where.SYNCED, service, str(folder))
    clouds = around.home / "Library" / "CloudStorage"
    if path.is_relative_to(clouds):
        name = path.relative_to(clouds).parts[0]
        return Place(Where.SYNCED, name.partition("-")[0], str(clouds / name))
    return None


def _marked(path: PurePath, around: Surroundings) -> Place | None:
    for folder in path.parents:
        for name, service in _MARKS:
            # Dropbox keeps its settings in the home folder under the name that marks its folder elsewhere.
            if folder != around.home and around.exists(folder / name):
                return Place(Where.SYNCED, service, str(folder))
    return None


def _mount_of(path: PurePath, mounts: Sequence[Mount]) -> Mount | None:
    """The file system of a path: the innermost; of several at one point the last, which hides the others."""
    around = [mount for mount in mounts if path.is_relative_to(mount.point)]
    return max(reversed(around), key=lambda mount: len(PurePath(mount.point).parts), default=None)


def _is_remote(mount: Mount) -> bool:
    kind = mount.type.lower()
    is_named_by_host = ":" in mount.device and not mount.device.startswith("/dev/")
    is_fuse = kind.startswith("fuse") and kind not in _LOCAL_FUSE
    return kind in _REMOTE_TYPES or is_fuse or is_named_by_host or mount.device.startswith("//")


def _mounts() -> tuple[Mount, ...]:
    try:
        if sys.platform == "linux":
            return _table(Path("/proc/self/mounts").read_text(encoding="utf-8", errors="surrogateescape"))
        import psutil

        return tuple(
            Mount(each.mountpoint, each.fstype, each.device) for each in psutil.disk_partitions(all=True)
        )
    except OSError:
        # A sandbox may keep its table of drives to itself; the folders and their names are still there.
        return ()


def _table(text: str) -> tuple[Mount, ...]:
    """The file systems that Linux lists; as in fstab(5), white space stands there as octal numbers."""
    lines = [
        [re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), word) for word in line.split(" ")]
        for line in text.splitlines()
    ]
    return tuple(Mount(line[1], line[2], line[0]) for line in lines if len(line) > 2)


def _is_mapped(drive: str) -> bool:
    """Whether a letter of Windows stands for a network drive: asked of the system, not of the drive."""
    if sys.platform != "win32":
        return False
    import ctypes

    remote = 4  # DRIVE_REMOTE of fileapi.h
    return bool(drive) and ctypes.windll.kernel32.GetDriveTypeW(f"{drive}\\") == remote


def _dropbox() -> dict[str, str]:
    """The folders that Dropbox has written down, wherever it was told to keep them."""
    homes = [Path.home() / ".dropbox"]
    homes += [
        Path(os.environ[name]) / "Dropbox" for name in ("APPDATA", "LOCALAPPDATA") if name in os.environ
    ]
    found: dict[str, str] = {}
    for home in homes:
        try:
            accounts = json.loads((home / "info.json").read_text(encoding="utf-8"))
            found |= {str(account["path"]): "Dropbox" for account in accounts.values()}
        except (OSError, ValueError, AttributeError, TypeError, KeyError):
            # No Dropbox, or one that writes down something else by now.
            continue
    return found


def _sync_roots() -> dict[str, str]:
    """The folders that services have entered with Windows, such as those of OneDrive and Nextcloud."""
    if sys.platform != "win32":
        return {}
    import winreg

    manager = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager"
    found = {}
    try:
        with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, manager) as services:
            names = [winreg.EnumKey(services, place) for place in range(winreg.QueryInfoKey(services)[0])]
            for name in names:
                with winreg.OpenKey(services, rf"{name}\UserSyncRoots") as roots:
                    for place in range(winreg.QueryInfoKey(roots)[1]):
                        found[str(winreg.EnumValue(roots, place)[1])] = name.partition("!")[0]
    except OSError:
        # Nothing was entered, or by a service that is no longer there; the names of folders still tell.
        return found
    return found
