"""The key of a store under a passphrase, as SQLCipher 4 makes it.

The key is PBKDF2-HMAC-SHA512 of the passphrase with 256,000 rounds and the salt, which are the first 16
bytes of the file (https://www.zetetic.net/sqlcipher/design/): so another program that speaks SQLCipher
opens the store with the same passphrase. It is made once for a store, not for every connection, as it
takes a tenth of a second. The first four bytes of our salts say that the file is one of ours.
"""

import hashlib
import secrets
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

MARK = b"DtLn"
"""How an encrypted store begins; an SQLite file that is not encrypted begins with "SQLite format 3"."""

SALT = 16
"""Bytes of salt at the beginning of an encrypted file."""

ROUNDS = 256_000


@dataclass(frozen=True)
class Key:
    """What opens one encrypted store and the backups of it: its salt, and the secret made from both."""

    salt: bytes
    secret: bytes = field(repr=False)

    @classmethod
    def make(cls, passphrase: str, salt: bytes | None = None) -> "Key":
        """The key of a passphrase for a file with this salt; for a new file with a salt of its own.

        The passphrase counts as Unicode text: however the keyboard composed a letter, it is the same.
        """
        salt = salt or MARK + secrets.token_bytes(SALT - len(MARK))
        text = unicodedata.normalize("NFC", passphrase).encode()
        return cls(salt, hashlib.pbkdf2_hmac("sha512", text, salt, ROUNDS, dklen=32))

    @property
    def literal(self) -> str:
        """As SQLCipher takes a key that is already made: x'…' with the secret and the salt in hex."""
        return f"x'{self.secret.hex()}{self.salt.hex()}'"


def salt_of(path: Path) -> bytes | None:
    """The salt of an encrypted store; None for any other file. Raises OSError when it can't be read."""
    with path.open("rb") as file:
        beginning = file.read(SALT)
    return beginning if beginning.startswith(MARK) and len(beginning) == SALT else None
