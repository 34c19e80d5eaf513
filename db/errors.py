"""The two kinds of error: what the world did, and what we did wrong.

What the world did (a file that is locked, a disk that is full, a workbook that is none) is a
`WorldError`: its text is one translated sentence that says what happened and what to do. Everything
else that is raised is a fault of ours and ends in a crash report, never in front of a person.
"""


class WorldError(Exception):
    """What the world did, as one sentence for a person: what happened and what to do about it."""


class Cancelled(Exception):
    """The person stopped a piece of work; nothing of it is kept."""


class NeedsPassphrase(WorldError):
    """A store or backup is under a passphrase, and none was given or another one than its own."""


class Damaged(WorldError):
    """A store can't be read as it should be; it may be rebuilt from what is left of it and a backup."""


class Unreachable(WorldError):
    """The place of a store can't be used now, full or gone as it is; the store itself may be whole."""


class InUse(WorldError):
    """A store is open elsewhere: in another window, or on another machine."""


class ReadOnly(WorldError):
    """A store can be read and not written to."""
