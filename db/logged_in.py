"""Who sits at this machine."""

import getpass
from contextlib import suppress


def who() -> str:
    """The name under which a person is logged in; empty where the system does not say."""
    with suppress(OSError, KeyError):
        return getpass.getuser()
    return ""
